// SPDX-License-Identifier: Apache-2.0
// The least program that uses the interpreter: what it links is what the interpreter costs. Model,
// arena and operator list (footprint_ops.inc, as `mote ops` prints it) come from outside.
#include "mote/cortex_m_dsp_ops.h"
#include "mote/mote.h"

namespace {
#include "footprint_ops.inc"
}

extern "C" int footprint(const uint8_t* model_bytes, size_t model_size, uint8_t* arena,
                         size_t arena_size) {
  auto model = mote::Model::verify({model_bytes, model_size});
  if (!model.ok()) return 1;
  auto interpreter = mote::Interpreter::create(*model, ops, {arena, arena_size});
  if (!interpreter.ok()) return 2;
  interpreter->input(0).raw()[0] = 1;
  if (!interpreter->invoke().ok()) return 3;
  return interpreter->output(0).raw()[0];
}
