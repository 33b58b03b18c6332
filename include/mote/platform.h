// SPDX-License-Identifier: Apache-2.0
// What a program needs of the machine below it: a console, a way to end, and the depth of its
// stack. The runtime itself needs none of this. One folder of ports/ implements it per machine.
#pragma once

#include <stddef.h>
#include <stdint.h>

namespace mote::platform {

/// Writes bytes to the console, all of them, in order. May block; never fails.
void write(const char* bytes, size_t count);

/// Ends the program. Status 0 is success, like the exit status of a process; 1 to 125 are the
/// program's own; a port ends with kFaultStatus after a processor fault.
[[noreturn]] void exit(int status);
constexpr int kFaultStatus = 126;

/// Deepest use of the stack since the start. 0 where the port does not measure it.
uint32_t stack_used_bytes();

/// Forgets how deep the stack has been and returns how deep the caller's is now: from here on
/// stack_used_bytes() is the deepest use since this call. 0 where the port does not measure it.
uint32_t restart_stack_use();

/// What the linker set aside for the stack. 0 where the port does not measure it.
uint32_t stack_reserved_bytes();

}  // namespace mote::platform
