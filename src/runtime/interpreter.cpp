// SPDX-License-Identifier: Apache-2.0
// Arena: [Step of every operator][place of every tensor][Params of every operator][planned
// buffers]. Everything in it is a byte offset, never a pointer, so that its size and contents are
// the same on a 64-bit host and on the device. The planner's table lies where the planned buffers
// will be, and is gone when the first operator runs.
#include "mote/interpreter.h"

#include "base/bytes.h"
#include "format/check_numbers.h"
#include "format/views.h"
#include "ops/op_def.h"
#include "plan/plan.h"

namespace mote {
namespace {

constexpr uint32_t kAlignBytes = 8;
constexpr uint32_t kNoRecord = kNowhere;

struct Step {
  uint32_t scratch_at;   ///< bytes from the arena's start
  uint16_t params_at;    ///< units of kAlignBytes from the arena's start
  uint16_t op_def;       ///< index in the list
};
static_assert(sizeof(Step) == 8);

bool agrees(TensorType wanted, const format::TensorView& tensor) {
  return wanted == TensorType::None || (tensor && tensor.type() == wanted);
}

/// Lays an arena out. One object, used once, on the stack of create() or needed_bytes().
class Layout {
 public:
  Layout(const uint8_t* file, OpList ops, Span<uint8_t> memory)
      : file_(file), graph_(format::SubgraphView::of(file, 0)), ops_(ops), memory_(memory),
        tensors_(graph_.tensor_count()), operators_(graph_.operator_count()) {}

  Fault run() {
    (void)lay_out();
    return fault_;
  }

  uint32_t missing_bytes() const { return used_bytes_ - static_cast<uint32_t>(memory_.size()); }
  uint32_t used_bytes() const { return used_bytes_; }
  const format::SubgraphView& graph() const { return graph_; }

 private:
  /// Every step returns false after refuse().
  bool lay_out() {
    if (reinterpret_cast<uintptr_t>(memory_.data()) % kArenaAlignmentBytes != 0) {
      const auto past = reinterpret_cast<uintptr_t>(memory_.data()) % kArenaAlignmentBytes;
      return refuse(Error::ArenaMisaligned, 0, static_cast<uint32_t>(past));
    }
    if (!measure()) return false;
    used_bytes_ = persistent_bytes_ + table_bytes_;
    if (memory_.size() < used_bytes_) {
      return refuse(Error::ArenaTooSmall, 0, missing_bytes());
    }
    steps_ = reinterpret_cast<Step*>(memory_.data());
    places_ = reinterpret_cast<uint32_t*>(memory_.data() + operators_ * sizeof(Step));
    records_ = reinterpret_cast<plan::Buffer*>(memory_.data() + persistent_bytes_);
    __builtin_memset(memory_.data(), 0, persistent_bytes_);
    if (!find_lifetimes()) return false;
    if (!prepare()) return false;
    share_in_place();
    const uint32_t planned = plan::place({records_, record_count_}, kAlignBytes);
    settle();
    if (persistent_bytes_ + planned > used_bytes_) used_bytes_ = persistent_bytes_ + planned;
    return true;
  }

  bool refuse(Error error, uint32_t check, uint32_t detail) {
    note(error, check, detail);
    return false;
  }
  /// Out of line: refuse() has many callers.
  [[gnu::noinline]] void note(Error error, uint32_t check, uint32_t detail) {
    fault_ = Fault{error, static_cast<uint8_t>(check), op_index_, detail};
  }
  bool inconsistent(format::Check check, uint32_t detail) {
    return refuse(Error::ModelInconsistent, static_cast<uint32_t>(check), detail);
  }

  /// The list's entry for an operator; a fault if there is none.
  bool find(uint32_t op_index, uint16_t& entry) {
    op_index_ = static_cast<uint16_t>(op_index);
    const format::Table op = graph_.operator_at(op_index);
    const uint32_t code = graph_.builtin_code(op);
    const PrepareContext context(file_, graph_, op, nullptr);
    bool seen = false;
    for (size_t i = 0; i < ops_.size(); ++i) {
      const OpDef& def = *ops_[i];
      if (def.builtin_code != code) continue;
      seen = true;
      if (agrees(def.input, context.input(0)) && agrees(def.second_input, context.input(1)) &&
          agrees(def.output, context.output(0))) {
        entry = static_cast<uint16_t>(i);
        return true;
      }
    }
    const format::TensorView first = context.input(0);
    return refuse(seen ? Error::TypeMissing : Error::OperatorMissing, 0,
                  operator_detail(code, first ? first.index() : kNoTensor));
  }

