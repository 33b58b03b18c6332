// SPDX-License-Identifier: Apache-2.0
// IF, WHILE and CALL_ONCE, as steps of one flat program. A loop's variables live in the operator's outputs; each part copies what its neighbour needs.
// Source: TFLite operator semantics.
#include "mote/interpreter.h"
#include "mote/ops.h"
#include "ops/control_flow/control_flow.h"
#include "ops/shared/checks.h"
#include "runtime/calls.h"

namespace mote {
namespace check {
#define MOTE_CHECK(name, number, sentence, advice) constexpr CheckNumber name = number;
#include "ops/control_flow/checks.inc"
#undef MOTE_CHECK
}  // namespace check

namespace {

using format::OperatorField;
using format::SubgraphView;
using format::Vector;

SubgraphView callee(const uint8_t* file, format::Table op, uint32_t code, uint32_t part) {
  return SubgraphView::of(file, called_subgraph(op, code, part));
}

// -- layout

/// Adds a subgraph and the part after it before step `at`, which it moves behind them.
bool insert_call(Layout& layout, uint32_t caller, uint32_t code, uint8_t part, uint32_t& at) {
  const uint32_t subgraph = called_subgraph(layout.op_of(caller), code, part);
  const uint32_t before = layout.step_count();
  uint32_t first_place = 0;
  if (!layout.insert(at, subgraph, first_place)) return false;
  at += layout.step_count() - before;
  return layout.insert_part(at++, caller, part, first_place);
}

bool expand_if(Layout& layout, uint32_t step) {
  uint32_t at = step + 1;
  return insert_call(layout, step, kIf, 1, at) && insert_call(layout, step, kIf, 2, at);
}

bool expand_while(Layout& layout, uint32_t step) {
  uint32_t at = step + 1;
  return layout.insert_part(at++, step, 1, 0xFFFFFFFF) &&
         insert_call(layout, step, kWhile, 2, at) && insert_call(layout, step, kWhile, 3, at);
}

bool expand_call_once(Layout& layout, uint32_t step) {
  uint32_t at = step + 1;
  return insert_call(layout, step, kCallOnce, 1, at);
}

/// Finds the step of another part of the operator at `step`.
uint32_t find_part(Layout& layout, uint32_t step, uint32_t part) {
  uint32_t at = step;
  while (layout.step(at).part != part || !layout.is_part(at, step)) ++at;
  return at;
}

bool read(Layout& layout, uint32_t step, const SubgraphView& graph, Vector tensors,
          uint32_t first_place) {
  return layout.use({graph, first_place, step + 1, 0}, tensors, format::Check::ReadBeforeWritten);
}
bool write(Layout& layout, uint32_t step, const SubgraphView& graph, Vector tensors,
           uint32_t first_place) {
  return layout.use({graph, first_place, step + 1, 0}, tensors, format::Check::WrittenTwice);
}

bool follow_if(Layout& layout, uint32_t step) {
  const Step& s = layout.step(step);
  const format::Table op = layout.op_of(step);
  const SubgraphView graph = layout.graph_of(step);
  if (s.part == 0) {
    if (!read(layout, step, graph, op.vector(OperatorField::Inputs), s.first_place)) return false;
    for (uint32_t part = 1; part <= 2; ++part) {
      const SubgraphView called = callee(layout.file(), op, kIf, part);
      const uint32_t places = layout.step(find_part(layout, step, part)).scratch_at;
      if (!write(layout, step, called, called.inputs(), places)) return false;
    }
    return true;
  }
  const SubgraphView called = callee(layout.file(), op, kIf, s.part);
  if (!read(layout, step, called, called.outputs(), s.scratch_at)) return false;
  const Vector outputs = op.vector(OperatorField::Outputs);
  return s.part == 2 ? read(layout, step, graph, outputs, s.first_place)
                     : write(layout, step, graph, outputs, s.first_place);
}

bool follow_while(Layout& layout, uint32_t step) {
  const Step& s = layout.step(step);
  const format::Table op = layout.op_of(step);
  const SubgraphView graph = layout.graph_of(step);
  const Vector variables = op.vector(OperatorField::Outputs);
  if (s.part == 0) {
    return read(layout, step, graph, op.vector(OperatorField::Inputs), s.first_place) &&
           write(layout, step, graph, variables, s.first_place);
  }
  // Parts 1 and 2 give the next subgraph its inputs, parts 2 and 3 take the last one's outputs.
  if (s.part != 1) {
    const SubgraphView called = callee(layout.file(), op, kWhile, s.part);
    if (!read(layout, step, called, called.outputs(), s.scratch_at)) return false;
  }
  if (!read(layout, step, graph, variables, s.first_place)) return false;
  if (s.part == 3) return true;
  const uint32_t next = s.part + 1U;
  const SubgraphView called = callee(layout.file(), op, kWhile, next);
  const uint32_t places = layout.step(find_part(layout, step, next)).scratch_at;
  return write(layout, step, called, called.inputs(), places);
}

bool follow_call_once(Layout&, uint32_t) { return true; }  // neither inputs nor outputs

// -- prepare

void fold(PrepareContext& context, uint32_t parts) {
  auto& p = context.params<Calls>();
  for (uint32_t part = 0; part < parts; ++part) {
    const uint32_t at = find_part(context.layout(), context.step(), part);
    p.part_at[part] = static_cast<uint16_t>(at);
    p.first_place[part] = static_cast<uint16_t>(context.layout().step(at).scratch_at);
  }
}

bool same_memory(const format::TensorView& a, const format::TensorView& b) {
  return a && b && a.type() == b.type() && a.bytes() == b.bytes();
}

/// The subgraph takes the operator's inputs from `first_input` on.
CheckNumber check_inputs(PrepareContext& context, const SubgraphView& called,
                         uint32_t first_input) {
  const Vector inputs = called.inputs();
  if (inputs.count() + first_input != context.input_count()) {
    return context.refuse(check::CalleeInputs, kNoTensorSlot);
  }
  for (uint32_t i = 0; i < inputs.count(); ++i) {
    const TensorSlot slot = input_slot(first_input + i);
    if (!same_memory(context.at(slot), called.tensor(inputs.at<uint32_t>(i)))) {
      return context.refuse(check::CalleeTensor, slot);
    }
  }
  return kAllWell;
}

CheckNumber check_outputs(PrepareContext& context, const SubgraphView& called) {
  const Vector outputs = called.outputs();
  if (outputs.count() != context.output_count()) {
    return context.refuse(check::CalleeOutputs, kNoTensorSlot);
  }
  for (uint32_t i = 0; i < outputs.count(); ++i) {
    if (!same_memory(context.output(i), called.tensor(outputs.at<uint32_t>(i)))) {
      return context.refuse(check::CalleeTensor, output_slot(i));
    }
  }
  return kAllWell;
}

constexpr uint32_t kMostTensors = 100;  // slots are counted in a signed byte

CheckNumber prepare_if(PrepareContext& context) {
  if (const CheckNumber bad = check::counts(context, 1, kMostTensors, 0, kMostTensors)) return bad;
  if (context.input(0).elements() != 1) return context.refuse(check::Shape, input_slot(0));
  for (uint32_t part = 1; part <= 2; ++part) {
    const SubgraphView called = callee(context.file(), context.op(), kIf, part);
    if (const CheckNumber bad = check_inputs(context, called, 1)) return bad;
    if (const CheckNumber bad = check_outputs(context, called)) return bad;
  }
  for (uint32_t i = 0; i < context.output_count(); ++i) {
    if (context.output(i).type() == TensorType::Resource) {
      return context.refuse(check::HandleChanged, output_slot(i));
    }
  }
  fold(context, 3);
  return kAllWell;
}

CheckNumber prepare_while(PrepareContext& context) {
  const uint32_t count = context.input_count();
  if (const CheckNumber bad = check::counts(context, 1, kMostTensors, count, count)) return bad;
  for (uint32_t i = 0; i < count; ++i) {
    if (!same_memory(context.input(i), context.output(i))) {
      return context.refuse(check::CalleeTensor, input_slot(i));
    }
  }
  const SubgraphView condition = callee(context.file(), context.op(), kWhile, 2);
  const SubgraphView body = callee(context.file(), context.op(), kWhile, 3);
  if (const CheckNumber bad = check_inputs(context, condition, 0)) return bad;
  if (const CheckNumber bad = check_inputs(context, body, 0)) return bad;
  if (const CheckNumber bad = check_outputs(context, body)) return bad;
  const Vector decision = condition.outputs();
  if (decision.count() != 1) return context.refuse(check::CalleeOutputs, kNoTensorSlot);
  const format::TensorView tensor = condition.tensor(decision.at<uint32_t>(0));
  if (tensor.type() != TensorType::Bool || tensor.elements() != 1) {
    return context.refuse(check::CalleeOutputs, kNoTensorSlot);
  }
  fold(context, 4);
  const auto& p = context.params<Calls>();
  Layout& layout = context.layout();
  for (uint32_t i = 0; i < count; ++i) {
    if (context.input(i).type() != TensorType::Resource) continue;
    const uint32_t outside =
        variable_of(layout, layout.step(context.step()).first_place, context.input(i).index());
    const uint32_t inside = variable_of(layout, p.first_place[3], body.outputs().at<uint32_t>(i));
    if (outside != inside) return context.refuse(check::HandleChanged, input_slot(i));
  }
  return kAllWell;
}

CheckNumber prepare_call_once(PrepareContext& context) {
  if (const CheckNumber bad = check::counts(context, 0, 0, 0, 0)) return bad;
  const SubgraphView called = callee(context.file(), context.op(), kCallOnce, 1);
  if (const CheckNumber bad = check_inputs(context, called, 0)) return bad;
  if (const CheckNumber bad = check_outputs(context, called)) return bad;
  context.request_state(sizeof(uint32_t));
  fold(context, 2);
  return kAllWell;
}

// -- run

/// Where tensors of one subgraph begin: its list of them, and its first place.
struct Side {
  Vector tensors;
  uint32_t first_place;
  uint32_t skipped = 0;

