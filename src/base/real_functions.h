// SPDX-License-Identifier: Apache-2.0
// Sums and transcendental functions of Reals, to compute tables on cores without floating point as
// a float library would. Results are good to far more bits than a float has: rounded to one, they
// are the nearest, but for rare values just between two.
#pragma once

#include "base/real.h"

namespace mote {

/// At least 63 significant bits, the last of which also stands for everything after it.
Real sum(const Real& a, const Real& b);

/// e^-x to 2^-48 of it; nothing from x = 128 on.
Real exp_of_minus(const Real& x);
/// tanh(x) to 2^-48.
Real tanh_of(const Real& x);
/// 1 + erf(x) and 1 - erf(x) to 2^-32; beyond x = 4.5, where they are within 2^-32 of that, 2 and 0.
struct ErrorFunction {
  Real one_plus, one_minus;
};
ErrorFunction error_function(const Real& x);

/// A Real with a sign.
struct SignedReal {
  Real magnitude;
  bool is_negative = false;
};

}  // namespace mote
