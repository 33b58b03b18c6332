// SPDX-License-Identifier: Apache-2.0
#include "kernels/cortex_m_dsp/fully_connected_unpacked_s8.h"

#include "kernels/cortex_m_dsp/requantize.h"
#include "kernels/cortex_m_dsp/unit_rows.h"

namespace mote::cortex_m_dsp {
namespace {

int32_t wrapping_sum(int32_t a, int32_t b) {
  return static_cast<int32_t>(static_cast<uint32_t>(a) + static_cast<uint32_t>(b));
}
int32_t wrapping_product(int32_t a, int32_t b) {
  return static_cast<int32_t>(static_cast<uint32_t>(a) * static_cast<uint32_t>(b));
}

/// What the weights' zero point takes from each unit's sum.
int32_t correction_of(const UnpackedFullyConnected& p, const int8_t* input) {
  if (p.weights_zero_point == 0) return 0;
  int32_t sum = 0;
  for (int32_t i = 0; i < p.depth; ++i) sum += input[i] - p.input_zero_point;
  return wrapping_product(sum, -p.weights_zero_point);
}

struct Layer {
  const UnpackedFullyConnected& p;
  UnitRows rows;
  int32_t whole;  ///< depth in words
  const int8_t* input;
  int32_t first_sum;

  /// `units` sums of neighbouring units, of which rows.row_bytes tells where their weights are.
  template <int32_t kUnits>
  void sum_up(const int8_t* weights, const Unaligned<int32_t>* bias, int32_t* sums) const {
#pragma GCC unroll 4
    for (int32_t i = 0; i < kUnits; ++i) sums[i] = first_sum;
    if (bias != nullptr) {
#pragma GCC unroll 4
      for (int32_t i = 0; i < kUnits; ++i) sums[i] = wrapping_sum(first_sum, int32_t{bias[i]});
    }
    if (whole != 0) mote_dsp_unit_rows(weights, input, rows, sums);
    for (int32_t i = whole; i < p.depth; ++i) {
      const int32_t x = input[i] - p.input_zero_point;
#pragma GCC unroll 4
      for (int32_t u = 0; u < kUnits; ++u) {
        sums[u] = wrapping_sum(sums[u], x * weights[u * rows.row_bytes + i]);
      }
    }
  }
};

template <bool kIsExact>
void run_batch(Layer& layer, const int8_t* weights, const Unaligned<int32_t>* bias,
               const ChannelFactors& factors, int8_t* output) {
  const UnpackedFullyConnected& p = layer.p;
  const int32_t zero_point = p.output.zero_point;
  const auto bias_of = [&](int32_t u) { return bias == nullptr ? bias : bias + u; };
  int32_t sums[kUnitRows] = {};
  if (p.units < kUnitRows) {
    layer.rows.row_bytes = 0;
    for (int32_t u = 0; u < p.units; ++u, weights += p.depth) {
      layer.sum_up<1>(weights, bias_of(u), sums);
      output[u] = requantize<kIsExact>(sums[0], factors.first[u * factors.step], zero_point);
    }
    return;
  }
  for (int32_t next = 0; next < p.units; next += kUnitRows) {
    // The last block begins where it ends with the last unit.
    const int32_t first = next > p.units - kUnitRows ? p.units - kUnitRows : next;
    layer.sum_up<kUnitRows>(weights + first * p.depth, bias_of(first), sums);
    const int32_t step = factors.step;
    const ChannelFactor* factor = factors.first + first * step;
#pragma GCC unroll 4
    for (int32_t i = 0; i < kUnitRows; ++i, factor += step) {
      output[first + i] = requantize<kIsExact>(sums[i], *factor, zero_point);
    }
  }
}

}  // namespace

void fully_connected_unpacked_s8(const UnpackedFullyConnected& p, const int8_t* input,
                                 const int8_t* weights, const Unaligned<int32_t>* bias,
                                 const ChannelFactors& factors, int8_t* output) {
  const int32_t whole = p.depth & ~3;
  const uint32_t less_zero_point = static_cast<uint16_t>(-p.input_zero_point) * 0x00010001U;
  Layer layer{p, {unit_rows_entry(whole / 4), nullptr, p.depth, less_zero_point}, whole, input, 0};
  for (int32_t batch = p.batches; batch > 0; --batch, layer.input += p.depth, output += p.units) {
    layer.rows.input_end = layer.input + whole;
    layer.first_sum = correction_of(p, layer.input);
    if (factors.is_exact) {
      run_batch<true>(layer, weights, bias, factors, output);
    } else {
      run_batch<false>(layer, weights, bias, factors, output);
    }
    clamp_bytes(output, p.units, p.output);
  }
}

}  // namespace mote::cortex_m_dsp
