// SPDX-License-Identifier: Apache-2.0
#include "ops/dequantize/dequantize.h"

namespace mote::reference {
namespace {

/// `at`: an element as an integer.
template <class At>
void dequantize(const Dequantize& p, const ScalesAndZeroPoints& q, float* output, At at) {
  for (uint32_t i = 0; i < p.elements;) {
    for (uint32_t c = 0; c < p.channels; ++c) {
      const auto scale = load<float>(q.scales + c * 4);
      const int32_t zero_point =
          q.zero_points == nullptr ? 0 : load<int32_t>(q.zero_points + c * q.zero_point_step);
      for (const uint32_t end = i + p.inner; i < end; ++i) {
        output[i] = scale * static_cast<float>(at(i) - zero_point);
      }
    }
  }
}

}  // namespace

void dequantize_s8(const Dequantize& p, const ScalesAndZeroPoints& q, const int8_t* input,
                   float* output) {
  dequantize(p, q, output, [input](uint32_t i) { return int32_t{input[i]}; });
}

void dequantize_u8(const Dequantize& p, const ScalesAndZeroPoints& q, const uint8_t* input,
                   float* output) {
  dequantize(p, q, output, [input](uint32_t i) { return int32_t{input[i]}; });
}

void dequantize_s16(const Dequantize& p, const ScalesAndZeroPoints& q,
                    const Unaligned<int16_t>* input, float* output) {
  dequantize(p, q, output, [input](uint32_t i) { return int32_t{int16_t{input[i]}}; });
}

void dequantize_s4(const Dequantize& p, const ScalesAndZeroPoints& q, const uint8_t* input,
                   float* output) {
  dequantize(p, q, output, [input](uint32_t i) {
    const int32_t nibble = input[i / 2] >> (i % 2 * 4) & 15;
    return (nibble ^ 8) - 8;
  });
}

}  // namespace mote::reference
