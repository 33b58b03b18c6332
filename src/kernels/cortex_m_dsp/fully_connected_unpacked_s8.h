// SPDX-License-Identifier: Apache-2.0
// Fully connected int8 layer with weights as a model has them, [unit][depth], for interpreters.
#pragma once

#include "base/bytes.h"
#include "kernels/cortex_m_dsp/channel_factors.h"

namespace mote::cortex_m_dsp {

struct UnpackedFullyConnected {
  int32_t batches, depth, units;
  int32_t input_zero_point, weights_zero_point;
  OutputScaling output;
};

/// bias: one a unit, or null. input: [batch][depth], output: [batch][unit].
void fully_connected_unpacked_s8(const UnpackedFullyConnected& p, const int8_t* input,
                                 const int8_t* weights, const Unaligned<int32_t>* bias,
                                 const ChannelFactors& factors, int8_t* output);

}  // namespace mote::cortex_m_dsp
