// SPDX-License-Identifier: Apache-2.0
// Out of line on purpose: every operator asks these questions many times.
#include "ops/op_def.h"

namespace mote {
namespace {

/// Index of a tensor in its subgraph; -1 if the operator has none there.
int32_t index_of(format::Table op, TensorSlot slot) {
  const bool is_input = slot.at >= 0;
  const format::Vector indices =
      op.vector(is_input ? format::OperatorField::Inputs : format::OperatorField::Outputs);
  const auto i = static_cast<uint32_t>(is_input ? slot.at : -2 - slot.at);
  return i < indices.count() ? indices.at<int32_t>(i) : -1;
}

}  // namespace

format::TensorView OpView::at(TensorSlot slot) const {
  const int32_t index = index_of(op_, slot);
  return index < 0 ? format::TensorView{} : graph_.tensor(static_cast<uint32_t>(index));
}

CheckNumber PrepareContext::refuse(CheckNumber check, TensorSlot slot) {
  refused_tensor_ = static_cast<uint32_t>(index_of(op_, slot)) & kNoTensor;
  return check;
}

void PrepareContext::read_option(uint32_t field, uint32_t bytes, void* value) {
  const format::Table options = op_.table(format::OperatorField::BuiltinOptions);
  if (!options.has(field)) return;
  const uint8_t* from = options.scalar_at(field, bytes);
  options_malformed_ |= from == nullptr;
  if (from != nullptr) __builtin_memcpy(value, from, bytes);
}

bool PrepareContext::is_named(const char* name) const {
  const format::Vector custom = graph_.custom_code(op_);
  for (uint32_t i = 0; i < custom.count(); ++i) {
    if (name[i] == 0 || static_cast<uint8_t>(name[i]) != custom.at<uint8_t>(i)) return false;
  }
  return name[custom.count()] == 0;
}

uint8_t* RunContext::at(TensorSlot slot) const { return find_(*this, slot); }

format::TensorView StepContext::tensor(TensorSlot slot) const {
  const int32_t index = index_of(op(), slot);
  if (index < 0) return {};
  return format::SubgraphView::of(model_, step_.subgraph).tensor(static_cast<uint32_t>(index));
}

uint8_t* StepContext::find(const RunContext& context, TensorSlot slot) {
  const StepContext& step = of(context);
  const int32_t index = index_of(step.op(), slot);
  return index < 0 ? nullptr : step.at_place(step.step_.first_place + static_cast<uint32_t>(index));
}

uint8_t* CompiledContext::find(const RunContext& context, TensorSlot slot) {
  const auto& step = static_cast<const CompiledContext&>(context);
  if (slot.at < 0) return step.tensors_[step.inputs_ + static_cast<uint32_t>(-2 - slot.at)];
  const auto i = static_cast<uint32_t>(slot.at);
  return i < step.inputs_ ? step.tensors_[i] : nullptr;
}

}  // namespace mote
