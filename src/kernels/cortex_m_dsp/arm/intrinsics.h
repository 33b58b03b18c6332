// SPDX-License-Identifier: Apache-2.0
// Instructions of the DSP extension that C++ cannot say. portable/intrinsics.h has their meaning.
#pragma once

#include <stdint.h>

namespace mote::cortex_m_dsp {

inline uint32_t sxtb16(uint32_t x) {
  uint32_t y;
  asm("sxtb16 %0, %1" : "=r"(y) : "r"(x));
  return y;
}
inline uint32_t sxtb16_ror8(uint32_t x) {
  uint32_t y;
  asm("sxtb16 %0, %1, ror #8" : "=r"(y) : "r"(x));
  return y;
}
inline uint32_t sxtab16(uint32_t sum, uint32_t x) {
  uint32_t y;
  asm("sxtab16 %0, %1, %2" : "=r"(y) : "r"(sum), "r"(x));
  return y;
}
inline uint32_t sxtab16_ror8(uint32_t sum, uint32_t x) {
  uint32_t y;
  asm("sxtab16 %0, %1, %2, ror #8" : "=r"(y) : "r"(sum), "r"(x));
  return y;
}
inline uint32_t pkhbt_lsl16(uint32_t bottom, uint32_t top) {
  uint32_t y;
  asm("pkhbt %0, %1, %2, lsl #16" : "=r"(y) : "r"(bottom), "r"(top));
  return y;
}
inline uint32_t pkhtb_asr16(uint32_t top, uint32_t bottom) {
  uint32_t y;
  asm("pkhtb %0, %1, %2, asr #16" : "=r"(y) : "r"(top), "r"(bottom));
  return y;
}
inline int32_t smlad(uint32_t a, uint32_t b, int32_t sum) {
  int32_t y;
  asm("smlad %0, %1, %2, %3" : "=r"(y) : "r"(a), "r"(b), "r"(sum));
  return y;
}
inline int32_t smmulr(int32_t a, int32_t b) {
  int32_t y;
  asm("smmulr %0, %1, %2" : "=r"(y) : "r"(a), "r"(b));
  return y;
}
inline int32_t smmlar(int32_t a, int32_t b, int32_t sum) {
  int32_t y;
  asm("smmlar %0, %1, %2, %3" : "=r"(y) : "r"(a), "r"(b), "r"(sum));
  return y;
}
template <int32_t kShift>
inline int32_t ssat8_asr(int32_t x) {
  int32_t y;
  asm("ssat %0, #8, %1, asr %2" : "=r"(y) : "r"(x), "I"(kShift));
  return y;
}
inline int32_t ssat8(int32_t x) {
  int32_t y;
  asm("ssat %0, #8, %1" : "=r"(y) : "r"(x));
  return y;
}
/// Of four bytes each.
inline uint32_t greater_bytes(uint32_t a, uint32_t b) {
  uint32_t y;
  asm("ssub8 %0, %1, %2\n\tsel %0, %1, %2" : "=&r"(y) : "r"(a), "r"(b) : "cc");
  return y;
}
inline uint32_t lesser_bytes(uint32_t a, uint32_t b) {
  uint32_t y;
  asm("ssub8 %0, %1, %2\n\tsel %0, %2, %1" : "=&r"(y) : "r"(a), "r"(b) : "cc");
  return y;
}

}  // namespace mote::cortex_m_dsp
