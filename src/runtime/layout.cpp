// SPDX-License-Identifier: Apache-2.0
#include "runtime/layout.h"

#include "base/bytes.h"
#include "mote/interpreter.h"

namespace mote {
namespace {

constexpr uint32_t kAlignBytes = kBufferAlignmentBytes;

/// A tensor that is left out agrees: prepare says what is missing.
bool agrees(TensorType wanted, const format::TensorView& tensor) {
  return wanted == TensorType::None || !tensor || tensor.type() == wanted;
}

}  // namespace

Layout::Layout(const uint8_t* file, OpList ops, Span<uint8_t> memory)
    : file_(file), graph_(format::SubgraphView::of(file, 0)), ops_(ops), memory_(memory),
      tensors_(graph_.tensor_count()), operators_(graph_.operator_count()) {}

Fault Layout::run() {
  (void)lay_out();
  return fault_;
}

inline bool Layout::lay_out() {
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
  keep_state();
  const uint32_t planned = plan::place({records_, record_count_}, kAlignBytes);
  settle();
  const uint32_t end = persistent_bytes_ + state_bytes_ + planned;
  if (end > used_bytes_) used_bytes_ = end;
  return true;
}

void Layout::note(Error error, uint32_t check, uint32_t detail) {
  fault_ = Fault{error, static_cast<uint8_t>(check), op_index_, detail};
}

bool Layout::find(uint32_t op_index, uint16_t& entry) {
  op_index_ = static_cast<uint16_t>(op_index);
  const format::Table op = graph_.operator_at(op_index);
  const uint32_t code = graph_.code(op);
  const PrepareContext context(file_, graph_, op, nullptr);
  bool seen = false;
  for (size_t i = 0; i < ops_.size(); ++i) {
    const OpDef& def = *ops_[i];
    if (def.code != code) continue;
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

inline bool Layout::measure() {
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

inline bool Layout::find_lifetimes() {
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
    const bool is_variable = tensor.is_variable();
    records_[next] = {align_up(tensor.bytes(), kAlignBytes), is_variable ? kKept : kUnwritten, 0,
                      0};
    places_[i] = next++;
  }
  const format::Vector inputs = graph_.inputs();
  for (uint32_t i = 0; i < inputs.count(); ++i) {
    plan::Buffer& record = record_of(inputs.at<uint32_t>(i));
    if (record.first_step != kKept) record.first_step = 0;
  }
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

inline bool Layout::follow(uint32_t op_index) {
  op_index_ = static_cast<uint16_t>(op_index);
  const format::Table op = graph_.operator_at(op_index);
  const auto step = static_cast<uint16_t>(op_index + 1);
  const format::Vector inputs = op.vector(format::OperatorField::Inputs);
  for (uint32_t i = 0; i < inputs.count(); ++i) {
    const auto index = inputs.at<int32_t>(i);
    if (index < 0 || (places_[index] & kInModel) != 0) continue;
    plan::Buffer& record = record_of(static_cast<uint32_t>(index));
    if (record.first_step == kUnwritten && record.bytes != 0) {
      return inconsistent(format::Check::ReadBeforeWritten, static_cast<uint32_t>(index));
    }
    record.last_step = step;
  }
  const format::Vector outputs = op.vector(format::OperatorField::Outputs);
  for (uint32_t i = 0; i < outputs.count(); ++i) {
    const auto index = outputs.at<uint32_t>(i);
    plan::Buffer& record = record_of(index);
    if (record.first_step == kKept) continue;
    if (record.first_step != kUnwritten) {
      return inconsistent(format::Check::WrittenTwice, index);
    }
    record.first_step = step;
    record.last_step = step;
  }
  return true;
}

inline bool Layout::prepare() {
  uint32_t params_at = align_up(operators_ * 8 + tensors_ * 4, kAlignBytes);
  for (uint32_t i = 0; i < operators_; ++i) {
    uint16_t entry = 0;
    if (!find(i, entry)) return false;
    const OpDef& def = *ops_[entry];
    steps_[i] = {0, static_cast<uint16_t>(params_at / kAlignBytes), entry};
    PrepareContext context(file_, graph_, graph_.operator_at(i), memory_.data() + params_at);
    const CheckNumber check = def.prepare(context);
    if (context.options_malformed()) {
      return inconsistent(format::Check::OptionsMalformed, def.code);
    }
    if (check != kAllWell) {
      return refuse(Error::OperatorRefused, check,
                    operator_detail(def.code, context.refused_tensor()));
    }
    records_[i].bytes = align_up(context.scratch_bytes(), kAlignBytes);
    if (context.keeps_scratch()) records_[i].first_step = kKept;
    params_at += align_up(def.params_bytes, kAlignBytes);
  }
  return true;
}

inline void Layout::share_in_place() {
  for (uint32_t i = 0; i < operators_; ++i) {
    if (!ops_[steps_[i].op_def]->in_place) continue;
    const format::Table op = graph_.operator_at(i);
    const auto from = op.vector(format::OperatorField::Inputs).at<uint32_t>(0);
    const auto to = op.vector(format::OperatorField::Outputs).at<uint32_t>(0);
    if ((places_[from] & kInModel) != 0) continue;
    plan::Buffer& input = record_of(from);
    plan::Buffer& output = record_of(to);
    if (input.last_step != i + 1 || input.first_step == kKept || output.first_step == kKept) {
      continue;
    }
    if (graph_.tensor(from).bytes() != graph_.tensor(to).bytes()) continue;
    input.last_step = output.last_step;
    output.bytes = 0;
    places_[to] = places_[from];
  }
}

inline void Layout::keep_state() {
  for (uint32_t i = 0; i < record_count_; ++i) {
    plan::Buffer& record = records_[i];
    if (record.first_step != kKept) continue;
    const uint32_t at = state_bytes_;
    state_bytes_ += record.bytes;
    record.bytes = 0;  // nothing for the planner
    record.offset = at;
  }
}

inline uint32_t Layout::place_of(const plan::Buffer& record) const {
  return persistent_bytes_ + record.offset + (record.first_step == kKept ? 0 : state_bytes_);
}

inline void Layout::settle() {
  for (uint32_t i = 0; i < operators_; ++i) steps_[i].scratch_at = place_of(records_[i]);
  for (uint32_t i = 0; i < tensors_; ++i) {
    if ((places_[i] & kInModel) == 0) places_[i] = place_of(records_[places_[i]]);
  }
}

}  // namespace mote
