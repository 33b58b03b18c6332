// SPDX-License-Identifier: Apache-2.0
// The loop of the quantised types beside int8.
#pragma once

#include "base/fixed_point.h"
#include "ops/average_pool_2d/average_pool_2d.h"

namespace mote::average_pool_2d {

/// In: T, or Unaligned<T>.
template <class In, class T>
void run_integer(const PoolInteger& p, const In* input, T* output) {
  const PoolShape& shape = p.narrow.shape;
  for_each_patch(shape, [&](const Patch& patch, int32_t at) {
    const int32_t sum = fold_patch<int32_t>(shape, patch, input + at, 0, [](int32_t a, int32_t b) {
      return static_cast<int32_t>(static_cast<uint32_t>(a) + static_cast<uint32_t>(b));
    });
    const int32_t count = patch.count();
    const auto half = static_cast<uint32_t>(sum > 0 ? count / 2 : -(count / 2));
    const int32_t mean = static_cast<int32_t>(static_cast<uint32_t>(sum) + half) / count;
    *output++ = static_cast<T>(clamp(mean, p.range.low, p.range.high));
  });
}

}  // namespace mote::average_pool_2d
