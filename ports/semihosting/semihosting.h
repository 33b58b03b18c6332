// SPDX-License-Identifier: Apache-2.0
// Console and exit through the debugger or emulator, for Arm and RISC-V alike. Not for a chip
// running alone: without a debugger the trap is a fault.
// Source: "Semihosting for AArch32 and AArch64", Arm; "RISC-V Semihosting", RISC-V International.
#pragma once

#include <stdint.h>

/// The trap itself, in the port's assembly: operation and argument as the specification says.
extern "C" intptr_t mote_semihosting_call(intptr_t operation, const void* argument);
