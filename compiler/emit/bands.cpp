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
  RowStep step{writer.step(), *geometry, {}, {}, call_cost(writer)};
  const auto operand = [&](TensorSlot slot, int32_t height) -> std::optional<RowStep::Operand> {
    const format::TensorView tensor = writer.tensor(slot);
    const int64_t record = tensor ? program.record_of(0, tensor.index()) : -1;
    if (record < 0) return std::nullopt;
    return RowStep::Operand{static_cast<uint32_t>(record),
                            tensor.bytes() / static_cast<uint32_t>(height)};
  };
  for (uint32_t i = 0; i < geometry->inputs; ++i) {
    const auto input = operand(input_slot(i), geometry->input_height);
    if (!input) return std::nullopt;
    step.inputs.push_back(*input);
  }
  const auto output = operand(output_slot(0), geometry->output_height);
  if (!output) return std::nullopt;
  step.output = *output;
  return step;
}

/// Steps that write over what they read may do so in a plan, but need not: element for element.
std::vector<Overlap> unshare(Program& program, const Paddings& paddings, SourceText& text) {
  std::vector<Overlap> overlaps;
  for (uint32_t i = 0; i < program.step_count(); ++i) {
    const DirectCall* direct = direct_call_of(program.entry_of(i));
    if (direct == nullptr || direct->rows == nullptr) continue;
    StepWriter writer = writer_of(program, paddings, text, i);
    const std::optional<RowGeometry> geometry = direct->rows(writer);
    if (!geometry || !geometry->is_elementwise || !program.unshare(i)) continue;
    const std::optional<RowStep> step = row_step(program, writer);
    if (!step) continue;
    for (const RowStep::Operand& input : step->inputs) {
      if (program.uses()[input.record].last_time == i + 1) {
        overlaps.push_back({input.record, step->output.record, 0, 1});
        break;
      }
    }
  }
  return overlaps;
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
    for (const Overlap& overlap : program.overlaps()) {
      if (table.uses[overlap.output].first_time == i + 1) item.overlaps.push_back(overlap);
    }
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

void use(Program& program, const Paddings& paddings, SourceText& text,
         const std::vector<Band>& bands) {
  text.bands = bands;
  text.by_rows.clear();
  std::vector<uint32_t> steps;
  for (const Band& band : bands) {
    for (const RowStep& step : band.steps) {
      text.by_rows.insert(step.step);
      steps.push_back(step.step);
    }
  }
  pack(program, paddings, text, steps);
  for (const Band& band : bands) program.run_together(band);
}

/// Tries bands until the plan fits into `ram_bytes`.
bool fit(Program& program, const Paddings& paddings, SourceText& text, const Scheduler& scheduler,
         uint32_t ram_bytes) {
  const Program::Buffers before = program.buffers();
  uint32_t budget = ram_bytes;
  for (int32_t tries = 0; tries < 12; ++tries) {
    const std::optional<std::vector<Band>> bands = scheduler.cheapest(budget);
    if (!bands) return false;
    program.restore(before);
    use(program, paddings, text, *bands);
    if (!program.plan()) return false;
    if (program.arena_bytes() <= ram_bytes) return true;
    const uint32_t excess = program.arena_bytes() - ram_bytes;
    budget -= std::min(budget, std::max(excess, 16U));
  }
  return false;
}

/// The least that a schedule could need, if its plan is not much worse.
bool fit_least(Program& program, const Paddings& paddings, SourceText& text,
               const Scheduler& scheduler) {
  const uint32_t plain = program.arena_bytes();
  const auto bands = scheduler.cheapest(static_cast<uint32_t>(scheduler.least_bytes()));
  if (!bands) return false;
  use(program, paddings, text, *bands);
  return program.plan() && program.arena_bytes() <= plain;
}

std::string number(int64_t value) { return std::to_string(value); }

}  // namespace

