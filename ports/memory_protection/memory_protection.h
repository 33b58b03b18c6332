// SPDX-License-Identifier: Apache-2.0
// Bands of memory that may be read and not written, by the core's own unit: the MPU of ARMv7-M and
// ARMv8-M, the PMP of RISC-V. A write there is a processor fault. For code that runs privileged, as
// images of this project do.
// Source: ARMv7-M architecture reference manual B3.5, ARMv8-M B9 and D1.2; RISC-V privileged
// specification 3.7.
#pragma once

#include <stdint.h>

#include "mote/arena_guard.h"
#include "mote/span.h"

namespace mote::memory_protection {

#if defined(__ARM_ARCH) && defined(__ARM_ARCH_PROFILE) && __ARM_ARCH_PROFILE == 'M'

inline volatile uint32_t& mpu(uint32_t offset) {
  return *reinterpret_cast<volatile uint32_t*>(0xE000ED90 + offset);
}

/// Bands that there can be; 0 on a core without such a unit.
inline uint32_t bands() {
#if __ARM_ARCH >= 7
  return mpu(0) >> 8 & 0xFF;
#else
  return 0;
#endif
}

/// Number `number`, from 0 up: kBandBytes on a boundary of as many.
inline void forbid_writes(uint32_t number, Span<uint8_t> band) {
  const auto at = static_cast<uint32_t>(reinterpret_cast<uintptr_t>(band.data()));
  constexpr uint32_t kEnable = 1, kDefaultMapElsewhere = 4, kNeverExecute = 1;
  mpu(0x08) = number;
#if __ARM_ARCH >= 8 || defined(__ARM_ARCH_8M_MAIN__) || defined(__ARM_ARCH_8M_BASE__)
  constexpr uint32_t kReadOnlyPrivileged = 2 << 1;
  mpu(0x30) = 0x44;  // attribute 0: normal memory, not cached
  mpu(0x0C) = at | kReadOnlyPrivileged | kNeverExecute;
  mpu(0x10) = (at + kBandBytes - 1) & ~31U | kEnable;
#else
  constexpr uint32_t kReadOnlyPrivileged = 5, kLog2Bytes = 5;
  mpu(0x0C) = at;
  mpu(0x10) = kNeverExecute << 28 | kReadOnlyPrivileged << 24 | (kLog2Bytes - 1) << 1 | kEnable;
#endif
  mpu(0x04) = kEnable | kDefaultMapElsewhere;
  __asm__ volatile("dsb\n isb" ::: "memory");
}

#elif defined(__riscv)

/// Two here; the specification allows more, which need more cases below.
inline uint32_t bands() { return 3; }

inline void forbid_writes(uint32_t number, Span<uint8_t> band) {
  const auto at = static_cast<uint32_t>(reinterpret_cast<uintptr_t>(band.data()));
  // Naturally aligned, readable, locked: the lock makes it hold for machine mode too, until reset.
  const uint32_t address = at >> 2 | ((kBandBytes >> 3) - 1);
  const uint32_t access = uint32_t{0x80 | 0x18 | 0x01} << (8 * number);
  switch (number) {
    case 0: __asm__ volatile("csrw pmpaddr0, %0" ::"r"(address)); break;
    case 1: __asm__ volatile("csrw pmpaddr1, %0" ::"r"(address)); break;
    case 2: __asm__ volatile("csrw pmpaddr2, %0" ::"r"(address)); break;
    default: return;
  }
  __asm__ volatile("csrs pmpcfg0, %0" ::"r"(access) : "memory");
}

#else

inline uint32_t bands() { return 0; }
inline void forbid_writes(uint32_t, Span<uint8_t>) {}

#endif

}  // namespace mote::memory_protection
