// SPDX-License-Identifier: Apache-2.0
// Source: ARMv7-M architecture reference manual B3.2.3 (CPUID) and B3.5 (MPU), ARMv8-M B9 and D1.2.
#include "memory_protection/memory_protection.h"

namespace mote::memory_protection {
namespace {

volatile uint32_t& system_register(uint32_t offset) {
  return *reinterpret_cast<volatile uint32_t*>(0xE000ED00 + offset);
}
constexpr uint32_t kCpuId = 0x00, kType = 0x90, kControl = 0x94, kNumber = 0x98, kBase = 0x9C,
                   kLimit = 0xA0, kAttributes = 0xC0;

/// Cortex-M0 and M0+ are 0xC2 and 0xC6 with an architecture of their own, M33 and M55 are 0xD2.
bool is_v6() { return (system_register(kCpuId) >> 16 & 0xF) == 0xC; }
bool is_v8() { return (system_register(kCpuId) >> 12 & 0xF) == 0xD; }

}  // namespace

uint32_t bands() {
  // Regions of an M0+ are too large for a band, and an M0 has none.
  return is_v6() ? 0 : system_register(kType) >> 8 & 0xFF;
}

void forbid_writes(uint32_t number, Span<uint8_t> band) {
  const auto at = static_cast<uint32_t>(reinterpret_cast<uintptr_t>(band.data()));
  constexpr uint32_t kEnable = 1, kDefaultMapElsewhere = 4, kNeverExecute = 1;
  system_register(kNumber) = number;
  if (is_v8()) {
    constexpr uint32_t kReadOnlyPrivileged = 2 << 1;
    system_register(kAttributes) = 0x44;  // number 0: normal memory, not cached
    system_register(kBase) = at | kReadOnlyPrivileged | kNeverExecute;
    system_register(kLimit) = ((at + kBandBytes - 1) & ~31U) | kEnable;
  } else {
    constexpr uint32_t kReadOnlyPrivileged = 5, kLog2Bytes = 5;
    static_assert(kBandBytes == 1 << kLog2Bytes);
    system_register(kBase) = at;
    system_register(kLimit) =
        kNeverExecute << 28 | kReadOnlyPrivileged << 24 | (kLog2Bytes - 1) << 1 | kEnable;
  }
  system_register(kControl) = kEnable | kDefaultMapElsewhere;
  __asm__ volatile("dsb\n isb" ::: "memory");
}

}  // namespace mote::memory_protection
