// SPDX-License-Identifier: Apache-2.0
// A program that writes where it must not, and is caught: by the core's memory protection where there
// is one, else by the words around the arena and the paint of the stack. The first byte of the host's
// file says what goes wrong (tools/emulator/guards.py).
#include "hello_sine.h"

#include "console/console.h"
#include "host_file/host_file.h"
#include "memory_protection/memory_protection.h"
#include "mote/arena_guard.h"
#include "mote/checksum.h"
#include "mote/guard.h"
#include "mote/mote.h"
#include "mote/platform.h"
#include "semihosting/painted_stack.h"

namespace {

using mote::console::print_line;
namespace protection = mote::memory_protection;

mote::GuardedArena<hello_sine_arena_bytes> arena;

/// The lowest of the stack, on a boundary.
mote::Span<uint8_t> stack_band() {
  auto at = reinterpret_cast<uintptr_t>(mote_stack_begin);
  at = (at + mote::kBandBytes - 1) / mote::kBandBytes * mote::kBandBytes;
  return {reinterpret_cast<uint8_t*>(at), mote::kBandBytes};
}

/// The unit, if the core has one and `wanted`.
bool protect(bool wanted) {
  if (!wanted || protection::bands() < 3) return false;
  protection::forbid_writes(0, arena.before());
  protection::forbid_writes(1, arena.protected_after());
  protection::forbid_writes(2, stack_band());
  return true;
}

/// Stands for a faulty driver: the compiler must not see where it writes.
[[gnu::noinline]] void write(volatile uint8_t* at) { *at = static_cast<uint8_t>(*at ^ 0x10); }

/// Goes down to the lowest bytes of the stack, in small steps, and no further.
[[gnu::noinline]] int deepen(int depth) {
  volatile uint8_t frame[4];
  frame[0] = static_cast<uint8_t>(depth);
  if (reinterpret_cast<uintptr_t>(frame) < reinterpret_cast<uintptr_t>(stack_band().end()))
    return 1;
  return deepen(depth + 1) + frame[0];
}

int caught(const char* what) {
  print_line("caught: ", what);
  return 0;
}

int run(uint8_t what) {
  const auto model = mote::Model::verify({hello_sine, hello_sine_bytes});
  auto net = mote::Interpreter::create(*model, hello_sine_ops, arena.memory());
  if (!net.ok()) return 1;
  mote::Guard guard(*net);
  if (!guard.invoke().ok() || !arena.is_intact()) return 1;
  if (mote::crc32({hello_sine, hello_sine_bytes}) != hello_sine_crc32) return 1;
  const mote::Span<uint8_t> memory = arena.memory();
  switch (what) {
    case 'n': break;
    case 'a': write(memory.end()); break;
    case 'b': write(memory.begin() - 1); break;
    case 'A': write(arena.protected_after().begin()); break;
    case 's': deepen(0); break;
    case 'p': write(memory.begin()); break;  // a flipped bit in the program
    default: return 1;
  }
  if (!arena.is_intact()) return caught("memory beside the arena was written");
  const uint32_t reserve =
      mote::platform::stack_reserved_bytes() - mote::platform::stack_used_bytes();
  if (reserve < mote::kBandBytes) return caught("the stack is used up");
  const mote::Fault fault = guard.invoke_step();
  if (fault.error == mote::Error::MemoryChanged) return caught("a bit of the program has flipped");
  print_line("nothing is wrong");
  return fault.ok() ? 0 : 1;
}

}  // namespace

int main() {
  uint8_t orders[2] = {};  // what goes wrong; 'u' to use the unit
  if (mote::host_file::read({orders, 2}) != 2) return 1;
  arena.arm();
  const bool is_protected = protect(orders[1] == 'u');
  print_line(is_protected ? "protected by the core" : "compared by the program");
  return run(orders[0]);
}
