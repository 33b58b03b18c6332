// SPDX-License-Identifier: Apache-2.0
// VAR_HANDLE, READ_VARIABLE and ASSIGN_VARIABLE. The variable's bytes are the state of the first
// VAR_HANDLE of its name. Source: TFLite operator semantics.
#include "mote/ops.h"
#include "ops/shared/checks.h"
#include "runtime/calls.h"

namespace mote {
namespace check {
#define MOTE_CHECK(name, number, sentence, advice) constexpr CheckNumber name = number;
#include "ops/resource_variable/checks.inc"
#undef MOTE_CHECK
}  // namespace check

namespace {

/// Of a VAR_HANDLE; all zero but for the first one of its name.
struct Variable {
  uint32_t bytes;
  TensorType type;
  int8_t first_value;  ///< of each byte
  uint8_t is_used;
};
struct Access {
  uint32_t handle_step;
  uint32_t bytes;
};

CheckNumber prepare_handle(PrepareContext& context) { return check::counts(context, 0, 0); }
CheckNumber run_handle(const RunContext&) { return kAllWell; }

void reset_handle(const RunContext& context) {
  const auto& variable = context.params<Variable>();
  if (variable.first_value == 0) return;
  __builtin_memset(context.scratch(), variable.first_value, variable.bytes);
}

CheckNumber fold(PrepareContext& context, TensorSlot value_slot) {
  const format::TensorView value = context.at(value_slot);
  Layout& layout = context.layout();
  const uint32_t handle =
      variable_of(layout, layout.step(context.step()).first_place, context.input(0).index());
  if (handle == kNoVariable) return context.refuse(check::NoVariable, input_slot(0));
  auto& variable = layout.params_of<Variable>(handle);
  if (variable.is_used == 0) {
    variable = {value.bytes(), value.type(), 0, 1};
    if (value.type() == TensorType::Int8 && value.is_quantized()) {
      variable.first_value = static_cast<int8_t>(value.zero_point());
    }
    layout.keep(handle, variable.bytes);
  }
  if (variable.bytes != value.bytes() || variable.type != value.type()) {
    return context.refuse(check::VariableSize, value_slot);
  }
  context.params<Access>() = {handle, variable.bytes};
  return kAllWell;
}

CheckNumber prepare_read(PrepareContext& context) {
  if (const CheckNumber bad = check::counts(context, 1, 1)) return bad;
  return fold(context, output_slot(0));
}

CheckNumber run_read(const RunContext& context) {
  const auto& p = context.params<Access>();
  __builtin_memcpy(context.output<uint8_t>(0), context.scratch_of(p.handle_step), p.bytes);
  return kAllWell;
}

CheckNumber prepare_assign(PrepareContext& context) {
  if (const CheckNumber bad = check::counts(context, 2, 2, 0, 0)) return bad;
  return fold(context, input_slot(1));
}

CheckNumber run_assign(const RunContext& context) {
  const auto& p = context.params<Access>();
  __builtin_memcpy(context.scratch_of(p.handle_step), context.input<uint8_t>(1), p.bytes);
  return kAllWell;
}

constexpr OpExtras kHandleExtras{nullptr, nullptr, reset_handle};

}  // namespace

namespace ops {
const OpDef var_handle_any{
    kVarHandle,       TensorType::None, TensorType::None, TensorType::Resource, 0,
    sizeof(Variable), prepare_handle,   run_handle,       &kHandleExtras};
const OpDef read_variable_any{143, TensorType::Resource, TensorType::None, TensorType::None,
                              0,   sizeof(Access),       prepare_read,     run_read};
const OpDef assign_variable_any{144, TensorType::Resource, TensorType::None, TensorType::None,
                                0,   sizeof(Access),       prepare_assign,   run_assign};
}  // namespace ops
}  // namespace mote
