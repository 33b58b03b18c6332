// SPDX-License-Identifier: Apache-2.0
// Calls a kernel whose weights are as a model has them. Beside the numbers a case has its "weights":
// factors, then the bias, then the filter's bytes, misaligned as the case wants.
#pragma once

#include "kernel_numbers.h"
#include "kernels/cortex_m_dsp/depthwise_rows_s8.h"
#include "kernels/cortex_m_dsp/depthwise_taps_s8.h"
#include "kernels/cortex_m_dsp/depthwise_unpacked_s8.h"
#include "kernels/cortex_m_dsp/fully_connected_unpacked_s8.h"
#include "kernels/cortex_m_dsp/scaled_sum_s8.h"

namespace mote::kernel_check {

struct ModelWeights {
  cortex_m_dsp::ChannelFactors factors;
  const Unaligned<int32_t>* bias;
  const int8_t* filter;
};

/// Numbers: count of factors, whether they are exact, count of biases, bytes before the filter.
inline ModelWeights take_weights(Numbers& numbers, const Buffers& b) {
  int32_t factors = 0, biases = 0, before = 0;
  ModelWeights w{};
  numbers.take(factors);
  numbers.take(w.factors.is_exact);
  numbers.take(biases);
  numbers.take(before);
  w.factors.first = reinterpret_cast<const cortex_m_dsp::ChannelFactor*>(b.weights);
  w.factors.step = factors == 1 ? 0 : 1;
  const int32_t* bias = b.weights + 2 * factors;
  w.bias = biases == 0 ? nullptr : reinterpret_cast<const Unaligned<int32_t>*>(bias);
  w.filter = reinterpret_cast<const int8_t*>(bias + biases) + before;
  return w;
}

inline cortex_m_dsp::OutputScaling take_output(Numbers& numbers) {
  cortex_m_dsp::OutputScaling output{};
  numbers.take(output.zero_point);
  numbers.take(output.low);
  numbers.take(output.high);
  return output;
}

inline cortex_m_dsp::UnpackedConv2d take_unpacked_conv_2d(Numbers& numbers) {
  cortex_m_dsp::UnpackedConv2d p{};
  numbers.take(p.batches);
  numbers.take(p.input_height);
  numbers.take(p.input_width);
  numbers.take(p.input_channels);
  numbers.take(p.output_height);
  numbers.take(p.output_width);
  numbers.take(p.output_channels);
  numbers.take(p.filter_height);
  numbers.take(p.filter_width);
  numbers.take(p.stride_height);
  numbers.take(p.stride_width);
  numbers.take(p.dilation_height);
  numbers.take(p.dilation_width);
  numbers.take(p.pad_top);
  numbers.take(p.pad_left);
  numbers.take(p.input_zero_point);
  p.output = take_output(numbers);
  return p;
}

template <class Measure>
void run_unpacked_conv_2d(Kernel kernel, Numbers& from, const Buffers& b, Measure measure) {
  using namespace cortex_m_dsp;
  const UnpackedConv2d p = take_unpacked_conv_2d(from);
  const ModelWeights w = take_weights(from, b);
  const auto call = [&](auto* function) {
    measure([&] { function(p, b.input, w.filter, w.bias, w.factors, b.output, b.scratch); });
  };
  switch (kernel) {
    case Kernel::Conv2dUnpacked: call(conv_2d_unpacked_s8); break;
    case Kernel::DepthwiseUnpacked: call(depthwise_unpacked_s8); break;
    case Kernel::DepthwiseTaps: call(depthwise_taps_s8); break;
    case Kernel::DepthwiseRows:
      measure([&] {
        depthwise_rows_s8(p, depthwise_row_function(p), b.input, w.filter, w.bias, w.factors,
                          b.output, b.scratch);
      });
      break;
    default: call(depthwise_of_one_channel_unpacked_s8); break;
  }
}

template <class Measure>
void run_unpacked_fully_connected(Numbers& from, const Buffers& b, Measure measure) {
  cortex_m_dsp::UnpackedFullyConnected p{};
  from.take(p.batches);
  from.take(p.depth);
  from.take(p.units);
  from.take(p.input_zero_point);
  from.take(p.weights_zero_point);
  p.output = take_output(from);
  const ModelWeights w = take_weights(from, b);
  measure([&] {
    cortex_m_dsp::fully_connected_unpacked_s8(p, b.input, w.filter, w.bias, w.factors, b.output);
  });
}

template <class Measure>
void run_scaled_sum(Numbers& from, const Buffers& b, Measure measure) {
  cortex_m_dsp::ScaledSum8 p{};
  cortex_m_dsp::SumInput* const inputs[] = {&p.first, &p.second};
  for (cortex_m_dsp::SumInput* input : inputs) {
    from.take(input->zero_point);
    from.take(input->doubled_multiplier);
    from.take(input->half);
    from.take(input->shift);
  }
  from.take(p.factor.multiplier);
  from.take(p.factor.power);
  p.output = take_output(from);
  from.take(p.count);
  measure([&] { cortex_m_dsp::scaled_sum_s8(p, b.input, b.second_input, b.output); });
}

/// False if it is none of these.
template <class Measure>
bool run_unpacked(Kernel kernel, Numbers& from, const Buffers& b, Measure measure) {
  switch (kernel) {
    case Kernel::Conv2dUnpacked:
    case Kernel::DepthwiseUnpacked:
    case Kernel::DepthwiseOfOneUnpacked:
    case Kernel::DepthwiseTaps:
    case Kernel::DepthwiseRows: run_unpacked_conv_2d(kernel, from, b, measure); return true;
    case Kernel::FullyConnectedUnpacked:
      run_unpacked_fully_connected(from, b, measure);
      return true;
    case Kernel::ScaledSum: run_scaled_sum(from, b, measure); return true;
    default: return false;
  }
}

}  // namespace mote::kernel_check
