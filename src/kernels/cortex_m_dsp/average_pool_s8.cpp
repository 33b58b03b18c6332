// SPDX-License-Identifier: Apache-2.0
#include "kernels/cortex_m_dsp/average_pool_s8.h"

#include "base/fixed_point.h"
#include "kernels/cortex_m_dsp/channel_sums.h"

namespace mote::cortex_m_dsp {
namespace {

int8_t mean(int32_t sum, int32_t count, const AveragePool& p) {
  const int32_t rounded = (sum > 0 ? sum + count / 2 : sum - count / 2) / count;
  return static_cast<int8_t>(clamp<int32_t>(rounded, p.low, p.high));
}

[[gnu::noinline]] int8_t* pool(const Patch& patch, const AveragePool& p, int8_t* output) {
  const int32_t count = patch.rows * patch.columns;
  const int8_t* from = patch.first;
  int32_t channel = 0;
  for (; channel + 4 <= p.channels; channel += 4, from += 4) {
    const ChannelSums sums = sum_of_words(patch, from);
    for (const int32_t sum : sums.values) *output++ = mean(sum, count, p);
  }
  for (; channel < p.channels; ++channel) {
    *output++ = mean(sum_of_one(patch, from++), count, p);
  }
  return output;
}

}  // namespace

void average_pool_s8(const AveragePool& p, const int8_t* input, int8_t* output) {
  for_each_patch(p, input, output,
                 [&p](const Patch& patch, int8_t* to) { return pool(patch, p, to); });
}

}  // namespace mote::cortex_m_dsp
