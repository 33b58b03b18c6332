// SPDX-License-Identifier: Apache-2.0
// footprint.cpp with one of the guards of docs/guide/guard-the-device.md: WITH_STEPS, WITH_WORK,
// WITH_GUARD, WITH_CHECKSUM or WITH_ARENA_GUARD is 1. What it costs is the difference.
#include "mote/arena_guard.h"
#include "mote/checksum.h"
#include "mote/guard.h"
#include "mote/mote.h"

namespace {
#include "footprint_ops.inc"

mote::GuardedArena<32> guarded;

mote::Fault run(mote::Interpreter& net) {
  if constexpr (WITH_GUARD) return mote::Guard(net).invoke();
  if constexpr (!WITH_STEPS) return net.invoke();
  mote::Fault fault;
  do fault = net.invoke_step();
  while (fault.ok() && net.is_running());
  return fault;
}
}  // namespace

extern "C" int footprint(const uint8_t* model_bytes, size_t model_size, uint8_t* arena,
                         size_t arena_size) {
  auto model = mote::Model::verify({model_bytes, model_size});
  if (!model.ok()) return 1;
  auto interpreter = mote::Interpreter::create(*model, ops, {arena, arena_size});
  if (!interpreter.ok()) return 2;
  if constexpr (WITH_WORK) {
    if (!interpreter->check_work(1000, 100000).ok()) return 4;
  }
  if constexpr (WITH_CHECKSUM) {
    if (mote::crc32({model_bytes, model_size}) != 5) return 5;
  }
  if constexpr (WITH_ARENA_GUARD) {
    guarded.arm();
    if (!guarded.is_intact()) return 6;
  }
  interpreter->input(0).raw()[0] = 1;
  if (!run(*interpreter).ok()) return 3;
  return interpreter->output(0).raw()[0];
}
