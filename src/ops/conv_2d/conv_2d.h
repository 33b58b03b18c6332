// SPDX-License-Identifier: Apache-2.0
// Convolution of an NHWC tensor with filters in OHWI order; with fewer filter channels than input
// channels it is grouped: group g of the outputs sees only group g of the inputs.
// Source: TFLite operator semantics and 8-bit quantisation specification.
#pragma once

#include <stdint.h>

#include "base/bytes.h"
#include "ops/shared/activation.h"
#include "ops/shared/channel_scales.h"
#include "ops/shared/hybrid.h"
#include "ops/shared/integer_layer.h"
#include "ops/shared/weight_code.h"
#include "ops/shared/window.h"

namespace mote {

struct Conv2dS8 {
  Shape4 input, output;
  Window window;
  int32_t filter_channels;  ///< divides the input's channels
  int32_t input_zero_point, output_zero_point;
  RangeS8 range;
};
struct Conv2dF32 {
  Shape4 input, output;
  Window window;
  int32_t filter_channels;
  RangeF32 range;
};

/// Of the other element types.
struct Conv2dShape {
  Shape4 input, output;
  Window window;
  int32_t filter_channels;
};
struct Conv2dInteger {
  Conv2dShape shape;
  IntegerLayer layer;
};
struct Conv2dHybrid {
  Conv2dShape shape;
  RangeF32 range;
  bool asymmetric;
};

inline Conv2dS8 rows_of(Conv2dS8 p, const RowRange& rows) {
  narrow_to(rows, p.input, p.output, p.window);
  return p;
}
inline Conv2dInteger rows_of(Conv2dInteger p, const RowRange& rows) {
  narrow_to(rows, p.shape.input, p.shape.output, p.shape.window);
  return p;
}

namespace reference {

/// filter: [output channel][filter_h][filter_w][filter_channels]. bias: one an output channel, or
/// null. The accumulator wraps at 32 bits, as TFLite's does.
void conv_2d_s8(const Conv2dS8& p, const int8_t* input, const int8_t* filter,
                const Unaligned<int32_t>* bias, const ChannelMultipliers& factors, int8_t* output);
/// Sums over filter row, column, channel in this order, then adds the bias.
void conv_2d_f32(const Conv2dF32& p, const Unaligned<float>* input, const Unaligned<float>* filter,
                 const Unaligned<float>* bias, float* output);
/// 16-bit activations. bias: one an output channel, of the layer's width, or null.
void conv_2d_s16(const Conv2dInteger& p, const Unaligned<int16_t>* input, const int8_t* filter,
                 const uint8_t* bias, const ChannelMultipliers& factors, int16_t* output);
/// 8-bit activations, two weights a byte.
void conv_2d_s4(const Conv2dInteger& p, const int8_t* input, Int4Weights filter,
                const uint8_t* bias, const ChannelMultipliers& factors, int8_t* output);
/// The older scheme: unsigned, one scale and zero point for all weights.
void conv_2d_u8(const Conv2dInteger& p, const uint8_t* input, const uint8_t* filter,
                const uint8_t* bias, const ChannelMultipliers& factors, uint8_t* output);
/// Float activations, quantised a batch at a time into `quantized`.
void conv_2d_hybrid(const Conv2dHybrid& p, const Unaligned<float>* input, const int8_t* filter,
                    const Unaligned<float>* bias, const WeightScales& scales, int8_t* quantized,
                    float* output);

}  // namespace reference

namespace tiles {

/// The int8 kernel with coded weights, of which `tile` holds those of `tile_channels` output channels
/// at a time. Not grouped; the bias is part of the factors. No element of the input may be overwritten.
void conv_2d_s8(const Conv2dS8& p, const int8_t* input, const WeightCode& code, int8_t* tile,
                int32_t tile_channels, const ChannelMultipliers& factors, int8_t* output);

}  // namespace tiles
}  // namespace mote
