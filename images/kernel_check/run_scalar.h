// SPDX-License-Identifier: Apache-2.0
// Calls a kernel of the overlay scalar from a list of numbers, on a host as on a chip.
#pragma once

#include "kernel_numbers.h"
#include "kernels/scalar/conv_2d_s8.h"
#include "kernels/scalar/depthwise_s8.h"
#include "kernels/scalar/fully_connected_s8.h"

namespace mote::kernel_check {

// In the order of the structs' members, which the writer of the cases keeps to.

inline void take(Numbers& numbers, scalar::OutputScaling& output) {
  numbers.take(output.zero_point);
  numbers.take(output.low);
  numbers.take(output.high);
}

inline scalar::Conv2d take_scalar_conv_2d(Numbers& numbers) {
  scalar::Conv2d p{};
  numbers.take(p.batches);
  numbers.take(p.input_height);
  numbers.take(p.input_width);
  numbers.take(p.input_channels);
  numbers.take(p.output_height);
  numbers.take(p.output_width);
  numbers.take(p.output_channels);
  numbers.take(p.depth);
  numbers.take(p.filter_height);
  numbers.take(p.filter_width);
  numbers.take(p.stride_height);
  numbers.take(p.stride_width);
  numbers.take(p.dilation_height);
  numbers.take(p.dilation_width);
  numbers.take(p.pad_top);
  numbers.take(p.pad_left);
  numbers.take(p.input_zero_point);
  take(numbers, p.output);
  return p;
}

inline scalar::Depthwise take_scalar_depthwise(Numbers& numbers) {
  scalar::Depthwise p{};
  numbers.take(p.batches);
  numbers.take(p.channels);
  numbers.take(p.input_height);
  numbers.take(p.input_width);
  numbers.take(p.output_height);
  numbers.take(p.output_width);
  numbers.take(p.rows_at_once);
  numbers.take(p.filter_height);
  numbers.take(p.filter_width);
  numbers.take(p.stride_height);
  numbers.take(p.stride_width);
  numbers.take(p.pad_top);
  numbers.take(p.pad_left);
  numbers.take(p.input_zero_point);
  take(numbers, p.output);
  return p;
}

/// False if it is none of these.
template <class Measure>
bool run_scalar(Kernel kernel, const int32_t* list, const Buffers& b, Measure measure) {
  Numbers from(list);
  switch (kernel) {
    case Kernel::ScalarConv2d: {
      const scalar::Conv2d p = take_scalar_conv_2d(from);
      measure([&] { conv_2d_s8(p, b.input, b.weights, b.output, b.scratch); });
      return true;
    }
    case Kernel::ScalarDepthwise: {
      const scalar::Depthwise p = take_scalar_depthwise(from);
      measure([&] { depthwise_s8(p, b.input, b.weights, b.output, b.scratch); });
      return true;
    }
    case Kernel::ScalarFullyConnected: {
      scalar::FullyConnected p{};
      from.take(p.batches);
      from.take(p.depth);
      from.take(p.units);
      take(from, p.output);
      measure([&] { fully_connected_s8(p, b.input, b.weights, b.output); });
      return true;
    }
    default: return false;
  }
}

}  // namespace mote::kernel_check