  uint8_t* bytes(const StepContext& context, uint32_t i) const {
    return context.at_place(first_place + tensors.at<uint32_t>(skipped + i));
  }
};

/// Copies all tensors of a called subgraph's list.
void copy(const StepContext& context, const SubgraphView& called, Vector list, const Side& from,
          const Side& to) {
  for (uint32_t i = 0; i < list.count(); ++i) {
    __builtin_memcpy(to.bytes(context, i), from.bytes(context, i),
                     called.tensor(list.at<uint32_t>(i)).bytes());
  }
}

Side operators_inputs(const StepContext& context, uint32_t skipped = 0) {
  return {context.op().vector(OperatorField::Inputs), context.first_place(), skipped};
}
Side operators_outputs(const StepContext& context) {
  return {context.op().vector(OperatorField::Outputs), context.first_place()};
}

void go_to(const StepContext& context, uint32_t step) {
  context.cursor().next = static_cast<uint16_t>(step);
}

CheckNumber run_if(const RunContext& run) {
  const StepContext& context = StepContext::of(run);
  const auto& p = context.params<Calls>();
  const uint32_t here = context.part();
  if (here == 0) {
    const uint32_t branch = context.input<uint8_t>(0)[0] != 0 ? 1 : 2;
    const SubgraphView called = callee(context.model(), context.op(), kIf, branch);
    const Side to{called.inputs(), p.first_place[branch]};
    copy(context, called, called.inputs(), operators_inputs(context, 1), to);
    if (branch == 2) go_to(context, p.part_at[1] + 1U);
    return kAllWell;
  }
  const SubgraphView called = callee(context.model(), context.op(), kIf, here);
  const Side from{called.outputs(), p.first_place[here]};
  copy(context, called, called.outputs(), from, operators_outputs(context));
  go_to(context, p.part_at[2] + 1U);
  return kAllWell;
}

CheckNumber run_while(const RunContext& run) {
  const StepContext& context = StepContext::of(run);
  const auto& p = context.params<Calls>();
  const uint32_t here = context.part();
  const Side variables = operators_outputs(context);
  if (here == 0) {
    const SubgraphView body = callee(context.model(), context.op(), kWhile, 3);
    copy(context, body, body.inputs(), operators_inputs(context), variables);
    return kAllWell;
  }
  if (here == 3) {
    const SubgraphView body = callee(context.model(), context.op(), kWhile, 3);
    copy(context, body, body.outputs(), {body.outputs(), p.first_place[3]}, variables);
    if (context.cursor().rounds_left-- == 0) return check::LoopLimit;
    go_to(context, p.part_at[1]);
    return kAllWell;
  }
  if (here == 2) {
    const SubgraphView condition = callee(context.model(), context.op(), kWhile, 2);
    const Side decision{condition.outputs(), p.first_place[2]};
    if (*decision.bytes(context, 0) == 0) {
      go_to(context, p.part_at[3] + 1U);
      return kAllWell;
    }
  }
  const SubgraphView next = callee(context.model(), context.op(), kWhile, here + 1);
  copy(context, next, next.inputs(), variables, {next.inputs(), p.first_place[here + 1]});
  return kAllWell;
}

CheckNumber run_call_once(const RunContext& run) {
  const StepContext& context = StepContext::of(run);
  const auto& p = context.params<Calls>();
  auto* called = reinterpret_cast<uint32_t*>(context.scratch_of(p.part_at[0]));
  if (context.part() == 1) {
    *called = 1;
  } else if (*called != 0) {
    go_to(context, p.part_at[1] + 1U);
  }
  return kAllWell;
}

constexpr OpCalls kIfCalls{expand_if, follow_if};
constexpr OpCalls kWhileCalls{expand_while, follow_while};
constexpr OpCalls kCallOnceCalls{expand_call_once, follow_call_once};

}  // namespace

namespace ops {
const OpDef if_any{kIf,           TensorType::Bool, TensorType::None, TensorType::None, 0,
                   sizeof(Calls), prepare_if,       run_if,           &kIfCalls};
const OpDef while_any{kWhile,        TensorType::None, TensorType::None, TensorType::None, 0,
                      sizeof(Calls), prepare_while,    run_while,        &kWhileCalls};
const OpDef call_once_any{kCallOnce,     TensorType::None,  TensorType::None, TensorType::None, 0,
                          sizeof(Calls), prepare_call_once, run_call_once,    &kCallOnceCalls};
}  // namespace ops
}  // namespace mote
