// SPDX-License-Identifier: Apache-2.0
// What compiled code calls.
#include "emit/step_writer.h"

namespace mote::compiler {
namespace {

/// Nothing at all where the output has the input's memory.
void write_reshape(StepWriter& w) {
  const std::string from = w.bytes(input_slot(0));
  const std::string to = w.bytes(output_slot(0));
  const uint32_t bytes = w.tensor(output_slot(0)).bytes();
  if (from == to || bytes == 0) return;
  w.line("__builtin_memcpy(" + to + ", " + from + ", " + literal(bytes) + ");");
}

constexpr DirectCall kCalls[] = {
    {"reshape_any", write_reshape},
    {"squeeze_any", write_reshape},
    {"expand_dims_any", write_reshape},
};

}  // namespace

Span<const DirectCall> reshape_calls() { return kCalls; }

}  // namespace mote::compiler
