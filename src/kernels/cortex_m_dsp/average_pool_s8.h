// SPDX-License-Identifier: Apache-2.0
// Mean of each window of an int8 tensor, NHWC, over the part of it that lies inside the input;
// halves round away from 0. Four channels at a time.
#pragma once

#include "kernels/cortex_m_dsp/pool.h"

namespace mote::cortex_m_dsp {

using AveragePool = Pool;

void average_pool_s8(const AveragePool& p, const int8_t* input, int8_t* output);

}  // namespace mote::cortex_m_dsp
