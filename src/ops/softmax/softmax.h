// SPDX-License-Identifier: Apache-2.0
// e^(beta x) over the last axis, divided by its sum. The greatest element is taken off first.
// Source: TFLite operator semantics; fixed-point exponential as gemmlowp defines it.
#pragma once

#include <stdint.h>

#include "base/bytes.h"
#include "base/fixed_point.h"
#include "ops/op_def.h"

namespace mote {

struct SoftmaxShape {
  int32_t rows;   ///< product of all axes but the last
  int32_t depth;  ///< extent of the last axis
};
struct SoftmaxS8 {
  SoftmaxShape shape;
  int32_t multiplier, shift;  ///< beta * input scale in Q5.26: at least 1
  int32_t least_difference;   ///< below it, e^x rounds to nothing
};
struct SoftmaxF32 {
  SoftmaxShape shape;
  float beta;
};

struct SoftmaxS16 {
  SoftmaxShape shape;
  Rescale factor;  ///< beta * input scale in units of 10 / 65535
};

/// Shapes and beta. The operator's params begin with a SoftmaxShape.
CheckNumber fold_softmax(PrepareContext& context, uint32_t& beta_bits);

namespace reference {

/// The output's scale is 1/256 and its zero point -128.
void softmax_s8(const SoftmaxS8& p, const int8_t* input, int8_t* output);
/// The output's scale is 1/65536 and its zero point -32768.
void softmax_s8_s16(const SoftmaxS8& p, const int8_t* input, int16_t* output);
/// The output's scale is 1/32768 and both zero points 0.
void softmax_s16(const SoftmaxS16& p, const Unaligned<int16_t>* input, int16_t* output);
void softmax_f32(const SoftmaxF32& p, const Unaligned<float>* input, float* output);

}  // namespace reference
}  // namespace mote
