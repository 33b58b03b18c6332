// SPDX-License-Identifier: Apache-2.0
// The stack that the linker script lays at the bottom of RAM, so that an overflow leaves RAM and
// faults instead of overwriting data. Start-up fills it with kStackPaint before its first use.
#pragma once

#include <stdint.h>

extern "C" {
extern uint32_t mote_stack_begin[];
extern uint32_t mote_stack_end[];
}

namespace mote::platform {
constexpr uint32_t kStackPaint = 0xA5C3D296;
}
