// SPDX-License-Identifier: Apache-2.0
#include "kernels/cortex_m_dsp/scaled_sum_s8.h"

#include "kernels/cortex_m_dsp/requantize.h"

namespace mote::cortex_m_dsp {
namespace {

/// rescale() of an input: the two roundings of "exact" (requantization.h), of which the second one is
/// a shift here, as it may be by 1.
inline int32_t scaled(int32_t element, int32_t zero, const SumInput& input) {
  const auto raised =
      static_cast<int32_t>(static_cast<uint32_t>(element) << kSumHeadroomBits) - zero;
  const int32_t high = smmlar(raised, input.doubled_multiplier, raised + (raised >> 31));
  return (high + input.half) >> input.shift;
}

}  // namespace

void scaled_sum_s8(const ScaledSum8& p, const int8_t* first, const int8_t* second, int8_t* output) {
  const SumInput a = p.first, b = p.second;
  const int32_t a_zero = a.zero_point * (1 << kSumHeadroomBits);
  const int32_t b_zero = b.zero_point * (1 << kSumHeadroomBits);
  const ChannelFactor factor = p.factor;
  const int32_t zero_point = p.output.zero_point;
  for (uint32_t i = 0; i < p.count; ++i) {
    const int32_t sum = scaled(first[i], a_zero, a) + scaled(second[i], b_zero, b);
    output[i] = requantize<true>(sum, factor, zero_point);
  }
  clamp_bytes(output, static_cast<int32_t>(p.count), p.output);
}

}  // namespace mote::cortex_m_dsp
