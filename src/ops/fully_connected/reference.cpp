// SPDX-License-Identifier: Apache-2.0
#include "base/fixed_point.h"
#include "ops/fully_connected/fully_connected.h"

namespace mote::reference {

void fully_connected_s8(const FullyConnectedS8& p, const int8_t* input, const int8_t* weights,
                        const Unaligned<int32_t>* bias, const ChannelMultipliers& factors,
                        int8_t* output) {
  const auto [batches, depth, units] = p.shape;
  for (int32_t b = 0; b < batches; ++b, input += depth) {
    const int8_t* row = weights;
    for (int32_t u = 0; u < units; ++u, row += depth) {
      uint32_t sum = bias == nullptr ? 0 : static_cast<uint32_t>(int32_t{bias[u]});
      for (int32_t i = 0; i < depth; ++i) {
        sum += static_cast<uint32_t>((input[i] - p.input_zero_point) *
                                     (row[i] - p.weights_zero_point));
      }
      const int32_t scaled = rescale_channel(static_cast<int32_t>(sum), factors, u);
      *output++ = static_cast<int8_t>(
          clamp<int32_t>(scaled + p.output_zero_point, p.range.low, p.range.high));
    }
  }
}

void fully_connected_f32(const FullyConnectedF32& p, const Unaligned<float>* input,
                         const Unaligned<float>* weights, const Unaligned<float>* bias,
                         float* output) {
  const auto [batches, depth, units] = p.shape;
  for (int32_t b = 0; b < batches; ++b, input += depth) {
    const Unaligned<float>* row = weights;
    for (int32_t u = 0; u < units; ++u, row += depth) {
      float sum = 0.0F;
      for (int32_t i = 0; i < depth; ++i) sum += float{input[i]} * float{row[i]};
      if (bias != nullptr) sum += float{bias[u]};
      *output++ = clamp(sum, p.range.low, p.range.high);
    }
  }
}

}  // namespace mote::reference
