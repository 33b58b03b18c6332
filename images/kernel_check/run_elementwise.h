// SPDX-License-Identifier: Apache-2.0
// Calls a kernel that has no weights: pools, elementwise operators, sums.
#pragma once

#include "kernel_numbers.h"
#include "kernels/any_core/map_bytes.h"
#include "kernels/any_core/softmax_s8.h"
#include "kernels/cortex_m_dsp/average_pool_s8.h"
#include "kernels/cortex_m_dsp/max_pool_s8.h"
#include "kernels/cortex_m_dsp/mul_s8.h"
#include "kernels/cortex_m_dsp/reduced_sum_s8.h"

namespace mote::kernel_check {

/// In the order of the struct's members, which the writer of the cases keeps to.
inline cortex_m_dsp::Pool take_pool(Numbers& numbers) {
  cortex_m_dsp::Pool p{};
  numbers.take(p.batches);
  numbers.take(p.channels);
  numbers.take(p.input_height);
  numbers.take(p.input_width);
  numbers.take(p.output_height);
  numbers.take(p.output_width);
  numbers.take(p.filter_height);
  numbers.take(p.filter_width);
  numbers.take(p.stride_height);
  numbers.take(p.stride_width);
  numbers.take(p.pad_top);
  numbers.take(p.pad_left);
  numbers.take(p.low);
  numbers.take(p.high);
  return p;
}

inline cortex_m_dsp::Mul take_mul(Numbers& numbers) {
  cortex_m_dsp::Mul p{};
  numbers.take(p.rows);
  numbers.take(p.count);
  numbers.take(p.first_step);
  numbers.take(p.second_step);
  numbers.take(p.first_less);
  numbers.take(p.second_less);
  numbers.take(p.factor.multiplier);
  numbers.take(p.factor.power);
  numbers.take(p.output.zero_point);
  numbers.take(p.output.low);
  numbers.take(p.output.high);
  return p;
}

inline cortex_m_dsp::ReducedSum take_reduced_sum(Numbers& numbers) {
  cortex_m_dsp::ReducedSum p{};
  numbers.take(p.batches);
  numbers.take(p.rows);
  numbers.take(p.channels);
  numbers.take(p.zero_total);
  numbers.take(p.multiplier);
  numbers.take(p.shift);
  numbers.take(p.output_zero_point);
  return p;
}

/// False if it is none of these.
template <class Measure>
bool run_elementwise(Kernel kernel, Numbers& from, const Buffers& b, Measure measure) {
  switch (kernel) {
    case Kernel::AveragePool: {
      const cortex_m_dsp::Pool p = take_pool(from);
      measure([&] { cortex_m_dsp::average_pool_s8(p, b.input, b.output); });
      return true;
    }
    case Kernel::MaxPool: {
      const cortex_m_dsp::Pool p = take_pool(from);
      measure([&] { cortex_m_dsp::max_pool_s8(p, b.input, b.output); });
      return true;
    }
    case Kernel::Mul:
    case Kernel::MulExact: {
      auto* const function =
          kernel == Kernel::Mul ? cortex_m_dsp::mul_s8 : cortex_m_dsp::mul_s8_exact;
      const cortex_m_dsp::Mul p = take_mul(from);
      measure([&] { function(p, b.input, b.second_input, b.output); });
      return true;
    }
    case Kernel::ReducedSum: {
      const cortex_m_dsp::ReducedSum p = take_reduced_sum(from);
      measure([&] { cortex_m_dsp::reduced_sum_s8(p, b.input, b.output); });
      return true;
    }
    case Kernel::MapBytes: {
      uint32_t count = 0;
      from.take(count);
      measure([&] {
        any_core::map_bytes(reinterpret_cast<const uint8_t*>(b.weights), count,
                            reinterpret_cast<const uint8_t*>(b.input),
                            reinterpret_cast<uint8_t*>(b.output));
      });
      return true;
    }
    case Kernel::Softmax: {
      any_core::SoftmaxTable p{};
      from.take(p.rows);
      from.take(p.depth);
      from.take(p.last);
      measure([&] { any_core::softmax_s8(p, b.weights, b.input, b.output); });
      return true;
    }
    default: return false;
  }
}

}  // namespace mote::kernel_check
