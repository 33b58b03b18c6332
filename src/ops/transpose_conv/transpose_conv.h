// SPDX-License-Identifier: Apache-2.0
// The gradient of a convolution as an operator of its own: input pixel (y, x) adds its channels
// times the filter to the output patch that starts at (y * stride_h - pad_top, x * stride_w -
// pad_left). Filters are in OHWI order. The kernels gather what falls on an output element instead,
// in the same order, and so need no accumulators in memory.
// Source: TFLite operator semantics and 8-bit quantisation specification.
#pragma once

#include <stdint.h>

#include "base/bytes.h"
#include "ops/shared/activation.h"
#include "ops/shared/hybrid.h"
#include "ops/shared/integer_layer.h"
#include "ops/shared/window.h"

namespace mote {

struct TransposeConvShape {
  Shape4 input, output;
  Window window;
};
struct TransposeConvInteger {
  TransposeConvShape shape;
  IntegerLayer layer;
};
struct TransposeConvF32 {
  TransposeConvShape shape;
  RangeF32 range;
};
struct TransposeConvHybrid {
  TransposeConvShape shape;
  RangeF32 range;
};

namespace reference {

/// filter: [output channel][filter_h][filter_w][input channel]. bias: one an output channel, or
/// null. The accumulator wraps at 32 bits, as TFLite's does.
void transpose_conv_s8(const TransposeConvInteger& p, const int8_t* input, const int8_t* filter,
                       const uint8_t* bias, const ChannelMultipliers& factors, int8_t* output);
void transpose_conv_s16(const TransposeConvInteger& p, const Unaligned<int16_t>* input,
                        const int8_t* filter, const uint8_t* bias,
                        const ChannelMultipliers& factors, int16_t* output);
/// Sums over input row, column, channel in this order, then adds the bias.
void transpose_conv_f32(const TransposeConvF32& p, const Unaligned<float>* input,
                        const Unaligned<float>* filter, const Unaligned<float>* bias,
                        float* output);
/// Float activations, quantised a batch at a time into `quantized`.
void transpose_conv_hybrid(const TransposeConvHybrid& p, const Unaligned<float>* input,
                           const int8_t* filter, const Unaligned<float>* bias,
                           const WeightScales& scales, int8_t* quantized, float* output);

}  // namespace reference
}  // namespace mote
