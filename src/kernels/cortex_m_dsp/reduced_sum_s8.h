// SPDX-License-Identifier: Apache-2.0
// Sum or mean of an int8 tensor [batches, rows, channels] over its rows, as TFLite computes it. Four
// channels at a time. Source: TFLite operator semantics and 8-bit quantisation specification.
#pragma once

#include <stdint.h>

namespace mote::cortex_m_dsp {

struct ReducedSum {
  int32_t batches, rows, channels;
  int32_t zero_total;         ///< the input's zero point, as often as there are rows
  int32_t multiplier, shift;  ///< of a Rescale; a mean's is divided by the count
  int32_t output_zero_point;
};

/// The output may begin at or before the input.
void reduced_sum_s8(const ReducedSum& p, const int8_t* input, int8_t* output);

}  // namespace mote::cortex_m_dsp
