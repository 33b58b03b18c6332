// SPDX-License-Identifier: Apache-2.0
// Source: RISC-V privileged specification 3.7, physical memory protection.
#include "memory_protection/memory_protection.h"

namespace mote::memory_protection {

/// The specification has more; each needs a case below.
uint32_t bands() { return 3; }

void forbid_writes(uint32_t number, Span<uint8_t> band) {
  const auto at = static_cast<uint32_t>(reinterpret_cast<uintptr_t>(band.data()));
  // A power of two on its boundary, readable, locked: the lock makes it hold for machine mode too,
  // until reset.
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

}  // namespace mote::memory_protection
