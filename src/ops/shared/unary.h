// SPDX-License-Identifier: Apache-2.0
// What operators of one tensor, element by element, begin with.
#pragma once

#include "base/bytes.h"
#include "base/fixed_point.h"
#include "ops/shared/activation.h"
#include "ops/shared/checks.h"

namespace mote {

/// One input and one output of the same dimensions.
CheckNumber check_unary(PrepareContext& context);
/// And each of the two has one scale.
CheckNumber check_quantized_unary(PrepareContext& context);

/// The output's zero point and scale in terms of the input's.
struct Requantize {
  uint32_t elements;
  Rescale factor;  ///< s_in / s_out, the quotient rounded as a float is
  int32_t input_zero_point, output_zero_point;
};
/// check_quantized_unary(), and factors that leave room for every element.
CheckNumber fold_requantize(PrepareContext& context, Requantize& requantize);

/// The greatest shift that a Rescale of elements less a zero point may have.
constexpr int32_t greatest_shift(TensorType type) { return 30 - int32_t(bits_per_element(type)); }

/// All numbers of an integer type of 8 or 16 bits.
template <class T>
constexpr RangeS32 range_of() {
  constexpr int32_t kHalf = 1 << (8 * sizeof(T) - 1);
  return {-kHalf, kHalf - 1};
}

/// output = f(input), element by element; the two may be the same memory.
template <class T, class F>
void map_elements(const RunContext& context, uint32_t elements, F f) {
  const auto* input = context.input<Unaligned<T>>(0);
  auto* output = context.output<T>(0);
  for (uint32_t i = 0; i < elements; ++i) output[i] = f(T{input[i]});
}

}  // namespace mote