  /// Bytes of everything that lives as long as the interpreter, and of the planner's table.
  bool measure() {
    // 32 bits hold it: 2^15 operators of at most 2^16 bytes each, and 2^15 tensors.
    uint32_t bytes = align_up(operators_ * 8 + tensors_ * 4, kAlignBytes);
    for (uint32_t i = 0; i < operators_; ++i) {
      uint16_t entry = 0;
      if (!find(i, entry)) return false;
      bytes += align_up(ops_[entry]->params_bytes, kAlignBytes);
    }
    record_count_ = operators_;  // one of scratch for each operator
    for (uint32_t i = 0; i < tensors_; ++i) {
      if (!graph_.tensor(i).is_constant()) ++record_count_;
    }
    op_index_ = kNoOperator;
    if (bytes > 0xFFFF * kAlignBytes) {
      return inconsistent(format::Check::OperatorCount, operators_);
    }
    persistent_bytes_ = bytes;
    table_bytes_ = record_count_ * static_cast<uint32_t>(sizeof(plan::Buffer));
    return true;
  }

  /// Step of operator i is i + 1; inputs are written at step 0 and outputs read at the last.
  bool find_lifetimes() {
    uint32_t next = operators_;
    for (uint32_t i = 0; i < operators_; ++i) {
      const auto step = static_cast<uint16_t>(i + 1);
      records_[i] = {0, step, step, 0};
    }
    for (uint32_t i = 0; i < tensors_; ++i) {
      const format::TensorView tensor = graph_.tensor(i);
      if (tensor.is_constant()) {
        places_[i] = kInModel | tensor.constant_at();
        continue;
      }
      records_[next] = {align_up(tensor.bytes(), kAlignBytes), kUnwritten, 0, 0};
      places_[i] = next++;
    }
    const format::Vector inputs = graph_.inputs();
    for (uint32_t i = 0; i < inputs.count(); ++i) record_of(inputs.at<uint32_t>(i)).first_step = 0;
    for (uint32_t i = 0; i < operators_; ++i) {
      if (!follow(i)) return false;
    }
    op_index_ = kNoOperator;
    const format::Vector outputs = graph_.outputs();
    for (uint32_t i = 0; i < outputs.count(); ++i) {
      const auto index = outputs.at<uint32_t>(i);
      if ((places_[index] & kInModel) != 0) continue;
      if (record_of(index).first_step == kUnwritten) {
        return inconsistent(format::Check::OutputNeverWritten, index);
      }
      record_of(index).last_step = static_cast<uint16_t>(operators_ + 1);
    }
    for (uint32_t i = operators_; i < record_count_; ++i) {
      if (records_[i].first_step == kUnwritten) records_[i].bytes = 0;  // never used
    }
    return true;
  }

  bool follow(uint32_t op_index) {
    op_index_ = static_cast<uint16_t>(op_index);
    const format::Table op = graph_.operator_at(op_index);
    const auto step = static_cast<uint16_t>(op_index + 1);
    const format::Vector inputs = op.vector(format::OperatorField::Inputs);
    for (uint32_t i = 0; i < inputs.count(); ++i) {
      const auto index = inputs.at<int32_t>(i);
      if (index < 0 || (places_[index] & kInModel) != 0) continue;
      plan::Buffer& record = record_of(static_cast<uint32_t>(index));
      if (record.first_step == kUnwritten) {
        return inconsistent(format::Check::ReadBeforeWritten, static_cast<uint32_t>(index));
      }
      record.last_step = step;
    }
    const format::Vector outputs = op.vector(format::OperatorField::Outputs);
    for (uint32_t i = 0; i < outputs.count(); ++i) {
      const auto index = outputs.at<uint32_t>(i);
      plan::Buffer& record = record_of(index);
      if (record.first_step != kUnwritten) {
        return inconsistent(format::Check::WrittenTwice, index);
      }
      record.first_step = step;
      record.last_step = step;
    }
    return true;
  }

  bool prepare() {
    uint32_t params_at = align_up(operators_ * 8 + tensors_ * 4, kAlignBytes);
    for (uint32_t i = 0; i < operators_; ++i) {
      uint16_t entry = 0;
      if (!find(i, entry)) return false;
      const OpDef& def = *ops_[entry];
      steps_[i] = {0, static_cast<uint16_t>(params_at / kAlignBytes), entry};
      PrepareContext context(file_, graph_, graph_.operator_at(i), memory_.data() + params_at);
      const CheckNumber check = def.prepare(context);
      if (context.options_malformed()) {
        return inconsistent(format::Check::OptionsMalformed, def.builtin_code);
      }
      if (check != kAllWell) {
        return refuse(Error::OperatorRefused, check,
                      operator_detail(def.builtin_code, context.refused_tensor()));
      }
      records_[i].bytes = align_up(context.scratch_bytes(), kAlignBytes);
      params_at += align_up(def.params_bytes, kAlignBytes);
    }
    return true;
  }

  /// Lets an operator write over the input that it is the last to read, where it says it can.
  void share_in_place() {
    for (uint32_t i = 0; i < operators_; ++i) {
      if (!ops_[steps_[i].op_def]->in_place) continue;
      const format::Table op = graph_.operator_at(i);
      const auto from = op.vector(format::OperatorField::Inputs).at<uint32_t>(0);
      const auto to = op.vector(format::OperatorField::Outputs).at<uint32_t>(0);
      if ((places_[from] & kInModel) != 0) continue;
      plan::Buffer& input = record_of(from);
      plan::Buffer& output = record_of(to);
      if (input.last_step != i + 1) continue;
      if (graph_.tensor(from).bytes() != graph_.tensor(to).bytes()) continue;
      input.last_step = output.last_step;
      output.bytes = 0;
      places_[to] = places_[from];
    }
  }

