// SPDX-License-Identifier: Apache-2.0
#include "ops/batch_matmul/fold.h"

namespace mote::reference {

void batch_matmul_s8(const BatchMatmulInteger& p, const int8_t* first, const int8_t* second,
                     int8_t* output) {
  batch_matmul::run_integer<uint32_t>(p, first, second, output);
}

void batch_matmul_s16(const BatchMatmulInteger& p, const Unaligned<int16_t>* first,
                      const Unaligned<int16_t>* second, int16_t* output) {
  batch_matmul::run_integer<uint64_t>(p, first, second, output);
}

void batch_matmul_f32(const BatchMatmulShape& s, const Unaligned<float>* first,
                      const Unaligned<float>* second, float* output) {
  batch_matmul::for_each_batch(s, [&](int32_t first_at, int32_t second_at) {
    for (int32_t row = 0; row < s.rows; ++row) {
      for (int32_t column = 0; column < s.columns; ++column) {
        const Unaligned<float>* a = first + (first_at + row * s.first_row_step);
        const Unaligned<float>* b = second + (second_at + column * s.second_column_step);
        float sum = 0.0F;
        for (int32_t i = 0; i < s.depth; ++i) {
          sum += float{a[i * s.first_depth_step]} * float{b[i * s.second_depth_step]};
        }
        *output++ = sum;
      }
    }
  });
}

void batch_matmul_hybrid(const BatchMatmulHybrid& p, const Unaligned<float>* first,
                         const int8_t* second, int8_t* quantized, float* output) {
  const BatchMatmulShape& s = p.shape;
  batch_matmul::for_each_batch(s, [&](int32_t first_at, int32_t second_at) {
    for (int32_t row = 0; row < s.rows; ++row) {
      const QuantizedGroup group =
          quantize_group(p.asymmetric, first + (first_at + row * s.first_row_step), s.depth,
                         s.first_depth_step, quantized);
      for (int32_t column = 0; column < s.columns; ++column) {
        const int8_t* b = second + (second_at + column * s.second_column_step);
        uint32_t sum = 0;
        for (int32_t i = 0; i < s.depth; ++i) {
          sum +=
              static_cast<uint32_t>((quantized[i] - group.zero_point) * b[i * s.second_depth_step]);
        }
        const auto whole = static_cast<float>(static_cast<int32_t>(sum));
        *output++ = whole * (group.scale * p.second_scale);
      }
    }
  });
}

}  // namespace mote::reference
