// SPDX-License-Identifier: Apache-2.0
// Depthwise convolution of int8 tensors, NHWC, with weights as a model has them, [row][column][output
// channel], for interpreters: by lines (depthwise_3x3_s8.h) where these can, else by rows
// (depthwise_rows_s8.h), whose limits are the layer's. Four channels at a time go over all pixels: what
// is computed of their weights is kept in scratch that long.
#pragma once

#include "base/bytes.h"
#include "kernels/cortex_m_dsp/channel_factors.h"
#include "kernels/cortex_m_dsp/conv_2d_unpacked_s8.h"

namespace mote::cortex_m_dsp {

/// Output channel c sees input channel c / (output channels / input channels).
constexpr int32_t unpacked_depthwise_taps(const UnpackedConv2d& p) {
  return p.filter_height * p.filter_width;
}
/// p: with fits_depthwise_rows().
uint32_t depthwise_unpacked_s8_scratch_bytes(const UnpackedConv2d& p);
/// bias: one an output channel, or null. `scratch`: that many bytes, aligned to 4. The output must
/// not overlap the input.
void depthwise_unpacked_s8(const UnpackedConv2d& p, const int8_t* input, const int8_t* filter,
                           const Unaligned<int32_t>* bias, const ChannelFactors& factors,
                           int8_t* output, uint8_t* scratch);

/// Of one input channel it is a convolution whose weights only stand in another order; they are
/// transposed into scratch.
constexpr uint32_t depthwise_of_one_channel_unpacked_s8_scratch_bytes(const UnpackedConv2d& p) {
  return conv_2d_unpacked_s8_scratch_bytes(p) + 4 +
         static_cast<uint32_t>(unpacked_depthwise_taps(p) * p.output_channels);
}
void depthwise_of_one_channel_unpacked_s8(const UnpackedConv2d& p, const int8_t* input,
                                          const int8_t* filter, const Unaligned<int32_t>* bias,
                                          const ChannelFactors& factors, int8_t* output,
                                          uint8_t* scratch);

}  // namespace mote::cortex_m_dsp
