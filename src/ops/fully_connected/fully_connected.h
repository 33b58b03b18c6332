// SPDX-License-Identifier: Apache-2.0
// Every output is a dot product of the input with a row of weights, plus a bias.
// Source: TFLite operator semantics and 8-bit quantisation specification.
#pragma once

#include <stdint.h>

#include "base/bytes.h"
#include "ops/shared/activation.h"
#include "ops/shared/channel_scales.h"
#include "ops/shared/hybrid.h"
#include "ops/shared/integer_layer.h"
#include "ops/shared/weight_code.h"

namespace mote {

struct FullyConnectedShape {
  int32_t batches;
  int32_t depth;  ///< elements of a batch of the input
  int32_t units;  ///< elements of a batch of the output
};
struct FullyConnectedS8 {
  FullyConnectedShape shape;
  int32_t input_zero_point, weights_zero_point, output_zero_point;
  RangeS8 range;
};
struct FullyConnectedF32 {
  FullyConnectedShape shape;
  RangeF32 range;
};
/// Of the other integer types.
struct FullyConnectedInteger {
  FullyConnectedShape shape;
  IntegerLayer layer;
};
struct FullyConnectedHybrid {
  FullyConnectedShape shape;
  RangeF32 range;
  bool asymmetric;
};

namespace reference {

/// input: [batch][depth]; weights: [unit][depth]; bias: [unit] or null; output: [batch][unit].
/// The accumulator wraps at 32 bits, as TFLite's does.
void fully_connected_s8(const FullyConnectedS8& p, const int8_t* input, const int8_t* weights,
                        const Unaligned<int32_t>* bias, const ChannelMultipliers& factors,
                        int8_t* output);
/// Sums in the order of depth, then adds the bias.
void fully_connected_f32(const FullyConnectedF32& p, const Unaligned<float>* input,
                         const Unaligned<float>* weights, const Unaligned<float>* bias,
                         float* output);
/// 16-bit activations. bias: one a unit, of the layer's width, or null.
void fully_connected_s16(const FullyConnectedInteger& p, const Unaligned<int16_t>* input,
                         const int8_t* weights, const uint8_t* bias,
                         const ChannelMultipliers& factors, int16_t* output);
/// 8-bit activations, two weights a byte.
void fully_connected_s4(const FullyConnectedInteger& p, const int8_t* input, Int4Weights weights,
                        const uint8_t* bias, const ChannelMultipliers& factors, int8_t* output);
/// The older scheme: unsigned, one scale and zero point for all weights.
void fully_connected_u8(const FullyConnectedInteger& p, const uint8_t* input,
                        const uint8_t* weights, const uint8_t* bias,
                        const ChannelMultipliers& factors, uint8_t* output);
/// Float activations, quantised a batch at a time into `quantized`.
void fully_connected_hybrid(const FullyConnectedHybrid& p, const Unaligned<float>* input,
                            const int8_t* weights, const Unaligned<float>* bias,
                            const WeightScales& scales, int8_t* quantized, float* output);
/// The same, two weights a byte.
void fully_connected_hybrid_s4(const FullyConnectedHybrid& p, const Unaligned<float>* input,
                               Int4Weights weights, const Unaligned<float>* bias,
                               const WeightScales& scales, int8_t* quantized, float* output);

}  // namespace reference

namespace tiles {

/// The int8 kernel for one batch with coded weights, of which `tile` holds `tile_weights` at a time. The
/// bias is part of the factors. No element of the input may be overwritten.
void fully_connected_s8(const FullyConnectedS8& p, const int8_t* input, const WeightCode& code,
                        int8_t* tile, int32_t tile_weights, const ChannelMultipliers& factors,
                        int8_t* output);

}  // namespace tiles
}  // namespace mote
