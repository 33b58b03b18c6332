// SPDX-License-Identifier: Apache-2.0
// LOGISTIC, 1 / (1 + e^-x), and TANH.
// Source: TFLite operator semantics; fixed-point functions as gemmlowp defines them.
#pragma once

#include <stdint.h>

#include "base/bytes.h"
#include "base/fixed_point.h"
#include "ops/shared/sigmoid_s16.h"

namespace mote {

struct SigmoidS8 {
  uint32_t elements;
  Rescale factor;      ///< from elements to Q4; the shift is not negative
  int32_t radius;      ///< from this distance to the zero point on, the output is at its end
  int32_t zero_point;  ///< of the input
};
struct SigmoidS16 {
  uint32_t elements;
  SigmoidInput input;
};
struct SigmoidF32 {
  uint32_t elements;
};

namespace reference {

/// The output's scale is 1/256 and its zero point -128.
void logistic_s8(const SigmoidS8& p, const int8_t* input, int8_t* output);
/// The output's scale is 1/128 and its zero point 0.
void tanh_s8(const SigmoidS8& p, const int8_t* input, int8_t* output);

void logistic_f32(const SigmoidF32& p, const Unaligned<float>* input, float* output);
void tanh_f32(const SigmoidF32& p, const Unaligned<float>* input, float* output);

}  // namespace reference
}  // namespace mote
