// SPDX-License-Identifier: Apache-2.0
// A byte of the input is free once nothing reads it any more. Whatever is written must come to lie
// before the first byte that is still to be read.
#include "overlap/overlap.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "ops/op_def.h"

namespace mote::compiler {
namespace {

/// Beyond all positions: nothing is read.
constexpr int64_t kNothing = std::numeric_limits<int64_t>::max() / 4;

int64_t pixels_of(const Shape4& shape) {
  return int64_t{shape.batches} * shape.height * shape.width;
}

/// The lead as a plan has it, whose offsets are multiples of kBufferAlignmentBytes.
int64_t placed_lead(const KernelOverlap& overlap) {
  const int64_t step = std::lcm(int64_t{overlap.multiple}, int64_t{kBufferAlignmentBytes});
  const int64_t lead = overlap.lead_bytes;
  return lead > 0 ? (lead + step - 1) / step * step : lead / step * step;
}

KernelOverlap better(const KernelOverlap& a, const KernelOverlap& b) {
  return placed_lead(b) < placed_lead(a) ? b : a;
}

/// `lead` in units of `unit` bytes, -kNothing or so if nothing is read after the first write. With
/// a multiple of 1 there is none to keep to.
KernelOverlap overlap_with(int64_t lead, int64_t unit, int64_t multiple, int64_t input_bytes) {
  const int64_t least = -input_bytes / unit;
  const int64_t lead_bytes = std::max(lead, least) * unit;
  return {static_cast<int32_t>(lead_bytes), static_cast<uint32_t>(multiple)};
}

/// Index of the first row or column of a window that lies inside, or kNothing.
int64_t first_inside(int64_t begin, int64_t step, int64_t taps, int64_t extent) {
  const int64_t skipped = begin >= 0 ? 0 : (-begin + step - 1) / step;
  const int64_t first = begin + skipped * step;
  return skipped < taps && first < extent ? first : kNothing;
}

class WindowWalk {
 public:
  explicit WindowWalk(const WindowKernel& kernel) : k_(kernel) { find_blocks(); }

  /// For any difference of the offsets.
  KernelOverlap any() const {
    const int64_t in_channels = k_.input.channels, out_channels = k_.output.channels;
    const int64_t group_outputs = out_channels / k_.groups, group_inputs = in_channels / k_.groups;
    const auto block_channels = std::min(int64_t{k_.channels_per_block}, out_channels);
    int64_t lead = -kNothing;
    for (size_t i = 0; i < blocks_.size(); ++i) {
      const Block& block = blocks_[i];
      const int64_t next = later_[i] == kNothing ? kNothing : later_[i] * in_channels;
      for (int64_t c = 0; c < out_channels; c += block_channels) {
        const int64_t end = std::min(c + block_channels, out_channels);
        const bool reads_again = end < out_channels && block.first_read != kNothing;
        const int64_t again =
            reads_again ? block.first_read * in_channels + end / group_outputs * group_inputs
                        : kNothing;
        lead = std::max(lead, block.last * out_channels + end - std::min(again, next));
      }
    }
    return overlap_with(lead, k_.element_bytes, 1, input_bytes());
  }

  /// For differences of whole pixels, each of whose channels matters to itself only.
  KernelOverlap of_whole_pixels() const {
    int64_t lead = -kNothing;
    for (size_t i = 0; i < blocks_.size(); ++i) {
      lead = std::max(lead, blocks_[i].last + 1 - later_[i]);
    }
    const int64_t pixel = int64_t{k_.input.channels} * k_.element_bytes;
    return overlap_with(lead, pixel, pixel, input_bytes());
  }

 private:
  struct Block {
    int64_t last;        ///< pixel of the output
    int64_t first_read;  ///< pixel of the input
  };

  int64_t input_bytes() const { return pixels_of(k_.input) * k_.input.channels * k_.element_bytes; }

  int64_t first_read_of(int64_t b, int64_t y, int64_t x) const {
    const Window& w = k_.window;
    const int64_t row =
        first_inside(y * w.stride_h - w.pad_top, w.dilation_h, w.filter_h, k_.input.height);
    const int64_t column =
        first_inside(x * w.stride_w - w.pad_left, w.dilation_w, w.filter_w, k_.input.width);
    if (row == kNothing || column == kNothing) return kNothing;
    return (b * k_.input.height + row) * k_.input.width + column;
  }

  void find_blocks() {
    uint32_t left = 0;  // pixels that the block may still take
    int64_t pixel = 0;
    for (int64_t b = 0; b < k_.output.batches; ++b) {
      if (!k_.blocks_cross_batches) left = 0;
      for (int64_t y = 0; y < k_.output.height; ++y) {
        for (int64_t x = 0; x < k_.output.width; ++x, ++pixel, --left) {
          if (left == 0) {
            blocks_.push_back({pixel, kNothing});
            left = k_.pixels_per_block;
          }
          Block& block = blocks_.back();
          block.last = pixel;
          block.first_read = std::min(block.first_read, first_read_of(b, y, x));
        }
      }
    }
    later_.assign(blocks_.size(), kNothing);
    for (size_t i = blocks_.size(); i-- > 1;) {
      later_[i - 1] = std::min(later_[i], blocks_[i].first_read);
    }
  }

