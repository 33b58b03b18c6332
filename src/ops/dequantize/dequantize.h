// SPDX-License-Identifier: Apache-2.0
// DEQUANTIZE: scale * (element - zero point), with one scale for all or, for weights, one for each
// index of a dimension. Half-precision weights have no scale.
// Source: TFLite 8-bit quantisation specification.
#pragma once

#include <stdint.h>

#include "base/bytes.h"

namespace mote {

/// Elements are [outer][channel][inner].
struct Dequantize {
  uint32_t elements;
  uint32_t channels;  ///< 1: one scale for all
  uint32_t inner;     ///< elements of a channel next to each other
};
/// Of the channels, at any address.
struct ScalesAndZeroPoints {
  const uint8_t* scales;       ///< floats
  const uint8_t* zero_points;  ///< 64 bits each, of which the low half counts; null: all are 0
  uint32_t zero_point_step;    ///< bytes from one to the next; 0: one for all
};

struct DequantizeParams {
  Dequantize kernel;
  uint32_t scales_at;       ///< bytes from the model's start
  uint32_t zero_points_at;  ///< the same; 0: all are 0
  uint32_t zero_point_step;
};

namespace reference {

/// The product of 24 and 17 bits is rounded once, as the product of doubles would be.
void dequantize_s8(const Dequantize& p, const ScalesAndZeroPoints& q, const int8_t* input,
                   float* output);
void dequantize_u8(const Dequantize& p, const ScalesAndZeroPoints& q, const uint8_t* input,
                   float* output);
void dequantize_s16(const Dequantize& p, const ScalesAndZeroPoints& q,
                    const Unaligned<int16_t>* input, float* output);
/// Two elements a byte, the first in its low half.
void dequantize_s4(const Dequantize& p, const ScalesAndZeroPoints& q, const uint8_t* input,
                   float* output);

}  // namespace reference
}  // namespace mote
