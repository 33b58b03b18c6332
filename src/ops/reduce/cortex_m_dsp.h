// SPDX-License-Identifier: Apache-2.0
// The operators' params as the overlay's kernel has them.
#pragma once

#include "kernels/cortex_m_dsp/reduced_sum_s8.h"
#include "ops/reduce/reduce.h"

namespace mote::cortex_m_dsp {

/// False: the axes are no neighbours, or the last one is among them.
inline bool reduced_sum_of(const ScaledReduction& p, ReducedSum& sum) {
  const Reduction& r = p.reduction;
  const bool is_first = r.axes == 2 && r.first_is_reduced;  // else [kept, reduced, kept]
  if (!is_first && (r.axes != 3 || r.first_is_reduced)) return false;
  const uint32_t* extents = r.extents + (is_first ? 0 : 1);
  sum = {is_first ? 1 : static_cast<int32_t>(r.extents[0]),
         static_cast<int32_t>(extents[0]),
         static_cast<int32_t>(extents[1]),
         p.zero_total,
         p.factor.multiplier,
         p.factor.shift,
         p.output_zero_point};
  return true;
}

}  // namespace mote::cortex_m_dsp
