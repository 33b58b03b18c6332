// SPDX-License-Identifier: Apache-2.0
#include "emit/bands.h"

#include <algorithm>

#include "emit/direct_calls.h"
#include "emit/tensor_text.h"

namespace mote::compiler {
namespace {

/// Instructions of a call beside its rows, about: of prologues, and of what depthwise kernels do for
/// each group of channels.
uint64_t call_cost(const StepWriter& writer) {
  const format::TensorView output = writer.tensor(output_slot(0));
  return 150 + 30 * static_cast<uint64_t>(output.rank() == 0 ? 1 : output.dim(output.rank() - 1));
}

/// All steps are the main subgraph's, one after the other.
bool is_plain(Program& program) {
  for (uint32_t i = 0; i < program.step_count(); ++i) {
    const Step& step = program.layout().step(i);
    if (step.first_place != 0 || step.part != 0 || calls_subgraphs(program.room_of(i)))
      return false;
  }
  return true;
}

std::optional<RowStep> row_step(Program& program, StepWriter& writer) {
  const DirectCall* direct = direct_call_of(program.entry_of(writer.step()));
  if (direct == nullptr || direct->rows == nullptr) return std::nullopt;
  const std::optional<RowGeometry> geometry = direct->rows(writer);
  if (!geometry) return std::nullopt;
  RowStep step{writer.step(), *geometry, {}, 0, call_cost(writer)};
  for (uint32_t i = 0; i < geometry->inputs; ++i) {
    const int32_t tensor = writer.index_of(input_slot(i));
    const int64_t record = tensor < 0 ? -1 : program.record_of(0, static_cast<uint32_t>(tensor));
    if (record < 0) return std::nullopt;
    step.inputs.push_back(static_cast<uint32_t>(record));
  }
  const int64_t output =
      program.record_of(0, static_cast<uint32_t>(writer.index_of(output_slot(0))));
  if (output < 0) return std::nullopt;
  step.output = static_cast<uint32_t>(output);
  return step;
}

Timetable timetable_of(Program& program, const Paddings& paddings, SourceText& text) {
  Timetable table;
  table.state_bytes = program.state_bytes();
  table.uses = program.uses();
  for (uint32_t i = 0; i < program.step_count(); ++i) {
    StepWriter writer = writer_of(program, paddings, text, i);
    Timetable::Item item;
    item.is_silent = is_absorbed(paddings, i);
    if (!item.is_silent) item.rows = row_step(program, writer);
    table.steps.push_back(std::move(item));
  }
  return table;
}

/// Packs the layers of steps for the kernels that they call.
void pack(Program& program, const Paddings& paddings, SourceText& text,
          const std::vector<uint32_t>& steps) {
  for (const uint32_t i : steps) {
    const DirectCall* direct = direct_call_of(program.entry_of(i));
    if (direct == nullptr) continue;
    if (!direct->uses_scratch) program.drop_scratch(i);
    if (direct->scratch_bytes == nullptr) continue;
    text.packed.erase(i);
    text.slow.erase(i);
    StepWriter writer = writer_of(program, paddings, text, i);
    program.set_scratch(i, direct->scratch_bytes(writer));
  }
}

/// Of all steps that run as a whole. Called last: what an output may lie over depends on when its
/// step's tensors are needed, and on the kernel.
void allow_overlaps(Program& program, const Paddings& paddings, SourceText& text) {
  for (uint32_t i = 0; i < program.step_count(); ++i) {
    const DirectCall* direct = direct_call_of(program.entry_of(i));
    if (direct == nullptr || direct->overlaps == nullptr || text.by_rows.count(i) != 0) continue;
    StepWriter writer = writer_of(program, paddings, text, i);
    for (const KernelOverlap& overlap : direct->overlaps(writer)) {
      const int32_t tensor = writer.index_of(input_slot(overlap.input));
      if (tensor >= 0) program.allow_overlap(i, static_cast<uint32_t>(tensor), overlap);
    }
  }
}

/// Tries bands until the plan fits.
bool fit(Program& program, const Paddings& paddings, SourceText& text, const Scheduler& scheduler,
         uint32_t ram_bytes, bool overlap) {
  const Program::Buffers before = program.buffers();
  uint32_t budget = ram_bytes;
  for (int32_t tries = 0; tries < 12; ++tries) {
    const std::optional<std::vector<Band>> bands = scheduler.cheapest(budget);
    if (!bands) return false;
    program.restore(before);
    text.bands = *bands;
    text.by_rows.clear();
    std::vector<uint32_t> steps;
    for (const Band& band : *bands) {
      for (const RowStep& step : band.steps) {
        text.by_rows.insert(step.step);
        steps.push_back(step.step);
      }
    }
    pack(program, paddings, text, steps);
    for (const Band& band : *bands) program.run_together(band);
    if (overlap) allow_overlaps(program, paddings, text);
    if (!program.plan()) return false;
    if (program.arena_bytes() <= ram_bytes) return true;
    const uint32_t excess = program.arena_bytes() - ram_bytes;
    budget -= std::min(budget, std::max(excess, 16U));
  }
  return false;
}

std::string number(int64_t value) { return std::to_string(value); }

}  // namespace

RowsChosen plan_in(Program& program, const Paddings& paddings, SourceText& text,
                   const RowOptions& options, bool overlap) {
  std::vector<uint32_t> all(program.step_count());
  for (uint32_t i = 0; i < all.size(); ++i) all[i] = i;
  pack(program, paddings, text, all);
  RowsChosen chosen;
  const Program::Buffers before = program.buffers();
  if (overlap) allow_overlaps(program, paddings, text);
  const Program::Buffers whole = program.buffers();
  if (!program.plan()) return {false, false, 0};
  if (options.ram_bytes == 0 || program.arena_bytes() <= options.ram_bytes) return chosen;
  program.restore(before);
  if (is_plain(program)) {
    const Timetable table = timetable_of(program, paddings, text);
    const Scheduler scheduler(table);
    if (fit(program, paddings, text, scheduler, options.ram_bytes, overlap)) return chosen;
    chosen.least_bytes = static_cast<uint32_t>(scheduler.least_bytes());
  }
  chosen.fits = false;
  text.bands.clear();
  text.by_rows.clear();
  program.restore(whole);
  (void)program.plan();
  return chosen;
}

const Band* band_at(const SourceText& text, uint32_t step) {
  for (const Band& band : text.bands) {
    if (band.first_step == step) return &band;
  }
  return nullptr;
}

namespace {

class BandWriter {
 public:
  BandWriter(Program& program, const Paddings& paddings, SourceText& text, const Band& band)
      : program_(program), paddings_(paddings), text_(text), band_(band) {}

