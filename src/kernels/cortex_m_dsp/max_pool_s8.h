// SPDX-License-Identifier: Apache-2.0
// Greatest element of each window of an int8 tensor, NHWC, over the part of it that lies inside the
// input. Sixteen channels at a time, then four, then one.
#pragma once

#include "kernels/cortex_m_dsp/pool.h"

namespace mote::cortex_m_dsp {

void max_pool_s8(const Pool& p, const int8_t* input, int8_t* output);

}  // namespace mote::cortex_m_dsp