  const WindowKernel& k_;
  std::vector<Block> blocks_;
  std::vector<int64_t> later_;  ///< first pixel that the blocks after a block read
};

/// When each pixel of the input is read for the last time and each of the output is written, of one
/// channel.
class LineWalk {
 public:
  explicit LineWalk(const LineKernel& kernel)
      : k_(kernel), read_(pixels_of(kernel.input), -1), written_(pixels_of(kernel.output)) {
    const bool columns = k_.by_columns;
    const int32_t lines_in = columns ? k_.input.width : k_.input.height;
    const int32_t lines_out = columns ? k_.output.width : k_.output.height;
    const int32_t stride = columns ? k_.window.stride_w : k_.window.stride_h;
    const int32_t pad = columns ? k_.window.pad_left : k_.window.pad_top;
    const int32_t taps = columns ? k_.window.filter_w : k_.window.filter_h;
    for (int32_t b = 0; b < k_.input.batches; ++b) {
      for (int32_t y = 0; y < lines_out; ++y, ++times_) {
        for (int32_t line = y * stride - pad; line < y * stride - pad + taps; ++line) {
          if (line >= 0 && line < lines_in) mark_if_new(read_, k_.input, b, line);
        }
        mark(written_, k_.output, b, y);
      }
    }
  }

  /// For differences of whole pixels.
  KernelOverlap of_whole_pixels() const {
    std::vector<int64_t> later(times_ + 1, kNothing);  // first pixel read after a time
    for (size_t p = 0; p < read_.size(); ++p) {
      if (read_[p] > 0) lower(later[read_[p] - 1], static_cast<int64_t>(p));
    }
    for (size_t t = times_; t-- > 0;) lower(later[t], later[t + 1]);
    int64_t lead = -kNothing;
    for (size_t q = 0; q < written_.size(); ++q) {
      lead = std::max(lead, static_cast<int64_t>(q) + 1 - later[written_[q]]);
    }
    return overlap_with(lead, k_.input.channels, k_.input.channels, input_bytes());
  }

  /// For differences of whole rows, where rows of both are equally long.
  KernelOverlap of_whole_rows() const {
    const int64_t row = k_.input.width;
    int64_t lead = int64_t{k_.output.batches} * k_.output.height;  // apart
    while ((lead - 1) * row > -pixels_of(k_.input) && is_free((lead - 1) * row)) --lead;
    const int64_t row_bytes = row * k_.input.channels;
    return overlap_with(lead, row_bytes, row_bytes, input_bytes());
  }

 private:
  static void lower(int64_t& value, int64_t other) { value = std::min(value, other); }
  int64_t input_bytes() const { return pixels_of(k_.input) * k_.input.channels; }

  template <class Visit>
  void for_each_pixel(const Shape4& shape, int32_t b, int32_t line, Visit visit) const {
    const int32_t length = k_.by_columns ? shape.height : shape.width;
    for (int32_t i = 0; i < length; ++i) {
      const int32_t y = k_.by_columns ? i : line, x = k_.by_columns ? line : i;
      visit((static_cast<size_t>(b) * shape.height + y) * shape.width + x);
    }
  }
  void mark(std::vector<int64_t>& times, const Shape4& shape, int32_t b, int32_t line) {
    for_each_pixel(shape, b, line, [&](size_t pixel) { times[pixel] = times_; });
  }
  void mark_if_new(std::vector<int64_t>& times, const Shape4& shape, int32_t b, int32_t line) {
    for_each_pixel(shape, b, line, [&](size_t pixel) {
      if (times[pixel] < 0) times[pixel] = times_;
    });
  }

  /// Nothing that is still to be read is overwritten if the output lies `lead` pixels before the
  /// input.
  bool is_free(int64_t lead) const {
    const auto pixels = static_cast<int64_t>(read_.size());
    for (size_t q = 0; q < written_.size(); ++q) {
      const int64_t p = static_cast<int64_t>(q) - lead;
      if (p >= 0 && p < pixels && read_[p] > written_[q]) return false;
    }
    return true;
  }

  const LineKernel& k_;
  int64_t times_ = 0;
  std::vector<int64_t> read_, written_;
};

}  // namespace

KernelOverlap overlap_of(const WindowKernel& kernel) {
  const WindowWalk walk(kernel);
  const KernelOverlap any = walk.any();
  const bool is_depthwise =
      kernel.groups == kernel.input.channels && kernel.groups == kernel.output.channels;
  return is_depthwise ? better(any, walk.of_whole_pixels()) : any;
}

KernelOverlap overlap_of(const LineKernel& kernel) {
  const LineWalk walk(kernel);
  const KernelOverlap any = walk.of_whole_pixels();
  const bool has_same_rows = kernel.by_columns && kernel.input.width == kernel.output.width;
  return has_same_rows ? better(any, walk.of_whole_rows()) : any;
}

KernelOverlap overlap_of(const RowKernel& k) {
  // After a row's output is written, the next row is read.
  const int64_t growth = k.output_row_bytes - k.input_row_bytes;
  const int64_t lead = k.rows <= 1 ? -kNothing : growth > 0 ? (k.rows - 1) * growth : growth;
  return overlap_with(lead, 1, 1, k.rows * k.input_row_bytes);
}

}  // namespace mote::compiler
