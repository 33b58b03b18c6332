// SPDX-License-Identifier: Apache-2.0
// Sum and difference of two quantised tensors of 8 or 16 bits: both are brought to one scale with
// some bits of headroom, added, and brought to the output's scale.
// Source: TFLite's quantisation specification; OpDefs in the rooms add and sub.
#pragma once

#include "base/fixed_point.h"
#include "ops/shared/activation.h"
#include "ops/shared/broadcast.h"

namespace mote {

struct ScaledSum {
  Broadcast broadcast;
  Rescale first, second;  ///< s / t with t twice the greater input scale
  Rescale output;         ///< t / (2^headroom s_out)
  int32_t first_zero_point, second_zero_point, output_zero_point;
  RangeS32 range;
  int32_t headroom;  ///< bits
};

/// How the reference computes the ratios of the scales, which decides the last bit.
enum class Ratios : uint8_t { Double, Float };

/// Everything but the broadcast; the activation is option 0.
CheckNumber fold_scaled_sum(PrepareContext& context, Ratios ratios, ScaledSum& sum);

template <class T, int kSign>
CheckNumber run_scaled_sum(const RunContext& context) {
  const auto& p = context.params<ScaledSum>();
  const auto* first = context.input<Unaligned<T>>(0);
  const auto* second = context.input<Unaligned<T>>(1);
  auto* output = context.output<T>(0);
  for_each_pair(p.broadcast, [&](uint32_t i, uint32_t j, uint32_t out) {
    const int32_t a = rescale((T{first[i]} - p.first_zero_point) * (1 << p.headroom), p.first);
    const int32_t b = rescale((T{second[j]} - p.second_zero_point) * (1 << p.headroom), p.second);
    const int32_t sum = rescale(a + kSign * b, p.output) + p.output_zero_point;
    output[out] = static_cast<T>(clamp(sum, p.range.low, p.range.high));
  });
  return kAllWell;
}

}  // namespace mote
