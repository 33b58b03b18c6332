// SPDX-License-Identifier: Apache-2.0
// What the instructions of the DSP extension compute, for tests on a host. Sums wrap at 32 bits.
#pragma once

#include <stdint.h>

namespace mote::cortex_m_dsp {

inline int32_t bottom_half(uint32_t x) { return static_cast<int16_t>(x); }
inline int32_t top_half(uint32_t x) { return static_cast<int16_t>(x >> 16); }
inline uint32_t halves(int32_t bottom, int32_t top) {
  return static_cast<uint16_t>(bottom) | static_cast<uint32_t>(top) << 16;
}
inline int32_t wrapping_sum(int32_t a, int32_t b) {
  return static_cast<int32_t>(static_cast<uint32_t>(a) + static_cast<uint32_t>(b));
}

inline uint32_t sxtb16(uint32_t x) {
  return halves(static_cast<int8_t>(x), static_cast<int8_t>(x >> 16));
}
inline uint32_t sxtb16_ror8(uint32_t x) { return sxtb16(x >> 8); }
inline uint32_t sxtab16(uint32_t sum, uint32_t x) {
  const uint32_t wide = sxtb16(x);
  return halves(bottom_half(sum) + bottom_half(wide), top_half(sum) + top_half(wide));
}
inline uint32_t sxtab16_ror8(uint32_t sum, uint32_t x) { return sxtab16(sum, x >> 8); }
inline uint32_t pkhbt_lsl16(uint32_t bottom, uint32_t top) { return (bottom & 0xFFFF) | top << 16; }
inline uint32_t pkhtb_asr16(uint32_t top, uint32_t bottom) {
  return (top & 0xFFFF0000) | bottom >> 16;
}
inline int32_t smlabt(uint32_t a, uint32_t b, int32_t sum) {
  return wrapping_sum(sum, bottom_half(a) * top_half(b));
}
inline int32_t smlatb(uint32_t a, uint32_t b, int32_t sum) {
  return wrapping_sum(sum, top_half(a) * bottom_half(b));
}
inline int32_t smlad(uint32_t a, uint32_t b, int32_t sum) {
  return wrapping_sum(wrapping_sum(sum, bottom_half(a) * bottom_half(b)),
                      top_half(a) * top_half(b));
}
/// The high word of a * b, of which the low word is rounded, ties up.
inline int32_t smmulr(int32_t a, int32_t b) {
  return static_cast<int32_t>((int64_t{a} * b + (int64_t{1} << 31)) >> 32);
}
inline int32_t smmlar(int32_t a, int32_t b, int32_t sum) { return wrapping_sum(sum, smmulr(a, b)); }
inline int32_t ssat8(int32_t x) { return x < -128 ? -128 : x > 127 ? 127 : x; }
template <int32_t kShift>
inline int32_t ssat8_asr(int32_t x) {
  return ssat8(x >> kShift);
}
inline uint32_t greater_bytes(uint32_t a, uint32_t b) {
  uint32_t y = 0;
  for (int32_t i = 0; i < 32; i += 8) {
    const auto x = static_cast<int8_t>(a >> i), z = static_cast<int8_t>(b >> i);
    y |= uint32_t{static_cast<uint8_t>(x >= z ? x : z)} << i;
  }
  return y;
}
inline uint32_t lesser_bytes(uint32_t a, uint32_t b) {
  uint32_t y = 0;
  for (int32_t i = 0; i < 32; i += 8) {
    const auto x = static_cast<int8_t>(a >> i), z = static_cast<int8_t>(b >> i);
    y |= uint32_t{static_cast<uint8_t>(x >= z ? z : x)} << i;
  }
  return y;
}

}  // namespace mote::cortex_m_dsp
