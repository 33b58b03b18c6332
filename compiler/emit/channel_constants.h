// SPDX-License-Identifier: Apache-2.0
// Multipliers and biases of a layer's channels as constants of compiled code, in the fewest bytes that
// keep the bits.
#pragma once

#include <string>

#include "emit/step_writer.h"
#include "weights/layer_sums.h"

namespace mote::compiler {

struct ChannelConstants {
  std::string bias;     ///< the kernel's argument; "nullptr" where the factors hold it
  std::string factors;  ///< name of a mote::ChannelMultipliers
};

/// `bias`: the input that is the bias, of elements of `bias_type` in the kernel's eyes. `sums`: null if
/// all that is known of the sums is that they fit 32 bits; then the multipliers are kept as they are.
ChannelConstants channel_constants(StepWriter& w, const ChannelScales& scales, uint32_t bias,
                                   const std::string& bias_type, const LayerSums* sums);
/// Of the int8 layers with a bias as input 2.
template <class Kernel>
ChannelConstants channel_constants_s8(StepWriter& w, const ChannelScales& scales,
                                      const Kernel& kernel, int32_t channels,
                                      int32_t weights_zero_point = 0,
                                      bool channels_innermost = false) {
  const LayerSums sums{channels,
                       channels_innermost,
                       kernel.input_zero_point,
                       weights_zero_point,
                       {kernel.output_zero_point, kernel.range}};
  return channel_constants(w, scales, 2, "mote::Unaligned<int32_t>", &sums);
}
/// Of a layer with sums of 64 bits: a multiplier and a shift for each channel, or one for all.
std::string factor_pairs(StepWriter& w, const ChannelScales& scales);

}  // namespace mote::compiler
