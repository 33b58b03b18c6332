// SPDX-License-Identifier: Apache-2.0
// What arm/matrix_block.cpp computes, from the same layouts.
#include "kernels/cortex_m_dsp/matrix_block.h"

#include "intrinsics.h"

namespace mote::cortex_m_dsp {
namespace {

/// Calls finish(first or second channel, sums) for each channel of each pair, then `output`
/// moves on by `step` bytes. `finish` stores, and advances `weights` past the factors.
template <class Finish>
void for_each_channel(const int32_t* weights, const uint32_t* columns, const MatrixBlock& block,
                      int32_t step, Finish finish) {
  auto* output = static_cast<uint8_t*>(block.output);
  while (output != block.output_end) {
    int32_t sums[2][kPixelsPerBlock];
    for (int32_t c = 0; c < 2; ++c) {
      for (int32_t& sum : sums[c]) sum = weights[c];
    }
    weights += 2;
    for (const uint32_t* at = columns; at != block.columns_end; at += kColumnWordsPerGroup) {
      for (int32_t c = 0; c < 2; ++c) {
        const auto word = static_cast<uint32_t>(*weights++);
        for (int32_t pixel = 0; pixel < kPixelsPerBlock; ++pixel) {
          sums[c][pixel] = smlad(word, at[pixel], sums[c][pixel]);
          sums[c][pixel] = smlad(sxtb16(word), at[kPixelsPerBlock + pixel], sums[c][pixel]);
        }
      }
    }
    weights = finish(weights, sums, output);
    output += 2 * step;
  }
}

void store(const MatrixBlock& block, uint8_t* output, int32_t channel, int32_t pixel,
           int32_t value) {
  output[pixel * block.pixel_stride + channel] = static_cast<uint8_t>(value);
}

}  // namespace

extern "C" {

void mote_dsp_matrix_block_rectified(const int32_t* weights, const uint32_t* columns,
                                     const MatrixBlock& block) {
  for_each_channel(weights, columns, block, 1, [&](const int32_t* factors, auto& sums, auto* out) {
    for (int32_t c = 0; c < 2; ++c) {
      for (int32_t pixel = 0; pixel < kPixelsPerBlock; ++pixel) {
        store(block, out, c, pixel, ssat8(smmulr(sums[c][pixel], factors[c]) >> kRectifiedShift));
      }
    }
    return factors + 2;
  });
}

void mote_dsp_matrix_block_exact(const int32_t* weights, const uint32_t* columns,
                                 const MatrixBlock& block) {
  for_each_channel(weights, columns, block, 1, [&](const int32_t* factors, auto& sums, auto* out) {
    for (int32_t c = 0; c < 2; ++c) {
      for (int32_t pixel = 0; pixel < kPixelsPerBlock; ++pixel) {
        const int32_t sum = sums[c][pixel] >> 8;
        const int32_t scaled = smmlar(sum, factors[2 * c], sum + (sum >> 31));
        store(block, out, c, pixel,
              ssat8(smmlar(scaled, factors[2 * c + 1], block.output_zero_point)));
      }
    }
    return factors + 4;
  });
}

void mote_dsp_matrix_block_sums(const int32_t* weights, const uint32_t* columns,
                                const MatrixBlock& block) {
  for_each_channel(weights, columns, block, 4, [&](const int32_t* factors, auto& sums, auto* out) {
    for (int32_t c = 0; c < 2; ++c) {
      for (int32_t pixel = 0; pixel < kPixelsPerBlock; ++pixel) {
        const int32_t sum = sums[c][pixel] >> 8;
        __builtin_memcpy(out + pixel * block.pixel_stride + 4 * c, &sum, 4);
      }
    }
    return factors;
  });
}

}  // extern "C"
}  // namespace mote::cortex_m_dsp
