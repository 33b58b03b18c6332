// SPDX-License-Identifier: Apache-2.0
// The inner loop of convolutions: one output channel of four pixels, with one multiplication for two
// of them.
//
// A word of the columns holds the inputs of two pixels, a + 2^16 b. Times a weight it is a w + 2^16 b w:
// two products, and words of products add up to two sums as long as each sum fits 16 bits. So the
// weights of a channel come in chunks whose sums do for any input; the packing function finds the
// longest. After a chunk both sums are taken out of the word: the upper half is the word shifted by 16,
// if the lower one counts from 2^15; the lower half needs no more than the sum of the words themselves,
// modulo 2^32, from which that of the upper halves is subtracted in the end.
//
// A channel is kPixelHeadWords words, then its chunks as bytes: a weight, kStepBytes for each of the
// kMostWeights weights that the chunk does not have, and the other weights. The last chunk has a weight
// that does not matter and kEndBytes.
#pragma once

#include <stdint.h>

#include "kernels/scalar/layer.h"

namespace mote::scalar {

constexpr int32_t kPixelsPerBlock = kSumsPerBlock;
/// Of one input of the four pixels: pixels 0 and 2, then 1 and 3.
constexpr int32_t kColumnWords = 2;

constexpr int32_t kMostWeights = 16;
/// Instructions that are jumped over: so long are those of a weight on Cortex-M0 and M3.
constexpr int32_t kStepBytes = 14;
constexpr int32_t kEndBytes = kMostWeights * kStepBytes;

struct PixelHead {
  int32_t bias;        ///< with the input's zero point: bias - zero point * sum of weights
  int32_t word_start;  ///< (2^16 + 1) bias - 2^15 * chunks, modulo 2^32
  Factor factor;
};
constexpr int32_t kPixelHeadWords = 4;

/// sums: of the four pixels. columns: kColumnWords for each weight, and as many after the last ones,
/// which are read and do not matter. Returns where the chunks end.
extern "C" const int8_t* mote_scalar_pixel_sums(const PixelHead* channel, const uint32_t* columns,
                                                int32_t* sums);

}  // namespace mote::scalar
