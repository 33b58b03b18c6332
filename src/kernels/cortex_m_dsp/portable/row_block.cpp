// SPDX-License-Identifier: Apache-2.0
#include "kernels/cortex_m_dsp/row_block.h"

#include "intrinsics.h"
#include "kernels/cortex_m_dsp/requantize.h"

namespace mote::cortex_m_dsp {

extern "C" void mote_dsp_row_block(const int8_t* weights, const uint32_t* columns,
                                   const RowBlock& block, int32_t* sums) {
  for (int32_t i = 1; i < kRowBlockPixels; ++i) sums[i] = sums[0];
  for (; columns != block.columns_end; weights += 4, columns += kRowBlockColumnWords) {
    uint32_t word = 0;
    __builtin_memcpy(&word, weights, 4);
    for (int32_t i = 0; i < kRowBlockPixels; ++i) {
      sums[i] = smlad(sxtb16(word), columns[i], sums[i]);
      sums[i] = smlad(sxtb16_ror8(word), columns[kRowBlockPixels + i], sums[i]);
    }
  }
}

extern "C" void mote_dsp_row_block_channels(const int8_t* weights, RowBlockChannels& c) {
  const auto bytes = [](const void* from, int32_t step) {
    return static_cast<const uint8_t*>(from) + step;
  };
  const auto groups = (c.block.columns_end - c.columns) / kRowBlockColumnWords;
  const int32_t others[] = {0, c.second, c.third, c.fourth};
  for (; c.output != c.output_end; ++c.output) {
    int32_t sums[kRowBlockPixels] = {};
    __builtin_memcpy(sums, c.bias, sizeof(int32_t));
    mote_dsp_row_block(weights, c.columns, c.block, sums);
    for (int32_t i = kRowBlockPixels - 1; i >= 0; --i) {
      c.output[others[i]] = requantize<true>(sums[i], *c.factor, c.zero_point);
    }
    weights += 4 * groups - c.front;
    c.bias = bytes(c.bias, c.bias_step);
    c.factor = reinterpret_cast<const ChannelFactor*>(bytes(c.factor, c.factor_step));
  }
}

}  // namespace mote::cortex_m_dsp
