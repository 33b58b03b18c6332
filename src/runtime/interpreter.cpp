// SPDX-License-Identifier: Apache-2.0
#include "mote/interpreter.h"

#include "format/views.h"
#include "ops/op_def.h"
#include "runtime/layout.h"

namespace mote {

Result<uint32_t> Interpreter::needed_bytes(const Model& model, OpList ops,
                                           Span<uint8_t> workspace) {
  if (model.file_.empty()) return Fault{Error::NotReady, 0, kNoOperator, 0};
  Layout layout(model.file_, ops, workspace);
  if (const Fault f = layout.run(); !f.ok()) return f;
  return layout.used_bytes();
}

Result<uint32_t> Interpreter::needed_bytes_as_stored(const Model& model, OpList ops,
                                                     Span<uint8_t> workspace) {
  if (model.file_.empty()) return Fault{Error::NotReady, 0, kNoOperator, 0};
  Layout layout(model.file_, ops, workspace);
  if (const Fault f = layout.run_as_stored(); !f.ok()) return f;
  return layout.used_bytes();
}

Result<Interpreter> Interpreter::create(const Model& model, OpList ops, Span<uint8_t> arena) {
  Layout layout(model.file_, ops, arena);
  const Fault fault =
      model.file_.empty() ? Fault{Error::NotReady, 0, kNoOperator, 0} : layout.run_in_arena();
  return made_of(model, ops, arena, layout, fault);
}

Result<Interpreter> Interpreter::create_as_stored(const Model& model, OpList ops,
                                                  Span<uint8_t> arena) {
  Layout layout(model.file_, ops, arena);
  const Fault fault = model.file_.empty() ? Fault{Error::NotReady, 0, kNoOperator, 0}
                                          : layout.run_in_arena_as_stored();
  return made_of(model, ops, arena, layout, fault);
}

[[gnu::always_inline]] inline Result<Interpreter> Interpreter::made_of(
    const Model& model, OpList ops, Span<uint8_t> arena, const Layout& layout, const Fault& fault) {
  Result<Interpreter> made{fault};  // filled in place
  if (!fault.ok()) return made;
  made->model_ = model.file_;
  made->ops_ = ops;
  made->arena_ = arena.data();
  made->used_bytes_ = layout.used_bytes();
  made->graph_ = layout.graph().table().at();
  made->step_count_ = static_cast<uint16_t>(layout.step_count());
  made->state_at_ = layout.persistent_bytes();
  made->state_bytes_ = layout.state_bytes();
  made->reset();
  return made;
}

void Interpreter::reset() {
  cursor_.next = 0;
  __builtin_memset(arena_ + state_at_, 0, state_bytes_);
}

Fault Interpreter::invoke() {
  cursor_.next = 0;  // wherever an earlier run ended
  do {
    if (const Fault f = invoke_step(); !f.ok()) return f;
  } while (cursor_.next != 0);
  return Fault{};
}

Fault Interpreter::invoke_step() {
  if (arena_ == nullptr) return Fault{Error::NotReady, 0, kNoOperator, 0};
  if (step_count_ == 0) return Fault{};
  const uint16_t at = cursor_.next++;
  if (at == 0) cursor_.rounds_left = loop_limit_;
  const Step& step = steps()[at];
  const StepContext context(model_.data(), arena_, places(), step, cursor_);
  const OpDef& def = *ops_[step.op_def];
  const CheckNumber check = def.run(context);
  if (check != kAllWell || cursor_.next == step_count_) cursor_.next = 0;
  if (check == kAllWell) return Fault{};
  return Fault{Error::DataRefused, check, at, operator_detail(def.code, kNoTensor)};
}

const Step* Interpreter::steps() const { return reinterpret_cast<const Step*>(arena_); }
const uint32_t* Interpreter::places() const {
  return reinterpret_cast<const uint32_t*>(steps() + step_count_);
}

uint32_t Interpreter::input_count() const {
  return format::Table(graph_).count(format::SubgraphField::Inputs);
}

uint32_t Interpreter::output_count() const {
  return format::Table(graph_).count(format::SubgraphField::Outputs);
}

Tensor Interpreter::io(uint32_t field, uint32_t index) const {
  if (arena_ == nullptr) return Tensor{};
  const format::Vector indices = format::Table(graph_).vector(field);
  if (index >= indices.count()) return Tensor(Fault{Error::NoSuchTensor, 0, kNoOperator, index});
  return tensor(indices.at<uint32_t>(index));
}

Tensor Interpreter::input(uint32_t index) const { return io(format::SubgraphField::Inputs, index); }
Tensor Interpreter::output(uint32_t index) const {
  return io(format::SubgraphField::Outputs, index);
}

Tensor Interpreter::tensor(uint32_t index) const {
  const format::SubgraphView graph(model_.data(), format::Table(graph_));
  if (index >= graph.tensor_count()) {  // none of an interpreter that was never made
    return Tensor(Fault{Error::NoSuchTensor, 0, kNoOperator, index});
  }
  const format::TensorView view = graph.tensor(index);
  const uint32_t place = places()[index];
  // A constant is the model's: it may be read through the view, never written.
  if (!is_in_arena(place)) return Tensor(Fault{Error::NoSuchTensor, 0, kNoOperator, index});
  Quantization quantization;
  if (const format::Vector scales = view.scales(); scales.count() != 0) {
    const auto bits = scales.at<uint32_t>(0);
    __builtin_memcpy(&quantization.scale, &bits, sizeof(bits));
    quantization.zero_point = view.zero_point();
  }
  const format::Vector dims = view.dims();
  return {
      arena_ + place, view.bytes(), view.type(), {dims.elements(), dims.count() * 4}, quantization};
}

}  // namespace mote
