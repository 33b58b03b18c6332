// SPDX-License-Identifier: Apache-2.0
// Layers that multiply integer activations with integer weights: zero points, bias, rescaling and
// clamp. For the element types beside int8 with int8 weights, which has leaner code of its own.
// Source: TFLite 8-bit quantisation specification and its 16-bit extension.
#pragma once

#include "base/bytes.h"
#include "base/fixed_point.h"
#include "ops/shared/activation.h"
#include "ops/shared/channel_scales.h"

namespace mote {

struct IntegerLayer {
  int32_t input_zero_point, filter_zero_point, output_zero_point;
  RangeS32 range;
  uint8_t bias_bytes;  ///< of one element
  uint8_t is_wide;     ///< sums have 64 bits up to the output
};

constexpr uint32_t bias_type(TensorType type) { return 1U << static_cast<uint32_t>(type); }

/// What the operators differ in.
struct LayerSpec {
  TensorSlot input, filter, bias;
  uint32_t bias_types;        ///< of bias_type(), joined by |
  TensorType left_out_bias;   ///< the type that a bias would have
  uint32_t channels;          ///< of the output
  int32_t channel_dimension;  ///< of the filter
  Activation activation;
};

/// Checks the quantisation and the bias. 16-bit sums are wide unless the bias has 32 bits.
CheckNumber fold_integer_layer(PrepareContext& context, const LayerSpec& spec, IntegerLayer& layer,
                               ChannelScales& scales);

/// Weights with one scale for all and a zero point. Their product of scales is rounded to a float,
/// as the reference does for them.
CheckNumber fold_asymmetric_filter(PrepareContext& context, TensorSlot filter, IntegerLayer& layer,
                                   ChannelScales& scales);

/// Two of the elements share a byte, the first one in its low half.
struct Int4Weights {
  const uint8_t* bytes;
  int32_t operator[](int32_t i) const {
    const uint8_t pair = bytes[i >> 1];
    return static_cast<int8_t>((i & 1) != 0 ? pair : pair << 4) >> 4;
  }
};

/// The output's element from the sum of a channel's products. Sum is uint64_t for 16-bit
/// activations, otherwise uint32_t: both wrap around, as TFLite's do.
template <class Sum>
int32_t layer_element(const IntegerLayer& p, Sum sum, const uint8_t* bias,
                      const ChannelMultipliers& factors, int32_t channel) {
  int32_t scaled = 0;
  if constexpr (sizeof(Sum) == 8) {
    if (bias != nullptr) {
      const uint8_t* at = bias + channel * p.bias_bytes;
      const int64_t more = p.bias_bytes == 8   ? load<int64_t>(at)
                           : p.bias_bytes == 4 ? load<int32_t>(at)
                                               : load<int16_t>(at);
      sum += static_cast<Sum>(more);
    }
    scaled = p.is_wide != 0 ? rescale_64(static_cast<int64_t>(sum), factors.pair(channel))
                            : rescale_channel(static_cast<int32_t>(sum), factors, channel);
  } else {
    if (bias != nullptr) sum += load<uint32_t>(bias + 4 * channel);
    scaled = rescale_channel(static_cast<int32_t>(sum), factors, channel);
  }
  const uint32_t moved = static_cast<uint32_t>(scaled) + static_cast<uint32_t>(p.output_zero_point);
  return clamp(static_cast<int32_t>(moved), p.range.low, p.range.high);
}

}  // namespace mote