  void write() {
    text_.headers.insert("compiled/rows.h");
    text_.comment("Steps " + number(band_.first_step) + " to " + number(band_.last_step) +
                  " in turns, each for some rows of their output");
    text_.line("{");
    ++text_.indent;
    for (uint32_t i = 0; i < band_.buffers.size(); ++i) declare(i);
    text_.line("for (int32_t turn = 1; turn <= " + number(band_.turns) + "; ++turn) {");
    ++text_.indent;
    for (uint32_t s = 0; s < band_.steps.size(); ++s) write_step(s);
    --text_.indent;
    text_.line("}");
    --text_.indent;
    text_.line("}");
  }

 private:
  bool is_output(uint32_t buffer) const { return buffer == band_.outputs.back(); }

  void declare(uint32_t i) {
    const BandBuffer& b = band_.buffers[i];
    const std::string name = "rows_at_" + number(program_.offset_of(b.record));
    std::string unused = name;
    const auto is_taken = [&] {
      return std::any_of(names_.begin(), names_.end(),
                         [&](const auto& entry) { return entry.second == unused; });
    };
    for (int32_t n = 1; is_taken(); ++n) unused = name + "_" + number(n);
    names_[b.record] = unused;
    const bool is_there = b.kind == BandBuffer::kWhole && !is_output(i);
    text_.line("mote::compiled::RowBuffer " + unused + "(at<uint8_t>(" +
               number(program_.offset_of(b.record)) + "), " + number(b.row_bytes) +
               (is_there ? ", " + number(b.height) : "") + ");");
  }

  const std::string& name_of(uint32_t buffer) const {
    return names_.at(band_.buffers[buffer].record);
  }

  /// Rows that all readers are done with.
  void drop(const BandBuffer& b, const std::string& name) {
    std::string row;
    for (const uint32_t reader : b.readers) {
      const RowGeometry& g = band_.steps[reader].geometry;
      std::string next = name_of(band_.outputs[reader]) + ".end()";
      if (g.stride != 1) next += " * " + number(g.stride);
      if (g.pad_top != 0) next += " - " + number(g.pad_top);
      row = row.empty() ? next : "mote::compiled::lesser(" + row + ", " + next + ")";
    }
    text_.line(name + ".drop_before(" + row + ");");
  }

  void write_step(uint32_t s) {
    const RowStep& step = band_.steps[s];
    const uint32_t i = band_.outputs[s];
    const BandBuffer& b = band_.buffers[i];
    StepWriter writer = writer_of(program_, paddings_, text_, step.step);
    comment_step(program_, text_, writer);
    if (b.kind == BandBuffer::kRows) drop(b, name_of(i));
    text_.line("if (const int32_t end = mote::compiled::rows_by(turn, " + number(b.per_turn) +
               ", " + number(b.ahead) + ", " + number(b.most) + "); end > " + name_of(i) +
               ".end()) {");
    ++text_.indent;
    const uint32_t row_elements = writer.tensor(output_slot(0)).elements() / b.height;
    text_.line("const mote::RowRange rows = mote::row_range(" + name_of(i) + ".end(), end - " +
               name_of(i) + ".end(), " + number(step.geometry.stride) + ", " +
               number(step.geometry.pad_top) + ", " + number(row_elements) + ");");
    writer.run_by_rows(names_);
    writer.share_scratch(band_.steps.front().step);
    direct_call_of(program_.entry_of(step.step))->print(writer);
    text_.line(name_of(i) + ".grow_to(end);");
    --text_.indent;
    text_.line("}");
  }

  Program& program_;
  const Paddings& paddings_;
  SourceText& text_;
  const Band& band_;
  StepWriter::RowBuffers names_;
};

}  // namespace

void write_band(Program& program, const Paddings& paddings, SourceText& text, const Band& band) {
  BandWriter(program, paddings, text, band).write();
}

}  // namespace mote::compiler
