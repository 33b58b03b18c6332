// SPDX-License-Identifier: Apache-2.0
#include "runtime/layout.h"

#include "base/bytes.h"
#include "mote/interpreter.h"

namespace mote {
namespace {

constexpr uint32_t kAlignBytes = kBufferAlignmentBytes;

constexpr size_t kTypes = sizeof(OpDef::types) / sizeof(TensorType);

/// A tensor that is left out agrees: prepare says what is missing.
[[gnu::always_inline]] inline bool agree(const TensorType* wanted, const TensorType* types) {
  for (size_t i = 0; i < kTypes; ++i) {
    const bool any = wanted[i] == TensorType::None || types[i] == TensorType::None;
    if (!any && wanted[i] != types[i]) return false;
  }
  return true;
}

uint32_t table_at(const uint8_t* file, format::Table table) {
  return static_cast<uint32_t>(table.at() - file);
}

}  // namespace

bool Layout::plan() {
  return learn() && prepare() && add_planned(plan::place({records_, record_count_}, kAlignBytes));
}

bool Layout::plan_as_stored() {
  return learn() && take_stored_offsets() && prepare() && stored_places_are_apart() &&
         add_planned(plan::place({records_, record_count_}, kAlignBytes));
}

[[gnu::always_inline]] inline bool Layout::learn() {
  const auto past = reinterpret_cast<uintptr_t>(memory_.data()) % kArenaAlignmentBytes;
  if (past != 0) return refuse(Error::ArenaMisaligned, 0, static_cast<uint32_t>(past));
  return expand() && find_lifetimes();
}

[[gnu::always_inline]] inline bool Layout::add_planned(uint32_t planned) {
  // Both below 2^31, and their sum too.
  if (((planned | state_bytes_ | (planned + state_bytes_)) >> 31) != 0) {
    return inconsistent(format::Check::ArenaBytes, 0);
  }
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

void Layout::add_steps(uint32_t at, uint32_t subgraph) {
  const auto graph = format::SubgraphView::of(file_, subgraph);
  const uint32_t tensors = graph.tensor_count();
  const auto first_place = static_cast<uint16_t>(place_count_);
  place_count_ += tensors;
  for (uint32_t i = 0; i < graph.operator_count(); ++i) {
    Step& step = steps_[at + i];
    __builtin_memset(&step, 0, sizeof(step));
    step.op_at = table_at(file_, graph.operator_at(i));
    step.first_place = first_place;
    step.subgraph = static_cast<uint8_t>(subgraph);
  }
  for (uint32_t i = 0; i < tensors; ++i) {
    if (!graph.tensor(i).is_constant()) ++most_records_;
  }
}

[[gnu::always_inline]] inline bool Layout::find(uint32_t step) {
  op_index_ = static_cast<uint16_t>(step);
  const format::SubgraphView graph = graph_of(step);
  const OpView op(graph, op_of(step));
  TensorType types[kTypes];
  for (size_t i = 0; i < kTypes; ++i) {
    const format::TensorView tensor = op.at(kTypedSlots[i]);
    types[i] = tensor ? tensor.type() : TensorType::None;
  }
  const uint32_t code = graph.code(op.op());
  Error missing = Error::OperatorMissing;
  for (size_t i = 0; i < ops_.size(); ++i) {
    const OpDef& def = *ops_[i];
    if (def.code != code) continue;
    if (agree(def.types, types)) {
      steps_[step].op_def = static_cast<uint16_t>(i);
      return true;
    }
    missing = Error::TypeMissing;
  }
  return refuse(missing, 0, operator_detail(code, op.input(0).index()));
}

[[gnu::always_inline]] inline bool Layout::expand() {
  graph_ = format::SubgraphView::of(file_, 0);
  steps_ = reinterpret_cast<Step*>(memory_.data());
  step_count_ = graph_.operator_count();
  if (!has_room_for(step_count_ * sizeof(Step))) return false;
  add_steps(0, 0);
  uint32_t params_bytes = 0;
  for (uint32_t i = 0; i < step_count_; ++i) {
    if (steps_[i].part != 0) continue;
    if (!find(i)) return false;
    const OpDef& def = def_of(i);
    steps_[i].params_at = static_cast<uint16_t>(params_bytes / kAlignBytes);
    params_bytes += align_up(def.params_bytes, kAlignBytes);
    if (def.calls != nullptr && !def.calls->expand(*this, i)) return false;
  }
  const uint32_t params_at =
      align_up(step_count_ * static_cast<uint32_t>(sizeof(Step)) + place_count_ * 4, kAlignBytes);
  persistent_bytes_ = params_at + params_bytes;
  if (persistent_bytes_ > 0xFFFF * kAlignBytes) {
    return inconsistent(format::Check::StepCount, step_count_);
  }
  record_count_ = step_count_;  // one of scratch for each
  most_records_ += step_count_;
  constexpr auto kRecordBytes = static_cast<uint32_t>(sizeof(plan::Buffer));
  if (!has_room_for(persistent_bytes_ + most_records_ * kRecordBytes)) return false;
  places_ = reinterpret_cast<uint32_t*>(steps_ + step_count_);
  records_ = reinterpret_cast<plan::Buffer*>(memory_.data() + persistent_bytes_);
  params_at_ = static_cast<uint16_t>(params_at / kAlignBytes);
  __builtin_memset(places_, 0, persistent_bytes_ - step_count_ * sizeof(Step));
  return true;
}

[[gnu::always_inline]] inline plan::Buffer* Layout::touch(uint32_t first_place,
                                                          const format::TensorView& tensor) {
  uint32_t& place = places_[first_place + tensor.index()];
  if (place == kNowhere) {
    const uint32_t constant_at = tensor.constant_at();
    if (constant_at != 0) {
      place = kInModel | constant_at;
    } else {
      plan::Buffer& record = records_[record_count_];
      place = ++record_count_;
      const uint32_t bytes = align_up(tensor.bytes(), kAlignBytes);
      record = {bytes, kUnwritten, 0, plan::kNotPlaced};
      if (tensor.is_variable()) keep(record, bytes);
    }
  }
  return (place & kInModel) != 0 ? nullptr : &records_[place - 1];
}

[[gnu::always_inline]] inline bool Layout::use_tensor(const Moment& moment,
                                                      const format::TensorView& tensor,
                                                      format::Check check) {
  plan::Buffer* record = touch(moment.first_place, tensor);
  if (record == nullptr) return true;
  const bool writes = check == format::Check::WrittenTwice;
  if (record->first_step == kKept) {
    // Its first value comes from an operator that keeps something in it, or that just writes it.
    if (writes || (moment.traits & kKeepsVariables) != 0) record->last_step = 1;
    return record->last_step != 0 || inconsistent(format::Check::VariableMisused, tensor.index());
  }
  const bool is_written = record->first_step != kUnwritten;
  if (writes == is_written && record->bytes != 0) return inconsistent(check, tensor.index());
  const auto time = static_cast<uint16_t>(moment.time);
  if (writes) record->first_step = time;
  record->last_step = time;
  return true;
}

bool Layout::use(const Moment& moment, format::Vector tensors, format::Check check) {
  for (uint32_t i = 0; i < tensors.count(); ++i) {
    const auto index = tensors.at<int32_t>(i);
    if (index < 0) continue;
    const format::TensorView tensor = moment.graph.tensor(static_cast<uint32_t>(index));
    if (!use_tensor(moment, tensor, check)) return false;
  }
  return true;
}

[[gnu::always_inline]] inline bool Layout::find_lifetimes() {
  Moment moment{graph_, 0, 0, kKeepsVariables};
  if (!use(moment, graph_.inputs(), format::Check::WrittenTwice)) return false;
  for (uint32_t i = 0; i < step_count_; ++i) {
    if (!follow(i)) return false;
  }
  op_index_ = kNoOperator;
  moment.time = step_count_ + 1;
  return use(moment, graph_.outputs(), format::Check::OutputNeverWritten);
}

[[gnu::always_inline]] inline bool Layout::follow(uint32_t step) {
  op_index_ = static_cast<uint16_t>(step);
  const OpCalls* calls = def_of(step).calls;
  if (calls != nullptr) return calls->follow(*this, step);
  const Moment moment = moment_of(step);
  const format::Table op = op_of(step);
  return use(moment, op.vector(format::OperatorField::Inputs), format::Check::ReadBeforeWritten) &&
         use(moment, op.vector(format::OperatorField::Outputs), format::Check::WrittenTwice);
}

[[gnu::always_inline]] inline void Layout::share(uint32_t step, const format::TensorView& from,
                                                 const format::TensorView& to) {
  uint32_t* places = places_ + steps_[step].first_place;
  const uint32_t place = places[from.index()];
  if ((place & kInModel) != 0 || from.bytes() != to.bytes()) return;
  plan::Buffer& input = records_[place - 1];
  plan::Buffer& output = records_[places[to.index()] - 1];
  if (input.last_step != step + 1 || input.first_step == kKept || output.first_step == kKept ||
      input.offset != output.offset) {
    return;
  }
  input.last_step = output.last_step;
  output.bytes = 0;
  places[to.index()] = place;
}

[[gnu::always_inline]] inline bool Layout::prepare() {
  for (uint32_t i = 0; i < step_count_; ++i) {
    steps_[i].params_at = static_cast<uint16_t>(steps_[i].params_at + params_at_);
    const auto time = static_cast<uint16_t>(i + 1);
    plan::Buffer& scratch = records_[i];
    scratch = {0, time, time, plan::kNotPlaced};
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
    scratch.bytes = align_up(context.scratch_bytes(), kAlignBytes);
    if (context.keeps_scratch()) keep(scratch, scratch.bytes);
    if ((def.traits & kInPlace) != 0) share(i, context.input(0), context.output(0));
  }
  return true;
}

void Layout::keep(plan::Buffer& record, uint32_t bytes) {
  record = {0, kKept, 0, state_bytes_};  // no bytes for the planner
  // Once beyond what can be, it stays there: plan() looks.
  if (state_bytes_ <= plan::kMostBytes) state_bytes_ += align_up(bytes, kAlignBytes);
}

uint32_t Layout::place_of(const plan::Buffer& record) const {
  return persistent_bytes_ + record.offset + (record.first_step == kKept ? 0 : state_bytes_);
}

void Layout::settle() {
  for (uint32_t i = 0; i < step_count_; ++i) {
    if (steps_[i].part == 0) steps_[i].scratch_at = place_of(records_[i]);
  }
  for (uint32_t i = 0; i < place_count_; ++i) {
    if (is_in_arena(places_[i])) places_[i] = place_of(records_[places_[i] - 1]);
  }
}

}  // namespace mote
