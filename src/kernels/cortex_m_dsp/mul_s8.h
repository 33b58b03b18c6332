// SPDX-License-Identifier: Apache-2.0
// Element by element product of int8 tensors, z_out + (q1 - z1)(q2 - z2) * factor, as TFLite computes
// it. Tensors of one shape are one row; a tensor that others repeat, as a vector of channels that
// scales an image, has a row that steps by 0. Source: TFLite operator semantics.
#pragma once

#include "kernels/cortex_m_dsp/channel_factors.h"

namespace mote::cortex_m_dsp {

struct Mul {
  uint32_t rows, count;              ///< elements of a row
  uint32_t first_step, second_step;  ///< from row to row: `count`, or 0
  int16_t first_less, second_less;   ///< minus the zero points, in [-127, 128]
  ChannelFactor factor;              ///< of an exact_factor() where the function says so
  OutputScaling output;
};

/// The factor is exact_factor(). The output may begin at or before an input that steps.
void mul_s8_exact(const Mul& p, const int8_t* first, const int8_t* second, int8_t* output);
/// Any factor.
void mul_s8(const Mul& p, const int8_t* first, const int8_t* second, int8_t* output);

}  // namespace mote::cortex_m_dsp
