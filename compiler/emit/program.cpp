// SPDX-License-Identifier: Apache-2.0
#include "emit/program.h"

#include <algorithm>

#include "base/bytes.h"
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

bool Program::plan() {
  planned_ = best_plan({buffers_.data(), buffers_.size()}, kBufferAlignmentBytes, overlaps_);
  return planned_.bytes != plan::kNotPlaced;
}

uint32_t Program::offset_of(const plan::Buffer& buffer) const {
  return buffer.offset + (Layout::is_kept(buffer) ? 0 : state_bytes());
}

Program::Place Program::place_of(uint32_t first_place, uint32_t tensor) const {
  const uint32_t place = places_[first_place + tensor];
  if (place == kNowhere) return {Place::kNothing, 0};
  if (!is_in_arena(place)) return {Place::kConstant, place & ~kInModel};
  return {Place::kArena, offset_of(buffers_[place - 1])};
}

}  // namespace mote::compiler
