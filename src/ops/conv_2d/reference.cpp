// SPDX-License-Identifier: Apache-2.0
#include "base/fixed_point.h"
#include "ops/conv_2d/taps.h"

namespace mote::reference {

void conv_2d_s8(const Conv2dS8& p, const int8_t* input, const int8_t* filter,
                const Unaligned<int32_t>* bias, const ChannelMultipliers& factors, int8_t* output) {
  for (int32_t b = 0; b < p.output.batches; ++b) {
    for (int32_t y = 0; y < p.output.height; ++y) {
      for (int32_t x = 0; x < p.output.width; ++x) {
        for (int32_t c = 0; c < p.output.channels; ++c) {
          uint32_t sum = bias == nullptr ? 0 : static_cast<uint32_t>(int32_t{bias[c]});
          conv_2d::for_each_tap(p, b, y, x, c, [&](int32_t input_at, int32_t filter_at) {
            for (int32_t i = 0; i < p.filter_channels; ++i) {
              sum += static_cast<uint32_t>((input[input_at + i] - p.input_zero_point) *
                                           filter[filter_at + i]);
            }
          });
          const int32_t scaled = rescale_channel(static_cast<int32_t>(sum), factors, c);
          *output++ = static_cast<int8_t>(
              clamp<int32_t>(scaled + p.output_zero_point, p.range.low, p.range.high));
        }
      }
    }
  }
}

void conv_2d_f32(const Conv2dF32& p, const Unaligned<float>* input, const Unaligned<float>* filter,
                 const Unaligned<float>* bias, float* output) {
  for (int32_t b = 0; b < p.output.batches; ++b) {
    for (int32_t y = 0; y < p.output.height; ++y) {
      for (int32_t x = 0; x < p.output.width; ++x) {
        for (int32_t c = 0; c < p.output.channels; ++c) {
          float sum = 0.0F;
          conv_2d::for_each_tap(p, b, y, x, c, [&](int32_t input_at, int32_t filter_at) {
            for (int32_t i = 0; i < p.filter_channels; ++i) {
              sum += float{input[input_at + i]} * float{filter[filter_at + i]};
            }
          });
          if (bias != nullptr) sum += float{bias[c]};
          *output++ = clamp(sum, p.range.low, p.range.high);
        }
      }
    }
  }
}

}  // namespace mote::reference
