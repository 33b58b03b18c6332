// SPDX-License-Identifier: Apache-2.0
// Element by element product, with broadcasting.
// Source: TFLite operator semantics and 8-bit quantisation specification.
#pragma once

#include "base/fixed_point.h"
#include "ops/shared/activation.h"
#include "ops/shared/broadcast.h"

namespace mote {

/// z_out + (q1 - z1)(q2 - z2) s1 s2 / s_out.
struct MulQuantized {
  Broadcast broadcast;
  Rescale factor;
  int32_t first_zero_point, second_zero_point, output_zero_point;
  RangeS32 range;
};

}  // namespace mote
