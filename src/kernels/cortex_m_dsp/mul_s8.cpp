// SPDX-License-Identifier: Apache-2.0
#include "kernels/cortex_m_dsp/mul_s8.h"

#include "kernels/cortex_m_dsp/requantize.h"

namespace mote::cortex_m_dsp {
namespace {

inline int32_t product_of_bottoms(uint32_t a, uint32_t b) {
  return int32_t{static_cast<int16_t>(a)} * static_cast<int16_t>(b);
}
inline int32_t product_of_tops(uint32_t a, uint32_t b) {
  return (static_cast<int32_t>(a) >> 16) * (static_cast<int32_t>(b) >> 16);
}

template <bool kIsExact>
inline void multiply(const Mul& p, const int8_t* first, const int8_t* second, int8_t* output) {
  const ChannelFactor factor = p.factor;
  const int32_t zero_point = p.output.zero_point;
  const auto both = [](int32_t half) { return static_cast<uint16_t>(half) * 0x10001U; };
  const uint32_t first_less = both(p.first_less), second_less = both(p.second_less);
  const auto scaled = [=](int32_t product) {
    return requantize<kIsExact>(product, factor, zero_point);
  };
  int8_t* to = output;
  for (uint32_t row = p.rows; row > 0; --row, first += p.first_step, second += p.second_step) {
    const int8_t *a = first, *b = second;
    uint32_t left = p.count;
    for (; left >= 4; left -= 4, a += 4, b += 4, to += 4) {
      uint32_t x = 0, y = 0;
      __builtin_memcpy(&x, a, 4);
      __builtin_memcpy(&y, b, 4);
      const uint32_t even_x = sxtab16(first_less, x), even_y = sxtab16(second_less, y);
      const uint32_t odd_x = sxtab16_ror8(first_less, x), odd_y = sxtab16_ror8(second_less, y);
      to[0] = scaled(product_of_bottoms(even_x, even_y));
      to[1] = scaled(product_of_bottoms(odd_x, odd_y));
      to[2] = scaled(product_of_tops(even_x, even_y));
      to[3] = scaled(product_of_tops(odd_x, odd_y));
    }
    for (; left > 0; --left) {
      *to++ = scaled((*a++ + p.first_less) * (*b++ + p.second_less));
    }
  }
  clamp_bytes(output, static_cast<int32_t>(to - output), p.output);
}

}  // namespace

void mul_s8_exact(const Mul& p, const int8_t* first, const int8_t* second, int8_t* output) {
  multiply<true>(p, first, second, output);
}
void mul_s8(const Mul& p, const int8_t* first, const int8_t* second, int8_t* output) {
  multiply<false>(p, first, second, output);
}

}  // namespace mote::cortex_m_dsp
