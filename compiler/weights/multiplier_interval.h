// SPDX-License-Identifier: Apache-2.0
// How far a channel's multiplier may be off without a change of any output.
#pragma once

#include <cstdint>

#include "base/fixed_point.h"
#include "pack/requantization.h"

namespace mote::compiler {

struct MultiplierInterval {
  int32_t least, greatest;
};

/// All multipliers from 2^30 on that give, with the factor's shift, the output of the factor for every
/// sum in the bounds. They are an interval: for one sum rescale() rises with the multiplier, or falls
/// if the sum is negative, so each output's first sum and the last one before it bound it from one
/// side. The factor's own multiplier if nothing is known of the sums or a left shift may wrap around.
MultiplierInterval equal_multipliers(const Rescale& factor, const pack::SumBounds& bounds,
                                     const pack::OutputScale& output);

/// The multiple of 2^(30 - bits) in the interval that is nearest to its least; 0 if there is none.
int32_t multiplier_of_bits(const MultiplierInterval& interval, int32_t bits);

}  // namespace mote::compiler
