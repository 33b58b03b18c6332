// SPDX-License-Identifier: Apache-2.0
#include "base/checked.h"
#include "mote/ops.h"
#include "ops/resource_variable/resource_variable.h"
#include "ops/shared/checks.h"
#include "runtime/calls.h"

namespace mote {
namespace check {
#define MOTE_CHECK(name, number, sentence, advice) constexpr CheckNumber name = number;
#include "ops/resource_variable/checks.inc"
#undef MOTE_CHECK
}  // namespace check

namespace {

/// Params of the first VAR_HANDLE of a name; those of the others stay zero.
struct Variable {
  uint32_t bytes;
  TensorType type;
  uint8_t is_used;
};
/// The state of a variable that a step reads or assigns.
uint8_t* state_of(const RunContext& context, const VariableAccess& p) {
  return StepContext::of(context).scratch_of(p.handle_step);
}

CheckNumber prepare_handle(PrepareContext& context) { return check::counts(context, 0, 0); }
CheckNumber run_handle(const RunContext&) { return kAllWell; }

CheckNumber fold(PrepareContext& context, TensorSlot value_slot) {
  const format::TensorView value = context.at(value_slot);
  Layout& layout = context.layout();
  const uint32_t handle =
      variable_of(layout, layout.step(context.step()).first_place, context.input(0).index());
  if (handle == kNoVariable) return context.refuse(check::NoVariable, input_slot(0));
  auto& variable = layout.params_of<Variable>(handle);
  if (variable.is_used == 0) {
    variable = {value.bytes(), value.type(), 1};
    layout.keep(handle, checked_sum(sizeof(VariableHeader), variable.bytes));
  }
  if (variable.bytes != value.bytes() || variable.type != value.type()) {
    return context.refuse(check::VariableSize, value_slot);
  }
  const bool has_zero_point = value.type() == TensorType::Int8;
  context.params<VariableAccess>() = {handle, variable.bytes,
                                      static_cast<int8_t>(has_zero_point ? value.zero_point() : 0)};
  return kAllWell;
}

CheckNumber prepare_read(PrepareContext& context) {
  if (const CheckNumber bad = check::counts(context, 1, 1)) return bad;
  return fold(context, output_slot(0));
}

CheckNumber run_read(const RunContext& context) {
  const auto& p = context.params<VariableAccess>();
  reference::read_variable(state_of(context, p), p.bytes, p.first_value,
                           context.output<uint8_t>(0));
  return kAllWell;
}

CheckNumber prepare_assign(PrepareContext& context) {
  if (const CheckNumber bad = check::counts(context, 2, 2, 0, 0)) return bad;
  return fold(context, input_slot(1));
}

CheckNumber run_assign(const RunContext& context) {
  const auto& p = context.params<VariableAccess>();
  reference::assign_variable(context.input<uint8_t>(1), p.bytes, state_of(context, p));
  return kAllWell;
}

}  // namespace

namespace ops {
const OpDef var_handle_any{kVarHandle, TensorType::None, TensorType::None, TensorType::Resource,
                           0,          sizeof(Variable), prepare_handle,   run_handle};
const OpDef read_variable_any{143, TensorType::Resource,   TensorType::None, TensorType::None,
                              0,   sizeof(VariableAccess), prepare_read,     run_read};
const OpDef assign_variable_any{144, TensorType::Resource,   TensorType::None, TensorType::None,
                                0,   sizeof(VariableAccess), prepare_assign,   run_assign};
}  // namespace ops
}  // namespace mote
