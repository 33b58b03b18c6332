// SPDX-License-Identifier: Apache-2.0
// Functions of one int8 tensor as a table of 256 numbers, which prepare computes without floating
// point as TFLite does with it: each step is rounded as a float is.
#pragma once

#include "base/real_functions.h"
#include "ops/shared/unary.h"

namespace mote {

struct TableS8 {
  uint32_t elements;
  int8_t values[256];  ///< by the element plus 128
};

/// Computes the params, a TableS8, of an operator of one input. The function's argument is a float;
/// its result must be one.
CheckNumber fold_table_s8(PrepareContext& context, SignedReal (*function)(const SignedReal& x));
CheckNumber run_table_s8(const RunContext& context);

}  // namespace mote
