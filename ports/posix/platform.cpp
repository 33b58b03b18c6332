// SPDX-License-Identifier: Apache-2.0
// mote/platform.h on a host with an operating system, so that images also run as plain programs.
#include "mote/platform.h"

#include <stdlib.h>
#include <unistd.h>

extern "C" __attribute__((noinline)) void mote_mark() { __asm__ volatile(""); }

namespace mote::platform {

void write(const char* bytes, size_t count) {
  while (count != 0) {
    const ssize_t done = ::write(STDOUT_FILENO, bytes, count);
    if (done <= 0) return;  // nobody reads any more
    bytes += done;
    count -= static_cast<size_t>(done);
  }
}

void exit(int status) { ::exit(status); }

// The system's stack is neither painted nor limited by us.
uint32_t stack_used_bytes() { return 0; }
uint32_t restart_stack_use() { return 0; }
uint32_t stack_reserved_bytes() { return 0; }

}  // namespace mote::platform
