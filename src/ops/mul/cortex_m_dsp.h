// SPDX-License-Identifier: Apache-2.0
// The operator's params as the overlay's kernel has them.
#pragma once

#include "kernels/cortex_m_dsp/mul_s8.h"
#include "ops/mul/mul.h"

namespace mote::cortex_m_dsp {

/// False: it broadcasts otherwise than by rows, which one of the inputs, or none, repeats.
inline bool mul_of(const MulQuantized& p, Mul& mul) {
  const Broadcast& b = p.broadcast;
  const uint32_t last = b.axes == 0 ? 0 : b.axes - 1U;
  const uint32_t repeats = b.first_repeats | uint32_t{b.second_repeats};
  if (b.axes > 2 || (b.axes != 0 && (repeats >> last & 1) != 0)) return false;
  mul = {};
  mul.rows = b.axes == 2 ? b.extents[0] : 1;
  mul.count = b.axes == 0 ? 1 : b.extents[last];
  const bool again = b.axes == 2;
  mul.first_step = again && (b.first_repeats & 1) != 0 ? 0 : mul.count;
  mul.second_step = again && (b.second_repeats & 1) != 0 ? 0 : mul.count;
  mul.first_less = static_cast<int16_t>(-p.first_zero_point);
  mul.second_less = static_cast<int16_t>(-p.second_zero_point);
  mul.factor = is_exact(p.factor) ? exact_factor(p.factor)
                                  : ChannelFactor{p.factor.multiplier, p.factor.shift};
  mul.output = {p.output_zero_point, static_cast<int8_t>(p.range.low),
                static_cast<int8_t>(p.range.high)};
  return true;
}

}  // namespace mote::cortex_m_dsp
