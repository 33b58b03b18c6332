// SPDX-License-Identifier: Apache-2.0
#include "ops/add/add.h"

namespace mote::reference {

void add_s8(const AddS8& p, const int8_t* first, const int8_t* second, int8_t* output) {
  constexpr int32_t kHeadroom = 1 << 20;
  for_each_pair(p.broadcast, [&](uint32_t i, uint32_t j, uint32_t out) {
    const int32_t a = rescale((first[i] - p.first_zero_point) * kHeadroom, p.first);
    const int32_t b = rescale((second[j] - p.second_zero_point) * kHeadroom, p.second);
    const int32_t sum = rescale(a + b, p.output) + p.output_zero_point;
    output[out] = static_cast<int8_t>(clamp<int32_t>(sum, p.range.low, p.range.high));
  });
}

void add_f32(const AddF32& p, const Unaligned<float>* first, const Unaligned<float>* second,
             float* output) {
  for_each_pair(p.broadcast, [&](uint32_t i, uint32_t j, uint32_t out) {
    output[out] = clamp(float{first[i]} + float{second[j]}, p.range.low, p.range.high);
  });
}

}  // namespace mote::reference
