// SPDX-License-Identifier: Apache-2.0
// Depthwise convolution of int8 tensors for any filter, stride, dilation and multiplier: a window of
// four channels at a time, two taps an instruction and channel.
#pragma once

#include "kernels/cortex_m_dsp/depthwise_unpacked_s8.h"

namespace mote::cortex_m_dsp {

/// Pairs of weights, where each tap lies in the image, and one window of four channels.
constexpr uint32_t depthwise_taps_s8_scratch_bytes(const UnpackedConv2d& p) {
  const uint32_t even = (static_cast<uint32_t>(unpacked_depthwise_taps(p)) + 1) & ~1U;
  return even * 2 * 4 + even * 4 + even * 4;
}

/// All output channels. bias: one a channel, or null. `scratch`: aligned to 4. The output must not overlap
/// the input.
void depthwise_taps_s8(const UnpackedConv2d& p, const int8_t* input, const int8_t* filter,
                       const Unaligned<int32_t>* bias, const ChannelFactors& factors,
                       int8_t* output, uint8_t* scratch);

}  // namespace mote::cortex_m_dsp
