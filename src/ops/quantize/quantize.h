// SPDX-License-Identifier: Apache-2.0
// Real numbers to quantised ones, and quantised ones to another scale.
// Source: TFLite 8-bit quantisation specification.
#pragma once

#include <stdint.h>

#include "base/bytes.h"
#include "base/fixed_point.h"

namespace mote {

struct QuantizeF32S8 {
  uint32_t elements;
  float scale;
  int32_t zero_point;
};
struct QuantizeS8S8 {
  uint32_t elements;
  Rescale factor;  ///< input scale / output scale
  int32_t input_zero_point, output_zero_point;
};

namespace reference {

/// round(x / scale) + zero point, ties away from zero, clamped.
void quantize_f32_s8(const QuantizeF32S8& p, const Unaligned<float>* input, int8_t* output);
void quantize_s8_s8(const QuantizeS8S8& p, const int8_t* input, int8_t* output);

}  // namespace reference
}  // namespace mote
