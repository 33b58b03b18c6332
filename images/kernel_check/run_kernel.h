// SPDX-License-Identifier: Apache-2.0
// Calls a kernel of an overlay from a list of numbers, on a host as on a chip.
#pragma once

#include <stdint.h>

#include "kernel_numbers.h"
#include "kernels/cortex_m_dsp/add_s8.h"
#include "kernels/cortex_m_dsp/conv_2d_s8.h"
#include "kernels/cortex_m_dsp/depthwise_3x3_s8.h"
#include "kernels/cortex_m_dsp/fully_connected_s8.h"
#include "run_elementwise.h"
#include "run_s16.h"
#include "run_unpacked.h"

namespace mote::kernel_check {

/// In the order of the struct's members, which the writer of the cases keeps to.
inline cortex_m_dsp::Conv2d take_conv_2d(Numbers& numbers,
                                         cortex_m_dsp::MatrixBlockFunction* block) {
  cortex_m_dsp::Conv2d p{};
  p.block = block;
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
  numbers.take(p.input_zero_point);
  numbers.take(p.output_zero_point);
  numbers.take(p.factor_words);
  return p;
}

inline cortex_m_dsp::Depthwise3x3 take_depthwise_3x3(Numbers& numbers, bool rectified) {
  using namespace cortex_m_dsp;
  Depthwise3x3 p{};
  numbers.take(p.batches);
  numbers.take(p.channels);
  numbers.take(p.input_lines);
  numbers.take(p.input_length);
  numbers.take(p.output_lines);
  numbers.take(p.output_length);
  numbers.take(p.line_stride);
  numbers.take(p.stride);
  numbers.take(p.line_pad);
  numbers.take(p.pad);
  numbers.take(p.is_transposed);
  numbers.take(p.channel_words);
  numbers.take(p.input_zero_point);
  numbers.take(p.output_zero_point);
  if (p.stride == 1) {
    p.line = rectified ? mote_dsp_depthwise_line_rectified : mote_dsp_depthwise_line_exact;
  } else {
    p.line = rectified ? mote_dsp_depthwise_line_2_rectified : mote_dsp_depthwise_line_2_exact;
  }
  return p;
}

inline cortex_m_dsp::FullyConnected take_fully_connected(Numbers& numbers,
                                                         cortex_m_dsp::UnitBlockFunction* block) {
  cortex_m_dsp::FullyConnected p{};
  p.block = block;
  numbers.take(p.batches);
  numbers.take(p.depth);
  numbers.take(p.units);
  numbers.take(p.output_zero_point);
  numbers.take(p.factor_words);
  return p;
}

template <class Measure>
bool run_depthwise(Kernel kernel, Numbers& from, const Buffers& b, Measure measure) {
  using namespace cortex_m_dsp;
  switch (kernel) {
    case Kernel::DepthwiseRectified:
    case Kernel::DepthwiseExact: {
      const Depthwise3x3 p = take_depthwise_3x3(from, kernel == Kernel::DepthwiseRectified);
      measure([&] { depthwise_3x3_s8(p, b.input, b.weights, b.output, b.scratch); });
      return true;
    }
    case Kernel::DepthwiseRectifiedWide:
    case Kernel::DepthwiseExactWide: {
      Depthwise3x3Wide p{take_depthwise_3x3(from, kernel == Kernel::DepthwiseRectifiedWide),
                         mote_dsp_depthwise_line_sums, 0, 0};
      if (p.layer.stride != 1) p.sums = mote_dsp_depthwise_line_2_sums;
      from.take(p.low);
      from.take(p.high);
      measure([&] { depthwise_3x3_wide_s8(p, b.input, b.weights, b.output, b.scratch); });
      return true;
    }
    default: return false;
  }
}

/// False if there is no such kernel.
template <class Measure>
bool run_kernel(Kernel kernel, const int32_t* numbers, const Buffers& b, Measure measure) {
  using namespace cortex_m_dsp;
  Numbers from(numbers);
  switch (kernel) {
    case Kernel::Conv2dRectified:
    case Kernel::Conv2dExact: {
      const Conv2d p =
          take_conv_2d(from, kernel == Kernel::Conv2dRectified ? mote_dsp_matrix_block_rectified
                                                               : mote_dsp_matrix_block_exact);
      measure([&] { conv_2d_s8(p, b.input, b.weights, b.output, b.scratch); });
      return true;
    }
    case Kernel::FullyConnectedRectified:
    case Kernel::FullyConnectedExact: {
      const FullyConnected p = take_fully_connected(from, kernel == Kernel::FullyConnectedRectified
                                                              ? mote_dsp_unit_block_rectified
                                                              : mote_dsp_unit_block_exact);
      measure([&] { fully_connected_s8(p, b.input, b.weights, b.output, b.scratch); });
      return true;
    }
    case Kernel::FullyConnectedWide: {
      cortex_m_dsp::FullyConnectedWide p{take_fully_connected(from, mote_dsp_unit_block_sums), 0, 0,
                                         0};
      from.take(p.chunk_groups);
      from.take(p.low);
      from.take(p.high);
      const auto* channels = reinterpret_cast<const WideChannel*>(from.rest());
      measure(
          [&] { fully_connected_wide_s8(p, b.input, b.weights, channels, b.output, b.scratch); });
      return true;
    }
    case Kernel::Add: {
      cortex_m_dsp::Add p{};
      from.take(p.first);
      from.take(p.second);
      from.take(p.offset);
      from.take(p.count);
      int32_t shift = 0;
      from.take(shift);
      AddFunction* add = shift == 22 ? add_s8_shift_22 : add_s8_shift_20;
      measure([&] { add(p, b.input, b.second_input, b.output); });
      return true;
    }
    case Kernel::Conv2dWide: {
      Conv2dWide p{take_conv_2d(from, mote_dsp_matrix_block_sums), 0, 0};
      from.take(p.low);
      from.take(p.high);
      const auto* channels = reinterpret_cast<const WideChannel*>(from.rest());
      measure([&] { conv_2d_wide_s8(p, b.input, b.weights, channels, b.output, b.scratch); });
      return true;
    }
    default:
      return run_depthwise(kernel, from, b, measure) || run_unpacked(kernel, from, b, measure) ||
             run_elementwise(kernel, from, b, measure) || run_s16(kernel, from, b, measure);
  }
}

}  // namespace mote::kernel_check
