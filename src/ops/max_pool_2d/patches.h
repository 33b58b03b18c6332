// SPDX-License-Identifier: Apache-2.0
// The loop of the quantised types beside int8.
#pragma once

#include "base/fixed_point.h"
#include "ops/max_pool_2d/max_pool_2d.h"

namespace mote::max_pool_2d {

/// In: T, or Unaligned<T>.
template <class In, class T>
void run_integer(const PoolInteger& p, const In* input, T* output) {
  const PoolShape& shape = p.narrow.shape;
  for_each_patch(shape, [&](const Patch& patch, int32_t at) {
    const int32_t most = fold_patch<int32_t>(shape, patch, input + at, -32768,
                                             [](int32_t a, int32_t b) { return a > b ? a : b; });
    *output++ = static_cast<T>(clamp(most, p.range.low, p.range.high));
  });
}

}  // namespace mote::max_pool_2d
