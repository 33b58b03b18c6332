// SPDX-License-Identifier: Apache-2.0
#include "base/float_math.h"
#include "ops/quantize/quantize.h"

namespace mote::reference {

void quantize_f32_s8(const QuantizeF32S8& p, const Unaligned<float>* input, int8_t* output) {
  for (uint32_t i = 0; i < p.elements; ++i) {
    const int64_t value = int64_t{round_half_away(float{input[i]} / p.scale)} + p.zero_point;
    output[i] = static_cast<int8_t>(clamp<int64_t>(value, -128, 127));
  }
}

void quantize_s8_s8(const QuantizeS8S8& p, const int8_t* input, int8_t* output) {
  for (uint32_t i = 0; i < p.elements; ++i) {
    const int32_t value = rescale(input[i] - p.input_zero_point, p.factor) + p.output_zero_point;
    output[i] = static_cast<int8_t>(clamp<int32_t>(value, -128, 127));
  }
}

}  // namespace mote::reference
