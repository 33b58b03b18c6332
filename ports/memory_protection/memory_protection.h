// SPDX-License-Identifier: Apache-2.0
// Bands of memory that may be read and not written, by the core's own unit: the MPU of ARMv7-M and
// ARMv8-M, the PMP of RISC-V. A write there is a processor fault. For programs that run privileged,
// as images of this project do. Each port of a core implements it.
#pragma once

#include <stdint.h>

#include "mote/arena_guard.h"
#include "mote/span.h"

namespace mote::memory_protection {

/// Bands that there can be; 0 on a core without such a unit.
uint32_t bands();

/// Number `number`, from 0 up and below bands(): kBandBytes on a boundary of as many.
void forbid_writes(uint32_t number, Span<uint8_t> band);

}  // namespace mote::memory_protection
