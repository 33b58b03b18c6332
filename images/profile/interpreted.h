// SPDX-License-Identifier: Apache-2.0
// Marks around everything that an interpreted model costs: verify, prepare and plan, each operator
// of one run.
#pragma once

#include "mote/mote.h"
#include "profile.h"

namespace profile {

inline bool is_quantized(mote::TensorType type) {
  return type == mote::TensorType::Int8 || type == mote::TensorType::UInt8 ||
         type == mote::TensorType::Int16;
}

/// One run in steps, with marks around each.
inline mote::Fault run_counted(mote::Interpreter& network, StackDepth& depth) {
  do {
    const int step = network.next_step();
    depth.begin();
    mote_mark();
    const mote::Fault fault = network.invoke_step();
    mote_mark();
    depth.end();
    mote::marks::label("operator ", step);
    if (!fault.ok()) return fault;
  } while (network.next_step() != 0);
  return {};
}

/// Returns the status to end with.
inline int run(mote::Span<const uint8_t> bytes, mote::OpList ops, mote::Span<uint8_t> arena) {
  StackDepth loading;
  loading.begin();
  mote_mark();
  const auto model = mote::Model::verify(bytes);
  mote_mark();
  loading.end();
  mote::marks::label("verify");
  if (!model.ok()) return fail("verify the model", model.fault());
  loading.begin();
  mote_mark();
  auto network = mote::Interpreter::create(*model, ops, arena);
  mote_mark();
  loading.end();
  mote::marks::label("prepare and plan");
  if (!network.ok()) return fail("create the interpreter", network.fault());
  Noise noise;
  for (uint32_t i = 0; i < network->input_count(); ++i) {
    const mote::Tensor input = network->input(i);
    fill(input.raw(), is_quantized(input.type()), noise);
  }
  StackDepth running;
  if (const auto f = run_counted(*network, running); !f.ok()) return fail("run the model", f);
  Checksum checksum;
  for (uint32_t i = 0; i < network->output_count(); ++i) checksum.add(network->output(i).raw());
  checksum.print();
  print_line("arena: ", network->arena_used_bytes(), " bytes");
  print_line("objects: ", sizeof(mote::Interpreter), " bytes");
  print_line("stack of loading: ", loading.deepest_bytes(), " bytes");
  print_line("stack of a run: ", running.deepest_bytes(), " bytes");
  return 0;
}

}  // namespace profile