  /// Turns record numbers into places in the arena.
  void settle() {
    for (uint32_t i = 0; i < operators_; ++i) {
      steps_[i].scratch_at = persistent_bytes_ + records_[i].offset;
    }
    for (uint32_t i = 0; i < tensors_; ++i) {
      if ((places_[i] & kInModel) == 0) {
        places_[i] = persistent_bytes_ + records_[places_[i]].offset;
      }
    }
  }

  plan::Buffer& record_of(uint32_t tensor) { return records_[places_[tensor]]; }

  static constexpr uint16_t kUnwritten = 0xFFFF;

  const uint8_t* file_;
  format::SubgraphView graph_;
  OpList ops_;
  Span<uint8_t> memory_;
  uint32_t tensors_;
  uint32_t operators_;
  uint32_t persistent_bytes_ = 0;
  uint32_t table_bytes_ = 0;
  uint32_t record_count_ = 0;
  uint32_t used_bytes_ = 0;
  uint16_t op_index_ = kNoOperator;  ///< that is being looked at
  Fault fault_;
  Step* steps_ = nullptr;
  uint32_t* places_ = nullptr;
  plan::Buffer* records_ = nullptr;
};

}  // namespace

Result<uint32_t> Interpreter::needed_bytes(const Model& model, OpList ops,
                                           Span<uint8_t> workspace) {
  if (model.file_.empty()) return Fault{Error::NotReady, 0, kNoOperator, 0};
  Layout layout(model.file_.data(), ops, workspace);
  if (const Fault f = layout.run(); !f.ok()) return f;
  return layout.used_bytes();
}

Result<Interpreter> Interpreter::create(const Model& model, OpList ops, Span<uint8_t> arena) {
  if (model.file_.empty()) return Fault{Error::NotReady, 0, kNoOperator, 0};
  Layout layout(model.file_.data(), ops, arena);
  if (const Fault f = layout.run(); !f.ok()) return f;
  if (layout.used_bytes() > arena.size()) {
    return Fault{Error::ArenaTooSmall, 0, kNoOperator, layout.missing_bytes()};
  }
  Result<Interpreter> made{Fault{}};  // filled in place
  made->model_ = model.file_;
  made->ops_ = ops;
  made->arena_ = arena.data();
  made->used_bytes_ = layout.used_bytes();
  made->graph_ = layout.graph().table().at();
  made->tensor_count_ = layout.graph().tensor_count();
  made->step_count_ = static_cast<uint16_t>(layout.graph().operator_count());
  return made;
}

Fault Interpreter::invoke() {
  if (arena_ == nullptr) return Fault{Error::NotReady, 0, kNoOperator, 0};
  for (uint16_t step = 0; step < step_count_; ++step) {
    if (const Fault f = run_step(step); !f.ok()) return f;
  }
  return Fault{};
}

Fault Interpreter::run_step(uint16_t step) {
  if (step >= step_count_) return Fault{Error::NotReady, 0, step, 0};
  const Step& plan = reinterpret_cast<const Step*>(arena_)[step];
  const auto* places = reinterpret_cast<const uint32_t*>(arena_ + step_count_ * sizeof(Step));
  const format::SubgraphView graph(model_.data(), format::Table(graph_));
  const RunContext context(model_.data(), arena_, places, graph.operator_at(step),
                           arena_ + uint32_t{plan.params_at} * kAlignBytes,
                           arena_ + plan.scratch_at);
  const OpDef& def = *ops_[plan.op_def];
  const CheckNumber check = def.run(context);
  if (check == kAllWell) return Fault{};
  return Fault{Error::DataRefused, check, step, operator_detail(def.builtin_code, kNoTensor)};
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
  if (index >= tensor_count_) return Tensor(Fault{Error::NoSuchTensor, 0, kNoOperator, index});
  const format::TensorView view =
      format::SubgraphView(model_.data(), format::Table(graph_)).tensor(index);
  const auto* places = reinterpret_cast<const uint32_t*>(arena_ + step_count_ * sizeof(Step));
  const uint32_t place = places[index];
  // A constant is the model's: it may be read through the view, never written.
  if ((place & kInModel) != 0) return Tensor(Fault{Error::NoSuchTensor, 0, kNoOperator, index});
  Quantization quantization;
  if (view.is_quantized()) {
    const uint32_t bits = view.scale_bits();
    __builtin_memcpy(&quantization.scale, &bits, sizeof(bits));
    quantization.zero_point = view.zero_point();
  }
  const format::Vector dims = view.dims();
  return {arena_ + place, view.bytes(), view.type(), {dims.elements(), dims.count() * 4},
          quantization};
}

}  // namespace mote
