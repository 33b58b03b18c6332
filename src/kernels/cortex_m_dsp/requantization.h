// SPDX-License-Identifier: Apache-2.0
// How the loops bring a sum to int8. Their accumulators hold 256 times the sum.
//
// Rectified: SMMULR by the channel's multiplier, then SSAT with this shift: two instructions. Exact
// where the output's zero point is the least int8, so that what negative sums give does not matter;
// multiplier and bias are searched on the host, and proved for every sum that can occur
// (compiler/pack/requantization.h).
//
// Wide: what the others cannot do, with the sums as int32 and rescale() in C++.
//
// Exact: with s the sum, m2 = 2 * multiplier modulo 2^32 and p = 2^(32 - right shift),
//   SMMLAR(SMMLAR(s + (s < 0 ? -1 : 0), s, m2), p, zero point), saturated.
// The first one is the doubled high product of rescale(): m2 stands for 2^32 less than is meant,
// and the s that it adds makes up for that. Less one for negative sums, rounding halves up is
// rounding them away from zero. The second one divides, rounds and adds the zero point.
#pragma once

#include <stdint.h>

namespace mote::cortex_m_dsp {

constexpr int32_t kRectifiedShift = 12;

/// Of one output channel, as in Rescale.
struct WideChannel {
  int32_t multiplier, shift;
};

}  // namespace mote::cortex_m_dsp
