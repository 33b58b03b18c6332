// SPDX-License-Identifier: Apache-2.0
#include "emit/program.h"

#include <algorithm>
#include <utility>

#include "base/bytes.h"
#include "graph/multiply_accumulates.h"
#include "mote/interpreter.h"
#include "registry/all_ops.h"

namespace mote::compiler {
namespace {

/// Memory for a layout: as much as it asks for, at an arena's boundary.
Span<uint8_t> arena_in(std::vector<uint64_t>& memory, const mote::Model& model) {
  constexpr size_t kWord = sizeof(uint64_t);
  size_t bytes = size_t{1} << 16;
  for (;;) {
    memory.assign((bytes + kArenaAlignmentBytes) / kWord + 1, 0);
    const auto start = reinterpret_cast<uintptr_t>(memory.data());
    auto* aligned = reinterpret_cast<uint8_t*>((start + kArenaAlignmentBytes - 1) /
                                               kArenaAlignmentBytes * kArenaAlignmentBytes);
    const Span<uint8_t> arena(aligned, bytes);
    Layout trial(model.bytes(), all_ops(), arena);
    if (trial.plan() || trial.fault().error != Error::ArenaTooSmall) return arena;
    bytes += trial.missing_bytes();
  }
}

}  // namespace

Program::Program(const mote::Model& model)
    : layout_(model.bytes(), all_ops(), arena_in(memory_, model)) {
  if (!layout_.plan()) return;
  const Span<const plan::Buffer> planned = layout_.buffers();
  buffers_.assign(planned.begin(), planned.end());
  for (uint32_t i = 0; i < layout_.place_count(); ++i) places_.push_back(layout_.place(i));
}

const char* Program::entry_of(uint32_t step) const {
  return all_op_names()[layout_.step(step).op_def].entry;
}
const char* Program::room_of(uint32_t step) const {
  return all_op_names()[layout_.step(step).op_def].room;
}

void Program::drop_scratch(uint32_t step) {
  if (!Layout::is_kept(buffers_[step])) buffers_[step].bytes = 0;
}

void Program::set_scratch(uint32_t step, uint32_t bytes) {
  buffers_[step].bytes = align_up(bytes, kBufferAlignmentBytes);
}

bool Program::keep_until(uint32_t first_place, uint32_t tensor, uint32_t last, uint32_t later) {
  const uint32_t place = places_[first_place + tensor];
  if (!is_in_arena(place)) return false;
  plan::Buffer& buffer = buffers_[place - 1];
  if (Layout::is_kept(buffer) || buffer.last_step != last + 1) return false;
  buffer.last_step = static_cast<uint16_t>(later + 1);
  return true;
}

void Program::drop_tensor(uint32_t first_place, uint32_t tensor) {
  buffers_[places_[first_place + tensor] - 1].bytes = 0;
}

bool Program::unshare(uint32_t step) {
  const auto output_of = [this](uint32_t i) {
    return layout_.op_of(i).vector(format::OperatorField::Outputs).at<uint32_t>(0);
  };
  const format::Vector inputs = layout_.op_of(step).vector(format::OperatorField::Inputs);
  const uint32_t output = output_of(step);
  const uint32_t place = places_[output];
  bool is_shared = false;
  for (uint32_t i = 0; i < inputs.count(); ++i) {
    const auto input = inputs.at<int32_t>(i);
    is_shared |= input >= 0 && places_[static_cast<uint32_t>(input)] == place;
  }
  if (!is_shared || !is_in_arena(place) || Layout::is_kept(buffers_[place - 1])) return false;
  plan::Buffer own = buffers_[place - 1];
  own.bytes = align_up(layout_.graph().tensor(output).bytes(), kBufferAlignmentBytes);
  own.first_step = buffers_[place - 1].last_step = static_cast<uint16_t>(step + 1);
  buffers_.push_back(own);
  // What later steps write there goes with it.
  for (uint32_t i = step; i < layout_.step_count(); ++i) {
    if (places_[output_of(i)] == place)
      places_[output_of(i)] = static_cast<uint32_t>(buffers_.size());
  }
  return true;
}

void Program::run_together(const Band& band) {
  const auto first = static_cast<uint16_t>(band.first_step + 1);
  const auto last = static_cast<uint16_t>(band.last_step + 1);
  for (const BandBuffer& buffer : band.buffers) {
    plan::Buffer& record = buffers_[buffer.record];
    if (buffer.kind != BandBuffer::kWhole) {
      record.bytes = align_up(buffer.bytes(), kBufferAlignmentBytes);
      record.first_step = first;
    }
    record.first_step = std::min(record.first_step, first);
    record.last_step = std::max(record.last_step, last);
  }
  plan::Buffer& output = buffers_[band.output().record];
  output.first_step = std::min(output.first_step, first);
  // One scratch for all: each step uses it during its call.
  uint32_t scratch = 0;
  for (const RowStep& step : band.steps) scratch = std::max(scratch, buffers_[step.step].bytes);
  for (const RowStep& step : band.steps) buffers_[step.step].bytes = 0;
  plan::Buffer& shared = buffers_[band.steps.front().step];
  shared.bytes = scratch;
  shared.first_step = first;
  shared.last_step = last;
  for (const Overlap& overlap : band.overlaps) allow(overlap);
}

int64_t Program::record_of(uint32_t first_place, uint32_t tensor) const {
  const uint32_t place = places_[first_place + tensor];
  return is_in_arena(place) ? int64_t{place} - 1 : -1;
}

std::vector<RecordUse> Program::uses() const {
  std::vector<RecordUse> uses;
  for (const plan::Buffer& buffer : buffers_) {
    uses.push_back({buffer.bytes, buffer.first_step, buffer.last_step, 0, Layout::is_kept(buffer)});
  }
  for (const uint32_t place : places_) {
    if (is_in_arena(place)) ++uses[place - 1].tensors;
  }
  return uses;
}

void Program::allow_overlap(uint32_t step, uint32_t input_tensor, const KernelOverlap& overlap,
                            int32_t trail_bytes) {
  const uint32_t first_place = layout_.step(step).first_place;
  const auto buffer_of = [&](int32_t tensor) {
    const uint32_t place =
        tensor < 0 ? kNowhere : places_[first_place + static_cast<uint32_t>(tensor)];
    return is_in_arena(place) ? static_cast<int32_t>(place - 1) : -1;
  };
  const format::Table op = layout_.op_of(step);
  const format::Vector inputs = op.vector(format::OperatorField::Inputs);
  const format::Vector outputs = op.vector(format::OperatorField::Outputs);
  if (outputs.count() == 0) return;
  const int32_t input = buffer_of(static_cast<int32_t>(input_tensor));
  const int32_t output = buffer_of(outputs.at<int32_t>(0));
  if (input < 0 || output < 0 || input == output) return;
  const uint32_t time = step + 1;
  for (const int32_t buffer : {input, output}) {
    if (Layout::is_kept(buffers_[buffer]) || buffers_[buffer].bytes == 0) return;
  }
  if (buffers_[input].last_step != time || buffers_[output].first_step != time) return;
  uint32_t uses = 0;  // of its memory, also as another tensor
  for (uint32_t i = 0; i < inputs.count(); ++i) {
    const auto tensor = inputs.at<int32_t>(i);
    if (i != overlap.input && buffer_of(tensor) == input) ++uses;
  }
  for (uint32_t i = 1; i < outputs.count(); ++i) {
    if (buffer_of(outputs.at<int32_t>(i)) == input) ++uses;
  }
  if (uses != 0) return;
  const auto is_same_pair = [&](const Overlap& known) {
    return static_cast<int32_t>(known.input) == input &&
           static_cast<int32_t>(known.output) == output;
  };
  overlaps_.erase(std::remove_if(overlaps_.begin(), overlaps_.end(), is_same_pair),
                  overlaps_.end());
  overlaps_.push_back({static_cast<uint32_t>(input), static_cast<uint32_t>(output),
                       overlap.lead_bytes, overlap.multiple, trail_bytes});
}

void Program::add(const ApplicationBuffer& buffer) {
  if (application_.empty()) first_application_ = static_cast<uint32_t>(buffers_.size());
  application_.push_back(buffer);
  buffers_.push_back({align_up(buffer.bytes, kBufferAlignmentBytes),
                      static_cast<uint16_t>(buffer.first), static_cast<uint16_t>(buffer.last), 0});
}

std::vector<plan::Buffer> Program::without_state() const {
  std::vector<plan::Buffer> planned = buffers_;
  for (plan::Buffer& buffer : planned) {
    if (Layout::is_kept(buffer)) buffer.bytes = 0;
  }
  return planned;
}

bool Program::plan() {
  if (!regions_.empty()) return plan_in_regions();
  if (!shared_name_.empty()) return plan_in_shared_arena();
  const BestPlan planned =
      best_plan({buffers_.data(), buffers_.size()}, kBufferAlignmentBytes, overlaps_);
  if (planned.bytes == plan::kNotPlaced) return false;
  planned_at_ = state_bytes();
  arena_bytes_ = state_bytes() + planned.bytes;
  least_bytes_ = state_bytes() + planned.lower_bound_bytes;
  return true;
}

/// The state is one more buffer, which is always alive.
bool Program::plan_in_regions() {
  std::vector<plan::Buffer> all = without_state();
  all.push_back({state_bytes(), 0, static_cast<uint16_t>(step_count() + 1), 0});
  const RegionPlan planned = plan_regions({all.data(), all.size()}, touched_bytes(), regions_,
                                          kBufferAlignmentBytes, overlaps_);
  last_region_needs_ = planned.last_region_needs;
  if (!planned.fits) return false;
  planned_regions_.clear();
  uint32_t begin = 0;
  for (size_t i = 0; i < regions_.size(); ++i) {
    planned_regions_.push_back(
        {regions_[i].name, regions_[i].bytes, begin, planned.bytes[i], planned.touched[i]});
    begin = align_up(begin + planned.bytes[i], kArenaAlignmentBytes);
  }
  const auto place = [&](size_t i) {
    return planned_regions_[planned.region_of[i]].begin + all[i].offset;
  };
  for (size_t i = 0; i < buffers_.size(); ++i) {
    if (!Layout::is_kept(buffers_[i])) buffers_[i].offset = place(i);
  }
  planned_at_ = 0;
  state_at_ = state_bytes() == 0 ? 0 : place(buffers_.size());
  arena_bytes_ = 0;
  for (const PlannedRegion& region : planned_regions_) arena_bytes_ += region.bytes;
  least_bytes_ = arena_bytes_;
  return true;
}

bool Program::plan_in_shared_arena() {
  std::vector<plan::Buffer> own = without_state();
  std::vector<plan::Buffer> shared = own;
  std::vector<bool> is_output(own.size(), false);
  const format::Vector outputs = layout_.graph().outputs();
  for (uint32_t i = 0; i < outputs.count(); ++i) {
    const int64_t record = record_of(0, outputs.at<uint32_t>(i));
    if (record >= 0) is_output[static_cast<size_t>(record)] = true;
  }
  for (size_t i = 0; i < own.size(); ++i) (is_output[i] ? shared : own)[i].bytes = 0;
  const auto place = [&](std::vector<plan::Buffer>& some) {
    return best_plan({some.data(), some.size()}, kBufferAlignmentBytes, overlaps_);
  };
  const BestPlan of_own = place(own);
  const BestPlan of_shared = place(shared);
  if (of_own.bytes == plan::kNotPlaced || of_shared.bytes == plan::kNotPlaced) return false;
  const uint32_t own_bytes = state_bytes() + of_own.bytes;
  const uint32_t begin = align_up(own_bytes, kArenaAlignmentBytes);
  planned_regions_ = {{"own", own_bytes, 0, own_bytes, 0},
                      {"arena", of_shared.bytes, begin, of_shared.bytes, 0}};
  for (size_t i = 0; i < buffers_.size(); ++i) {
    if (Layout::is_kept(buffers_[i])) continue;
    buffers_[i].offset = is_output[i] ? state_bytes() + own[i].offset : begin + shared[i].offset;
  }
  planned_at_ = state_at_ = 0;
  arena_bytes_ = own_bytes + of_shared.bytes;
  least_bytes_ = state_bytes() + of_own.lower_bound_bytes + of_shared.lower_bound_bytes;
  return true;
}

std::vector<uint64_t> Program::touched_bytes() const {
  std::vector<uint64_t> touched(buffers_.size() + 1, 0);
  const auto touch = [&](uint32_t first_place, uint32_t tensor, uint64_t bytes) {
    const int64_t record = record_of(first_place, tensor);
    if (record >= 0) touched[static_cast<size_t>(record)] += bytes;
  };
  const auto touch_all = [&](const format::Vector& tensors) {
    for (uint32_t i = 0; i < tensors.count(); ++i) {
      const auto tensor = tensors.at<uint32_t>(i);
      touch(0, tensor, layout_.graph().tensor(tensor).bytes());
    }
  };
  touch_all(layout_.graph().inputs());
  touch_all(layout_.graph().outputs());
  for (uint32_t i = 0; i < application_.size(); ++i) {
    touched[record_of_application(i)] = 2 * uint64_t{application_[i].bytes};
  }
  for (uint32_t i = 0; i < step_count(); ++i) {
    if (!Layout::is_kept(buffers_[i])) touched[i] = 2 * uint64_t{buffers_[i].bytes};
    if (layout_.step(i).part != 0) continue;
    const format::SubgraphView graph = layout_.graph_of(i);
    const OpView op(graph, layout_.op_of(i));
    const uint64_t macs = multiply_accumulates(graph, op.op());
    for (uint32_t k = 0; k < op.input_count(); ++k) {
      const format::TensorView tensor = op.input(k);
      if (!tensor) continue;
      const uint64_t elements = std::max(tensor.elements(), 1U);
      const uint64_t reads = k < 2 && macs != 0 ? macs : elements;
      touch(layout_.step(i).first_place, tensor.index(), reads * tensor.bytes() / elements);
    }
    for (uint32_t k = 0; k < op.output_count(); ++k) {
      const format::TensorView tensor = op.output(k);
      if (tensor) touch(layout_.step(i).first_place, tensor.index(), tensor.bytes());
    }
  }
  for (size_t i = 0; i < buffers_.size(); ++i) {
    if (Layout::is_kept(buffers_[i])) touched.back() += std::exchange(touched[i], 0);
  }
  return touched;
}

uint32_t Program::offset_of(const plan::Buffer& buffer) const {
  return buffer.offset + (Layout::is_kept(buffer) ? state_at_ : planned_at_);
}

Program::Place Program::place_of(uint32_t first_place, uint32_t tensor) const {
  const uint32_t place = places_[first_place + tensor];
  if (place == kNowhere) return {Place::kNothing, 0};
  if (!is_in_arena(place)) return {Place::kConstant, place & ~kInModel};
  return {Place::kArena, offset_of(buffers_[place - 1])};
}

}  // namespace mote::compiler
