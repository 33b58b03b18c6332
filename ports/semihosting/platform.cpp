// SPDX-License-Identifier: Apache-2.0
// mote/platform.h for images whose console is semihosting and whose stack was painted at start.
// restart_stack_use() is start-up's: it is not C++.
#include "mote/platform.h"

#include "semihosting/painted_stack.h"
#include "semihosting/semihosting.h"

namespace mote::platform {
namespace {

constexpr intptr_t kOpen = 0x01;
constexpr intptr_t kWrite = 0x05;
constexpr intptr_t kExitExtended = 0x20;
constexpr intptr_t kApplicationExit = 0x20026;
constexpr intptr_t kModeWrite = 4;  // of the console's name ":tt": standard output

intptr_t console_handle() {
  static intptr_t handle = 0;
  if (handle == 0) {
    static const char name[] = ":tt";
    const intptr_t block[] = {reinterpret_cast<intptr_t>(name), kModeWrite, sizeof(name) - 1};
    handle = mote_semihosting_call(kOpen, block);
  }
  return handle;
}

}  // namespace

void write(const char* bytes, size_t count) {
  const intptr_t block[] = {console_handle(), reinterpret_cast<intptr_t>(bytes),
                            static_cast<intptr_t>(count)};
  mote_semihosting_call(kWrite, block);
}

void exit(int status) {
  const intptr_t block[] = {kApplicationExit, status};
  for (;;) mote_semihosting_call(kExitExtended, block);
}

uint32_t stack_used_bytes() {
  const uint32_t* deepest = mote_stack_begin;
  while (deepest != mote_stack_end && *deepest == kStackPaint) ++deepest;
  return static_cast<uint32_t>(reinterpret_cast<uintptr_t>(mote_stack_end) -
                               reinterpret_cast<uintptr_t>(deepest));
}

uint32_t stack_reserved_bytes() {
  return static_cast<uint32_t>(reinterpret_cast<uintptr_t>(mote_stack_end) -
                               reinterpret_cast<uintptr_t>(mote_stack_begin));
}

}  // namespace mote::platform
