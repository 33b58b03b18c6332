// SPDX-License-Identifier: Apache-2.0
#include "kernels/cortex_m_mve/depthwise_s8.h"

#include "bytes.h"

namespace mote::cortex_m_mve {
namespace {

constexpr int32_t kAllMask = 0xFFFF, kFirstRowMask = 0x00FF, kFirstColumnMask = 0x0F0F;

class Lines {
 public:
  Lines(const Depthwise& p, const int32_t* words, uint8_t* scratch)
      : p_(p), filters_(words + kFiltersAt), factors_(words + depthwise_factors_at(p.channels)),
        row_bytes_(p.input_width * p.channels), padding_(reinterpret_cast<int8_t*>(scratch)),
        lines_(padding_ + depthwise_row_bytes(p)), by_squares_(is_by_squares(p)) {
    const int32_t column = kPatch * p.channels;
    left_bytes_ = p.pad_left * column;
    right_bytes_ = (depthwise_columns(p) - p.pad_left - p.input_width) * column;
    const int32_t together = by_squares_ ? 2 : 4;
    line_.output_zero_point = p.output_zero_point;
    line_.line_advance = together * p.stride_width * column;
    line_.output_advance = together * p.channels;
    line_.rounds = p.output_width / together;
    line_.is_exact = p.is_exact;
    const auto channels = static_cast<uint32_t>(p.channels);
    const uint32_t row = p.output_width * channels;
    for (uint32_t i = 0; i < 4; ++i) {
      line_.columns[i] = i * p.dilation_width * static_cast<uint32_t>(column);
      line_.outputs[i] = by_squares_ ? i / 2 * row + i % 2 * channels : i * channels;
    }
    line_.patch_advance = p.stride_width * static_cast<uint32_t>(column);
    fill(p.input_zero_point, row_bytes_, padding_);
    fill(p.input_zero_point, left_bytes_, lines_);
    pad_right();
  }

  void run(const int8_t* image, int8_t* output) {
    const int32_t together = by_squares_ ? 2 : 1;
    for (int32_t y = 0; y < p_.output_height; y += together) {
      const int32_t left = p_.output_height - y;
      const int32_t rows = left < together ? left : together;
      interleave(image, y * p_.stride_height - p_.pad_top);
      set_masks(rows);
      p_.line(lines_, filters_, output, line_, factors_);
      const int32_t bytes = rows * p_.output_width * p_.channels;
      if (p_.low != INT8_MIN || p_.high != INT8_MAX) clamp_bytes(output, bytes, p_.low, p_.high);
      output += bytes;
    }
  }

 private:
  void set_masks(int32_t rows) {
    if (by_squares_) {
      line_.mask = rows == 1 ? kFirstRowMask : kAllMask;
      line_.last_mask = line_.mask & (p_.output_width % 2 == 0 ? kAllMask : kFirstColumnMask);
    } else {
      line_.mask = kAllMask;
      const int32_t rest = p_.output_width % 4;
      line_.last_mask = rest == 0 ? kAllMask : (1 << (4 * rest)) - 1;
    }
  }

  /// Rows from `top` on; those of which the filter has none may be any.
  void interleave(const int8_t* image, int32_t top) {
    const int8_t* rows[kPatch];
    int32_t y = top;
    for (const int8_t*& row : rows) {
      row = static_cast<uint32_t>(y) < p_.input_height ? image + y * row_bytes_ : padding_;
      y += p_.dilation_height;
    }
    mote_mve_interleave(rows, row_bytes_, lines_ + left_bytes_);
    if (row_bytes_ % kStep != 0) pad_right();
  }

  void pad_right() {
    fill(p_.input_zero_point, right_bytes_, lines_ + left_bytes_ + kPatch * row_bytes_);
  }

  const Depthwise& p_;
  const int32_t* filters_;
  const int32_t* factors_;
  int32_t row_bytes_;
  int8_t* padding_;
  int8_t* lines_;
  bool by_squares_;
  int32_t left_bytes_, right_bytes_;
  DepthwiseLine line_;
};

}  // namespace

void depthwise_s8(const Depthwise& p, const int8_t* input, const int32_t* words, int8_t* output,
                  uint8_t* scratch) {
  Lines lines(p, words, scratch);
  for (int32_t b = p.batches; b > 0; --b) {
    lines.run(input, output);
    input += p.input_height * p.input_width * p.channels;
    output += p.output_height * p.output_width * p.channels;
  }
}

}  // namespace mote::cortex_m_mve
