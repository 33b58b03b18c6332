// SPDX-License-Identifier: Apache-2.0
// Takes RAM away from an emulated Cortex-M board that has more than the board that it stands for.
#pragma once

#include <stdint.h>

namespace ram_limit {

constexpr uint32_t kSramAt = 0x20000000;

/// Register of the memory protection unit of ARMv7-M (architecture reference manual, B3.5).
inline volatile uint32_t& mpu(uint32_t offset) {
  return *reinterpret_cast<volatile uint32_t*>(0xE000ED90 + offset);
}

/// `log2_bytes`: 5 to 32; `at` is a multiple of the size. Greater numbers prevail.
inline void set_region(uint32_t number, uint32_t at, uint32_t log2_bytes, uint32_t access) {
  mpu(0x08) = number;
  mpu(0x0C) = at;
  mpu(0x10) = access << 24 | (log2_bytes - 1) << 1 | 1;
}

/// From here on every access to the SRAM region (0x20000000, 512 MB) faults, but for its first
/// `bytes`, a power of two.
inline void keep_only(uint32_t bytes) {
  constexpr uint32_t kNobody = 0, kEverybody = 3;
  constexpr uint32_t kEnable = 1, kDefaultMapElsewhere = 4;
  set_region(0, kSramAt, 29, kNobody);
  set_region(1, kSramAt, 31 - static_cast<uint32_t>(__builtin_clz(bytes)), kEverybody);
  mpu(0x04) = kEnable | kDefaultMapElsewhere;
  __asm__ volatile("dsb\n isb" ::: "memory");
}

/// Faults after keep_only().
inline void touch_beyond(uint32_t bytes) {
  *reinterpret_cast<volatile uint8_t*>(kSramAt + bytes) = 1;
}

}  // namespace ram_limit
