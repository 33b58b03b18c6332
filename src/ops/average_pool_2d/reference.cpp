// SPDX-License-Identifier: Apache-2.0
#include "base/fixed_point.h"
#include "ops/average_pool_2d/average_pool_2d.h"

namespace mote::reference {

void average_pool_2d_s8(const PoolS8& p, const int8_t* input, int8_t* output) {
  for_each_patch(p.shape, [&](const Patch& patch, int32_t at) {
    const int32_t sum = fold_patch<int32_t>(p.shape, patch, input + at, 0,
                                            [](int32_t a, int32_t b) { return a + b; });
    const int32_t count = patch.count();
    const int32_t mean = (sum > 0 ? sum + count / 2 : sum - count / 2) / count;
    *output++ = static_cast<int8_t>(clamp<int32_t>(mean, p.range.low, p.range.high));
  });
}

void average_pool_2d_f32(const PoolF32& p, const Unaligned<float>* input, float* output) {
  for_each_patch(p.shape, [&](const Patch& patch, int32_t at) {
    const float sum =
        fold_patch<float>(p.shape, patch, input + at, 0.0F, [](float a, float b) { return a + b; });
    *output++ = clamp(sum / static_cast<float>(patch.count()), p.range.low, p.range.high);
  });
}

}  // namespace mote::reference
