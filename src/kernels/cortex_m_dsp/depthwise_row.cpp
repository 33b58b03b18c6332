// SPDX-License-Identifier: Apache-2.0
// The inner loops of depthwise_rows_s8.h: four outputs of a channel at a time.
#include "kernels/cortex_m_dsp/depthwise_rows_s8.h"
#include "kernels/cortex_m_dsp/requantize.h"

namespace mote::cortex_m_dsp {
namespace {

struct Sums {
  int32_t a, b, c, d;
};

/// A row of weights is a pair for an output whose first input is a pair's first element, then one for
/// the output after that, and so on.
template <int32_t kPairs>
inline void add_row(const uint32_t* inputs, const uint32_t* weights, Sums& sums) {
  uint32_t first = inputs[0];
#pragma GCC unroll 4
  for (int32_t k = 0; k < kPairs; ++k) {
    const uint32_t second = inputs[k + 1];
    const uint32_t even = weights[2 * k], odd = weights[2 * k + 1];
    sums.a = smlad(first, even, sums.a);
    sums.b = smlad(first, odd, sums.b);
    sums.c = smlad(second, even, sums.c);
    sums.d = smlad(second, odd, sums.d);
    first = second;
  }
}

/// With a stride of 2 all outputs begin with a pair's first element.
template <int32_t kPairs>
inline void add_row_stride_2(const uint32_t* inputs, const uint32_t* weights, Sums& sums) {
  uint32_t a = inputs[0], b = inputs[1], c = inputs[2];
#pragma GCC unroll 4
  for (int32_t k = 0; k < kPairs; ++k) {
    const uint32_t d = inputs[k + 3], weight = weights[k];
    sums.a = smlad(a, weight, sums.a);
    sums.b = smlad(b, weight, sums.b);
    sums.c = smlad(c, weight, sums.c);
    sums.d = smlad(d, weight, sums.d);
    a = b, b = c, c = d;
  }
}

[[gnu::noinline]] void store_rescaled(const DepthwiseRow& p, Sums sums, int32_t count,
                                      int8_t* output) {
  const int32_t all[] = {sums.a, sums.b, sums.c, sums.d};
  for (int32_t i = 0; i < count; ++i, output += p.step) {
    *output = p.is_exact ? requantize<true>(all[i], p.factor, p.zero_point)
                         : requantize<false>(all[i], p.factor, p.zero_point);
  }
}

template <int32_t kPairs, int32_t kStride>
inline void run(const DepthwiseRow& p, int8_t* output) {
  constexpr int32_t kOutputs = 4;
  const uint32_t* inputs = p.inputs;
  const int32_t step = p.step;
  for (int32_t left = p.outputs; left > 0; left -= kOutputs, inputs += 2 * kStride) {
    Sums sums{p.bias, p.bias, p.bias, p.bias};
    const uint32_t *from = inputs, *weights = p.weights;
    for (int32_t row = p.filter_rows; row > 0; --row, from += p.row_words) {
      if constexpr (kStride == 1) {
        add_row<kPairs>(from, weights, sums);
        weights += 2 * kPairs;
      } else {
        add_row_stride_2<kPairs>(from, weights, sums);
        weights += kPairs;
      }
    }
    if (left < kOutputs || !p.is_exact) {
      store_rescaled(p, sums, left < kOutputs ? left : kOutputs, output);
      output += kOutputs * step;
      continue;
    }
    const ChannelFactor factor = p.factor;
    const int32_t zero_point = p.zero_point;
    *output = requantize<true>(sums.a, factor, zero_point);
    output += step;
    *output = requantize<true>(sums.b, factor, zero_point);
    output += step;
    *output = requantize<true>(sums.c, factor, zero_point);
    output += step;
    *output = requantize<true>(sums.d, factor, zero_point);
    output += step;
  }
}

}  // namespace

void depthwise_row_of_3(const DepthwiseRow& row, int8_t* output) { run<2, 1>(row, output); }
void depthwise_row_of_5(const DepthwiseRow& row, int8_t* output) { run<3, 1>(row, output); }
void depthwise_row_of_7(const DepthwiseRow& row, int8_t* output) { run<4, 1>(row, output); }
void depthwise_row_of_3_stride_2(const DepthwiseRow& row, int8_t* output) {
  run<2, 2>(row, output);
}
void depthwise_row_of_5_stride_2(const DepthwiseRow& row, int8_t* output) {
  run<3, 2>(row, output);
}
void depthwise_row_of_7_stride_2(const DepthwiseRow& row, int8_t* output) {
  run<4, 2>(row, output);
}

}  // namespace mote::cortex_m_dsp