namespace {

/// The record of the model's first input, if only steps that can run by rows read it; else -1.
int64_t input_that_can_be_fed(Program& program, const Timetable& table) {
  const format::Vector inputs = program.layout().graph().inputs();
  if (inputs.count() == 0) return -1;
  const int64_t record = program.record_of(0, inputs.at<uint32_t>(0));
  if (record < 0) return -1;
  const RecordUse& use = table.uses[static_cast<size_t>(record)];
  const bool is_output = use.last_time > table.steps.size();
  return use.is_kept || use.tensors != 1 || is_output ? -1 : record;
}

/// The same steps with an input of which no row is there before it is needed.
Timetable feeding(Timetable table, int64_t record) {
  table.fed = record;
  if (record < 0) return table;
  RecordUse& use = table.uses[static_cast<size_t>(record)];
  for (uint32_t i = 0; i < table.steps.size(); ++i) {
    if (!table.steps[i].rows) continue;
    for (const RowStep::Operand& input : table.steps[i].rows->inputs) {
      if (input.record != record) continue;
      use.first_time = static_cast<uint16_t>(i + 1);
      return table;
    }
  }
  table.fed = -1;
  return table;
}

/// Some band reads the input row by row.
bool is_fed(const SourceText& text) {
  return std::any_of(text.bands.begin(), text.bands.end(), [](const Band& band) {
    return std::any_of(band.buffers.begin(), band.buffers.end(),
                       [](const BandBuffer& b) { return b.kind == BandBuffer::kFed; });
  });
}

bool choose(Program& program, const Paddings& paddings, SourceText& text,
            const Scheduler& scheduler, const RowOptions& options) {
  if (options.rows_per_turn != 0) {
    use(program, paddings, text, scheduler.longest(options.rows_per_turn));
    return program.plan();
  }
  return options.least ? fit_least(program, paddings, text, scheduler)
                       : fit(program, paddings, text, scheduler, options.ram_bytes);
}

}  // namespace

RowsChosen plan_in(Program& program, const Paddings& paddings, SourceText& text,
                   const RowOptions& options) {
  std::vector<uint32_t> all(program.step_count());
  for (uint32_t i = 0; i < all.size(); ++i) all[i] = i;
  pack(program, paddings, text, all);
  RowsChosen chosen;
  const Program::Buffers before = program.buffers();
  if (!program.plan()) return {false, false, 0};
  const bool fits = options.ram_bytes == 0 || program.arena_bytes() <= options.ram_bytes;
  const bool wants_rows = options.least || options.rows_per_turn != 0 || options.input_by_rows;
  if (fits && !wants_rows) return chosen;
  program.restore(before);
  if (is_plain(program)) {
    for (const Overlap& overlap : unshare(program, paddings, text)) program.allow(overlap);
    const Timetable table = timetable_of(program, paddings, text);
    const Program::Buffers apart = program.buffers();
    if (!options.input_by_rows) {
      const Scheduler scheduler(table);
      if (choose(program, paddings, text, scheduler, options)) return chosen;
      chosen.least_bytes = static_cast<uint32_t>(scheduler.least_bytes());
      program.restore(apart);
    }
    const Timetable fed = feeding(table, input_that_can_be_fed(program, table));
    if (fed.fed >= 0 && (options.input_by_rows || options.ram_bytes != 0)) {
      const Scheduler scheduler(fed);
      chosen.feeds_input = choose(program, paddings, text, scheduler, options) && is_fed(text);
      if (chosen.feeds_input) return chosen;
      chosen.least_bytes = static_cast<uint32_t>(scheduler.least_bytes());
    }
  }
  chosen.fits = fits && !options.input_by_rows;
  program.restore(before);
  use(program, paddings, text, {});
  pack(program, paddings, text, all);
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
    for (uint32_t i = 0; i < band_.buffers.size(); ++i) {
      if (band_.buffers[i].kind == BandBuffer::kFed) read_input(i);
    }
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

  void read_input(uint32_t i) {
    const BandBuffer& b = band_.buffers[i];
    const std::string& name = name_of(i);
    drop(b, name);
    text_.line("if (const int32_t end = " + end_of(b) + "; end > " + name + ".end()) {");
    text_.line("  const int32_t first = " + name + ".end();");
    text_.line(
        "  source.read(source.context, static_cast<uint32_t>(first), "
        "static_cast<uint32_t>(end - first), " +
        name + ".row<uint8_t>(first));");
    text_.line("  " + name + ".grow_to(end);");
    text_.line("}");
  }

  static std::string end_of(const BandBuffer& b) {
    return "mote::compiled::rows_by(turn, " + number(b.per_turn) + ", " + number(b.ahead) + ", " +
           number(b.most) + ")";
  }

  void write_step(uint32_t s) {
    const RowStep& step = band_.steps[s];
    const uint32_t i = band_.outputs[s];
    const BandBuffer& b = band_.buffers[i];
    StepWriter writer = writer_of(program_, paddings_, text_, step.step);
    comment_step(program_, text_, writer);
    if (b.kind == BandBuffer::kRows) drop(b, name_of(i));
    text_.line("if (const int32_t end = " + end_of(b) + "; end > " + name_of(i) + ".end()) {");
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
