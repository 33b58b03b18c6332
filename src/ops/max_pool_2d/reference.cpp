// SPDX-License-Identifier: Apache-2.0
#include "base/fixed_point.h"
#include "ops/max_pool_2d/max_pool_2d.h"

namespace mote::reference {

void max_pool_2d_s8(const PoolS8& p, const int8_t* input, int8_t* output) {
  for_each_patch(p.shape, [&](const Patch& patch, int32_t at) {
    const int32_t most = fold_patch<int32_t>(p.shape, patch, input + at, -128,
                                             [](int32_t a, int32_t b) { return a > b ? a : b; });
    *output++ = static_cast<int8_t>(clamp<int32_t>(most, p.range.low, p.range.high));
  });
}

void max_pool_2d_f32(const PoolF32& p, const Unaligned<float>* input, float* output) {
  for_each_patch(p.shape, [&](const Patch& patch, int32_t at) {
    const float most = fold_patch<float>(p.shape, patch, input + at, -3.402823466e38F,
                                         [](float a, float b) { return a > b ? a : b; });
    *output++ = clamp(most, p.range.low, p.range.high);
  });
}

}  // namespace mote::reference
