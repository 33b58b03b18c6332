// SPDX-License-Identifier: Apache-2.0
// Calls a kernel of int16 activations. A case's bytes are theirs; "weights": the packed ones, then the
// channels.
#pragma once

#include "kernel_numbers.h"
#include "kernels/cortex_m_dsp/conv_2d_s16.h"

namespace mote::kernel_check {

/// In the order of the struct's members, which the writer of the cases keeps to.
inline cortex_m_dsp::Conv2d16 take_conv_2d_s16(Numbers& numbers) {
  cortex_m_dsp::Conv2d16 p{};
  numbers.take(p.batches);
  numbers.take(p.input_height);
  numbers.take(p.input_width);
  numbers.take(p.input_channels);
  numbers.take(p.output_height);
  numbers.take(p.output_width);
  numbers.take(p.output_channels);
  numbers.take(p.groups);
  numbers.take(p.filter_height);
  numbers.take(p.filter_width);
  numbers.take(p.stride_height);
  numbers.take(p.stride_width);
  numbers.take(p.dilation_height);
  numbers.take(p.dilation_width);
  numbers.take(p.pad_top);
  numbers.take(p.pad_left);
  numbers.take(p.low);
  numbers.take(p.high);
  numbers.take(p.is_wide);
  return p;
}

/// False if it is none of these.
template <class Measure>
bool run_s16(Kernel kernel, Numbers& from, const Buffers& b, Measure measure) {
  if (kernel != Kernel::Conv2d16) return false;
  const cortex_m_dsp::Conv2d16 p = take_conv_2d_s16(from);
  const auto* weights = reinterpret_cast<const uint32_t*>(b.weights);
  const int32_t pairs = (p.output_channels + 1) / 2;
  const auto* channels =
      reinterpret_cast<const cortex_m_dsp::Channel16*>(b.weights + 2 * p.groups * pairs);
  measure([&] {
    cortex_m_dsp::conv_2d_s16(p, reinterpret_cast<const int16_t*>(b.input), weights, channels,
                              reinterpret_cast<int16_t*>(b.output), b.scratch);
  });
  return true;
}

}  // namespace mote::kernel_check
