// SPDX-License-Identifier: Apache-2.0
#include "runtime/layout.h"

#include "base/bytes.h"
#include "mote/interpreter.h"

namespace mote {
namespace {

constexpr uint32_t kAlignBytes = kBufferAlignmentBytes;
/// Tensors are counted in 16 bits, less some numbers with a meaning.
constexpr uint32_t kMostPlaces = 0xFFFF;

/// A tensor that is left out agrees: prepare says what is missing.
bool agrees(TensorType wanted, const format::TensorView& tensor) {
  return wanted == TensorType::None || !tensor || tensor.type() == wanted;
}

uint32_t table_at(const uint8_t* file, format::Table table) {
  return static_cast<uint32_t>(table.at() - file);
}

}  // namespace

bool Layout::plan() {
  const auto past = reinterpret_cast<uintptr_t>(memory_.data()) % kArenaAlignmentBytes;
  if (past != 0) return refuse(Error::ArenaMisaligned, 0, static_cast<uint32_t>(past));
  if (!expand() || !find_lifetimes() || !prepare()) return false;
  share_in_place();
  keep_state();
  const uint32_t planned = plan::place({records_, record_count_}, kAlignBytes);
  const uint32_t end = persistent_bytes_ + state_bytes_ + planned;
  if (end > used_bytes_) used_bytes_ = end;
  return true;
}

void Layout::note(Error error, uint32_t check, uint32_t detail) {
  fault_ = Fault{error, static_cast<uint8_t>(check), op_index_, detail};
}

bool Layout::has_room_for(uint32_t bytes) {
  if (bytes > used_bytes_) used_bytes_ = bytes;
  if (bytes <= memory_.size()) return true;
  op_index_ = kNoOperator;
  return refuse(Error::ArenaTooSmall, 0, missing_bytes());
}

bool Layout::add_steps(uint32_t at, uint32_t subgraph) {
  const auto graph = format::SubgraphView::of(file_, subgraph);
  const uint32_t tensors = graph.tensor_count();
  const Step like{0, 0, 0, 0, static_cast<uint16_t>(place_count_), static_cast<uint8_t>(subgraph),
                  0};
  place_count_ += tensors;
  if (place_count_ > kMostPlaces) return inconsistent(format::Check::PlaceCount, place_count_);
  for (uint32_t i = 0; i < graph.operator_count(); ++i) {
    steps_[at + i] = like;
    steps_[at + i].op_at = table_at(file_, graph.operator_at(i));
  }
  for (uint32_t i = 0; i < tensors; ++i) {
    if (!graph.tensor(i).is_constant()) ++most_records_;
  }
  return true;
}

bool Layout::find(uint32_t step) {
  op_index_ = static_cast<uint16_t>(step);
  const format::SubgraphView graph = graph_of(step);
  const format::Table op = op_of(step);
  const uint32_t code = graph.code(op);
  const PrepareContext context(file_, graph, op, nullptr);
  bool seen = false;
  for (size_t i = 0; i < ops_.size(); ++i) {
    const OpDef& def = *ops_[i];
    if (def.code != code) continue;
    seen = true;
    if (agrees(def.input, context.input(0)) && agrees(def.second_input, context.input(1)) &&
        agrees(def.output, context.output(0))) {
      steps_[step].op_def = static_cast<uint16_t>(i);
      return true;
    }
  }
  const format::TensorView first = context.input(0);
  return refuse(seen ? Error::TypeMissing : Error::OperatorMissing, 0,
                operator_detail(code, first ? first.index() : kNoTensor));
}

inline bool Layout::expand() {
  steps_ = reinterpret_cast<Step*>(memory_.data());
  step_count_ = graph_.operator_count();
  if (!has_room_for(step_count_ * sizeof(Step)) || !add_steps(0, 0)) return false;
  uint32_t params_bytes = 0;
  for (uint32_t i = 0; i < step_count_; ++i) {
    if (steps_[i].part != 0) continue;
    if (!find(i)) return false;
    const OpDef& def = def_of(i);
    steps_[i].params_at = static_cast<uint16_t>(params_bytes / kAlignBytes);
    params_bytes += align_up(def.params_bytes, kAlignBytes);
    if (def.extras != nullptr && def.extras->expand != nullptr && !def.extras->expand(*this, i)) {
      return false;
    }
  }
  op_index_ = kNoOperator;
  const uint32_t params_at =
      align_up(step_count_ * static_cast<uint32_t>(sizeof(Step)) + place_count_ * 4, kAlignBytes);
  persistent_bytes_ = params_at + params_bytes;
  if (persistent_bytes_ > 0xFFFF * kAlignBytes) {
    return inconsistent(format::Check::OperatorCount, step_count_);
  }
  record_count_ = step_count_;  // one of scratch for each
  most_records_ += step_count_;
  constexpr auto kRecordBytes = static_cast<uint32_t>(sizeof(plan::Buffer));
  if (!has_room_for(persistent_bytes_ + most_records_ * kRecordBytes)) return false;
  places_ = reinterpret_cast<uint32_t*>(steps_ + step_count_);
  records_ = reinterpret_cast<plan::Buffer*>(memory_.data() + persistent_bytes_);
  __builtin_memset(places_, 0xFF, place_count_ * 4);
  __builtin_memset(memory_.data() + params_at, 0, params_bytes);
  for (uint32_t i = 0; i < step_count_; ++i) {
    const auto time = static_cast<uint16_t>(i + 1);
    records_[i] = {0, time, time, 0};
    steps_[i].params_at = static_cast<uint16_t>(steps_[i].params_at + params_at / kAlignBytes);
  }
  return true;
}

plan::Buffer* Layout::touch(uint32_t first_place, const format::TensorView& tensor) {
  uint32_t& place = places_[first_place + tensor.index()];
  if (place == kNowhere) {
    if (tensor.is_constant()) {
      place = kInModel | tensor.constant_at();
      return nullptr;
    }
    place = record_count_++;
    records_[place] = {align_up(tensor.bytes(), kAlignBytes),
                       tensor.is_variable() ? kKept : kUnwritten, 0, 0};
  }
  return (place & kInModel) != 0 ? nullptr : &records_[place];
}

bool Layout::use_tensor(const format::TensorView& tensor, uint32_t first_place, uint32_t time,
                        format::Check check) {
  plan::Buffer* record = touch(first_place, tensor);
  if (record == nullptr || record->first_step == kKept) return true;
  const bool writes = check == format::Check::WrittenTwice;
  const bool is_written = record->first_step != kUnwritten;
  if (writes == is_written && record->bytes != 0) return inconsistent(check, tensor.index());
  if (writes) record->first_step = static_cast<uint16_t>(time);
  record->last_step = static_cast<uint16_t>(time);
  return true;
}

bool Layout::use(const format::SubgraphView& graph, format::Vector tensors, uint32_t first_place,
                 uint32_t time, format::Check check) {
  for (uint32_t i = 0; i < tensors.count(); ++i) {
    const auto index = tensors.at<int32_t>(i);
    if (index < 0) continue;
    const format::TensorView tensor = graph.tensor(static_cast<uint32_t>(index));
    if (!use_tensor(tensor, first_place, time, check)) return false;
  }
  return true;
}

inline bool Layout::find_lifetimes() {
  if (!use(graph_, graph_.inputs(), 0, 0, format::Check::WrittenTwice)) return false;
  for (uint32_t i = 0; i < step_count_; ++i) {
    if (!follow(i)) return false;
  }
  op_index_ = kNoOperator;
  if (!use(graph_, graph_.outputs(), 0, step_count_ + 1, format::Check::OutputNeverWritten)) {
    return false;
  }
  for (uint32_t i = step_count_; i < record_count_; ++i) {
    if (records_[i].first_step == kUnwritten) records_[i].bytes = 0;  // read, but has no bytes
  }
  return true;
}

inline bool Layout::follow(uint32_t step) {
  const Step& s = steps_[step];
  op_index_ = static_cast<uint16_t>(step);
  const OpExtras* extras = def_of(step).extras;
  if (extras != nullptr && extras->follow != nullptr) return extras->follow(*this, step);
  const format::SubgraphView graph = graph_of(step);
  const format::Table op = op_of(step);
  return use(graph, op.vector(format::OperatorField::Inputs), s.first_place, step + 1,
             format::Check::ReadBeforeWritten) &&
         use(graph, op.vector(format::OperatorField::Outputs), s.first_place, step + 1,
             format::Check::WrittenTwice);
}

inline bool Layout::prepare() {
  for (uint32_t i = 0; i < step_count_; ++i) {
    if (steps_[i].part != 0) continue;
    op_index_ = static_cast<uint16_t>(i);
    const OpDef& def = def_of(i);
    const format::SubgraphView graph = graph_of(i);
    PrepareContext context(file_, graph, op_of(i), params_at(i));
    context.set_layout(*this, i);
    const CheckNumber check = def.prepare(context);
    if (context.options_malformed()) {
      return inconsistent(format::Check::OptionsMalformed, def.code);
    }
    if (check != kAllWell) {
      return refuse(Error::OperatorRefused, check,
                    operator_detail(def.code, context.refused_tensor()));
    }
    plan::Buffer& scratch = records_[i];
    scratch.bytes = align_up(context.scratch_bytes(), kAlignBytes);
    if (context.keeps_scratch()) scratch.first_step = kKept;
  }
  op_index_ = kNoOperator;
  return true;
}

inline void Layout::share_in_place() {
  for (uint32_t i = 0; i < step_count_; ++i) {
    if ((def_of(i).traits & kInPlace) == 0) continue;
    const uint32_t first_place = steps_[i].first_place;
    const format::Table op = op_of(i);
    const auto from = op.vector(format::OperatorField::Inputs).at<uint32_t>(0);
    const auto to = op.vector(format::OperatorField::Outputs).at<uint32_t>(0);
    if ((places_[first_place + from] & kInModel) != 0) continue;
    plan::Buffer& input = records_[places_[first_place + from]];
    plan::Buffer& output = records_[places_[first_place + to]];
    if (input.last_step != i + 1 || input.first_step == kKept || output.first_step == kKept) {
      continue;
    }
    const format::SubgraphView graph = graph_of(i);
    if (graph.tensor(from).bytes() != graph.tensor(to).bytes()) continue;
    input.last_step = output.last_step;
    output.bytes = 0;
    places_[first_place + to] = places_[first_place + from];
  }
}

inline void Layout::keep_state() {
  for (uint32_t i = 0; i < record_count_; ++i) {
    plan::Buffer& record = records_[i];
    if (record.first_step != kKept) continue;
    record.offset = state_bytes_;
    state_bytes_ += record.bytes;
    record.bytes = 0;  // nothing for the planner
  }
}

uint32_t Layout::place_of(const plan::Buffer& record) const {
  return persistent_bytes_ + record.offset + (record.first_step == kKept ? 0 : state_bytes_);
}

void Layout::settle() {
  for (uint32_t i = 0; i < step_count_; ++i) {
    if (steps_[i].part == 0) steps_[i].scratch_at = place_of(records_[i]);
  }
  for (uint32_t i = 0; i < place_count_; ++i) {
    if ((places_[i] & kInModel) == 0) places_[i] = place_of(records_[places_[i]]);
  }
}

}  // namespace mote
