// SPDX-License-Identifier: Apache-2.0
// Calls a kernel of cortex_m_mve; a case's numbers are its params, word by word.
#pragma once

#include "kernel_numbers.h"
#include "kernels/cortex_m_mve/add_s8.h"
#include "kernels/cortex_m_mve/conv_2d_s8.h"
#include "kernels/cortex_m_mve/depthwise_s8.h"
#include "kernels/cortex_m_mve/fully_connected_s8.h"

namespace mote::kernel_check {

template <class Params>
Params params_of(const int32_t* numbers) {
  Params params;
  __builtin_memcpy(&params, numbers, sizeof(params));
  return params;
}

/// False if there is no such kernel.
template <class Measure>
bool run_mve(Kernel kernel, const int32_t* numbers, const Buffers& b, Measure measure) {
  using namespace cortex_m_mve;
  switch (kernel) {
    case Kernel::MveConv2d: {
      const auto p = params_of<Conv2d>(numbers);
      measure([&] { conv_2d_s8(p, b.input, b.weights, b.output, b.scratch); });
      return true;
    }
    case Kernel::MveDepthwise: {
      auto p = params_of<Depthwise>(numbers);
      p.line = is_by_squares(p) ? mote_mve_depthwise_squares : mote_mve_depthwise_rows;
      measure([&] { depthwise_s8(p, b.input, b.weights, b.output, b.scratch); });
      return true;
    }
    case Kernel::MveFullyConnected: {
      const auto p = params_of<FullyConnected>(numbers);
      measure([&] { fully_connected_s8(p, b.input, b.weights, b.output, b.scratch); });
      return true;
    }
    case Kernel::MveAdd: {  // behind the params: the shift
      const auto p = params_of<Add>(numbers);
      AddFunction* add = numbers[sizeof(Add) / 4] == 22 ? add_s8_shift_22 : add_s8_shift_20;
      measure([&] { add(p, b.input, b.second_input, b.output); });
      return true;
    }
    default: return false;
  }
}

}  // namespace mote::kernel_check
