// SPDX-License-Identifier: Apache-2.0
// Element by element operators of two tensors without quantisation: a function of two numbers,
// then the clamp of the fused activation.
#pragma once

#include "base/bytes.h"
#include "base/fixed_point.h"
#include "ops/shared/activation.h"
#include "ops/shared/broadcast.h"
#include "ops/shared/checks.h"

namespace mote {

struct PlainPair {
  Broadcast broadcast;
  RangeF32 range;
  RangeS32 whole_range;
};

/// Counts, broadcast, types of both inputs, and the activation, which is option 0.
CheckNumber prepare_plain_pair(PrepareContext& context);
/// The same for an operator without activation.
CheckNumber prepare_bare_pair(PrepareContext& context);

template <class F>
CheckNumber run_pair_f32(const RunContext& context) {
  const auto& p = context.params<PlainPair>();
  const auto* first = context.input<Unaligned<float>>(0);
  const auto* second = context.input<Unaligned<float>>(1);
  auto* output = context.output<float>(0);
  for_each_pair(p.broadcast, [&](uint32_t i, uint32_t j, uint32_t out) {
    output[out] = clamp(F::of(float{first[i]}, float{second[j]}), p.range.low, p.range.high);
  });
  return kAllWell;
}

template <class F>
CheckNumber run_pair_s32(const RunContext& context) {
  const auto& p = context.params<PlainPair>();
  const auto* first = context.input<Unaligned<int32_t>>(0);
  const auto* second = context.input<Unaligned<int32_t>>(1);
  auto* output = context.output<int32_t>(0);
  for_each_pair(p.broadcast, [&](uint32_t i, uint32_t j, uint32_t out) {
    output[out] =
        clamp(F::of(int32_t{first[i]}, int32_t{second[j]}), p.whole_range.low, p.whole_range.high);
  });
  return kAllWell;
}

/// Without a clamp: R is the output's element.
template <class T, class R, class F>
CheckNumber run_bare_pair(const RunContext& context) {
  const auto& p = context.params<PlainPair>();
  const auto* first = context.input<Unaligned<T>>(0);
  const auto* second = context.input<Unaligned<T>>(1);
  auto* output = context.output<R>(0);
  for_each_pair(p.broadcast, [&](uint32_t i, uint32_t j, uint32_t out) {
    output[out] = static_cast<R>(F::of(T{first[i]}, T{second[j]}));
  });
  return kAllWell;
}

}  // namespace mote
