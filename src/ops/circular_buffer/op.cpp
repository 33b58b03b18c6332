// SPDX-License-Identifier: Apache-2.0
// CIRCULAR_BUFFER: the newest inputs of a stream, oldest first. Every `cycles`-th run goes on to
// the operators after it, the others end here.
// Source: operator semantics of TensorFlow Lite Micro.
#include "base/checked.h"
#include "format/flexbuffer.h"
#include "mote/ops.h"
#include "ops/shared/checks.h"

namespace mote {
namespace check {
#define MOTE_CHECK(name, number, sentence, advice) constexpr CheckNumber name = number;
#include "ops/circular_buffer/checks.inc"
#undef MOTE_CHECK
}  // namespace check

namespace {

using format::TensorView;

struct CircularBuffer {
  uint32_t slot_bytes;
  uint32_t older_bytes;  ///< all slots but one
  uint32_t cycles;
  uint8_t zero_point;
  bool output_keeps;  ///< the output is a variable tensor: it is the buffer itself
};
/// In front of the buffer, unless the output is the buffer.
struct State {
  uint32_t cycles_left;  ///< 0 at the start
};

/// 0 if unknown.
int32_t cycles_of(PrepareContext& context, int32_t slots) {
  constexpr const char* kName = "cycles_max";
  const format::FlexMap options(context.custom_options());
  if (!options.has(kName)) return slots == 5 || slots == 13 || slots == 25 ? 1 : 0;
  int32_t cycles = 0;
  return options.read(kName, cycles) ? cycles : 0;
}

CheckNumber prepare(PrepareContext& context) {
  if (!context.is_named("CIRCULAR_BUFFER")) {
    return context.refuse(check::CustomName, kNoTensorSlot);
  }
  if (const CheckNumber bad = check::counts(context, 1, 1)) return bad;
  if (const CheckNumber bad = check::solid(context, input_slot(0), 4)) return bad;
  if (const CheckNumber bad = check::solid(context, output_slot(0), 4)) return bad;
  const TensorView input = context.input(0);
  const TensorView output = context.output(0);
  if (input.dim(0) != 1 || input.dim(1) != 1) return context.refuse(check::Shape, input_slot(0));
  if (output.dim(0) != 1 || output.dim(2) != input.dim(2) || output.dim(3) != input.dim(3)) {
    return context.refuse(check::Shape, output_slot(0));
  }
  if (const CheckNumber bad = check::per_tensor(context, input_slot(0))) return bad;
  if (const CheckNumber bad = check::per_tensor(context, output_slot(0))) return bad;
  if (const CheckNumber bad = check::same_scale(context, input_slot(0), output_slot(0))) {
    return bad;
  }
  const int32_t cycles = cycles_of(context, output.dim(1));
  if (cycles < 1) return context.refuse(check::CustomOptions, kNoTensorSlot);
  const uint32_t bytes = output.bytes();
  context.params<CircularBuffer>() = {
      input.bytes(), bytes - input.bytes(), static_cast<uint32_t>(cycles),
      static_cast<uint8_t>(output.zero_point()), output.is_variable()};
  context.request_state(checked_sum(sizeof(State), output.is_variable() ? 0 : bytes));
  return kAllWell;
}

CheckNumber run(const RunContext& context) {
  const auto& p = context.params<CircularBuffer>();
  auto& state = *reinterpret_cast<State*>(context.scratch());
  auto* output = context.output<uint8_t>(0);
  uint8_t* kept = p.output_keeps ? output : reinterpret_cast<uint8_t*>(&state + 1);
  if (state.cycles_left == 0) {
    state.cycles_left = p.cycles;
    __builtin_memset(kept, p.zero_point, p.older_bytes + p.slot_bytes);
  }
  __builtin_memmove(kept, kept + p.slot_bytes, p.older_bytes);
  __builtin_memcpy(kept + p.older_bytes, context.input<uint8_t>(0), p.slot_bytes);
  if (!p.output_keeps) __builtin_memcpy(output, kept, p.older_bytes + p.slot_bytes);
  if (--state.cycles_left != 0) return check::NotYet;
  state.cycles_left = p.cycles;
  return kAllWell;
}

}  // namespace

namespace ops {
const OpDef circular_buffer_s8{format::custom_code("CIRCULAR_BUFFER"),
                               {TensorType::Int8, TensorType::None, TensorType::Int8},
                               kKeepsVariables,
                               sizeof(CircularBuffer),
                               prepare,
                               run};
}  // namespace ops
namespace run {
MOTE_RUN(circular_buffer_s8)
}  // namespace run
}  // namespace mote
