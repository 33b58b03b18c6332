// SPDX-License-Identifier: Apache-2.0
// The clamp that a fused activation means, in real and in quantised numbers.
#pragma once

#include <stdint.h>

#include "mote/tensor_type.h"

namespace mote {

/// As numbered in the file. TANH (4) and SIGN_BIT (5) have no kernel anywhere.
enum class Activation : uint8_t { None, Relu, ReluN1To1, Relu6 };
constexpr bool is_supported_activation(uint8_t number) { return number <= 3; }

struct RangeS8 {
  int8_t low, high;
};
/// Quantised bounds: zero point + round(bound / scale), the quotient rounded as a float is.
RangeS8 activation_range_s8(Activation activation, uint32_t scale_bits, int32_t zero_point);

struct RangeS32 {
  int32_t low, high;
};
/// The same for any quantised type of 8 or 16 bits.
RangeS32 activation_range(Activation activation, TensorType type, uint32_t scale_bits,
                          int32_t zero_point);

struct RangeF32 {
  float low, high;
};
RangeF32 activation_range_f32(Activation activation);

}  // namespace mote
