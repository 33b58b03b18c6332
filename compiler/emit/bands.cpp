// SPDX-License-Identifier: Apache-2.0
#include "emit/bands.h"

#include <algorithm>

#include "emit/direct_calls.h"
#include "emit/scalar_kernels.h"
#include "emit/streaming.h"
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

}  // namespace

std::optional<RowStep> row_step(Program& program, StepWriter& writer) {
  const DirectCall* direct = direct_call_of(program.entry_of(writer.step()));
  if (direct == nullptr || direct->rows == nullptr || direct->print == nullptr) return std::nullopt;
  const std::optional<RowGeometry> geometry = direct->rows(writer);
  if (!geometry) return std::nullopt;
  RowStep step{writer.step(), *geometry, {}, {}, 0, call_cost(writer)};
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
  step.row_elements =
      writer.tensor(output_slot(0)).elements() / static_cast<uint32_t>(geometry->output_height);
  return step;
}

namespace {

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

/// The same steps with an input of which no row is there before it is needed.
Timetable feeding(Timetable table, int64_t record) {
  RecordUse& use = table.uses[static_cast<size_t>(record)];
  for (uint32_t i = 0; i < table.steps.size(); ++i) {
    if (!table.steps[i].rows) continue;
    for (const RowStep::Operand& input : table.steps[i].rows->inputs) {
      if (input.record != record) continue;
      use.first_time = static_cast<uint16_t>(i + 1);
      table.fed = record;
      return table;
    }
  }
  return table;
}

class Chooser {
 public:
  Chooser(Program& program, const Paddings& paddings, SourceText& text,
          const MemoryOptions& options)
      : program_(program), paddings_(paddings), text_(text), options_(options),
        is_plain_(is_plain(program)) {
    for (uint32_t i = 0; i < program.step_count(); ++i) all_steps_.push_back(i);
  }

  RowsChosen choose() {
    pack(all_steps_);
    before_ = program_.buffers();
    if (options_.streaming) return choose_stream();
    if (!use({})) return {false, false, 0, ""};
    const bool fits = options_.ram_bytes == 0 || program_.arena_bytes() <= options_.ram_bytes;
    RowsChosen chosen;
    if ((fits && !wants_rows()) || (is_plain_ && choose_bands(chosen))) return chosen;
    chosen.fits = fits && !options_.input_by_rows;
    use({});
    return chosen;
  }

 private:
  RowsChosen choose_stream() {
    Stream stream;
    const std::string reason = is_plain_
                                   ? stream_of(program_, paddings_, text_, options_.hop, stream)
                                   : "a model with control flow cannot be streamed";
    if (!reason.empty()) return {false, false, 0, reason};
    for (const auto& [step, how] : stream.steps) text_.by_rows.insert(step);
    pack({text_.by_rows.begin(), text_.by_rows.end()});
    program_.stream(stream);
    text_.stream = std::move(stream);
    allow_overlaps();
    return {program_.plan(), false, 0, ""};
  }

  bool wants_rows() const {
    return options_.least || options_.rows_per_turn != 0 || options_.input_by_rows;
  }

  /// Packs the layers of steps for the kernels that they call.
  void pack(const std::vector<uint32_t>& steps) {
    for (const uint32_t i : steps) {
      const DirectCall* direct = direct_call_of(program_.entry_of(i));
      if (direct == nullptr) continue;
      if (!direct->uses_scratch) program_.drop_scratch(i);
      if (direct->scratch_bytes == nullptr) continue;
      text_.packed.erase(i);
      text_.slow.erase(i);
      StepWriter writer = writer_of(program_, paddings_, text_, i);
      program_.set_scratch(i, direct->scratch_bytes(writer));
    }
  }

  /// Plans with these bands and no others. False if it takes more bytes than there can be.
  bool use(const std::vector<Band>& bands) {
    std::set<uint32_t> changed = text_.by_rows;
    text_.bands = bands;
    text_.by_rows.clear();
    for (const Band& band : bands) {
      for (const RowStep& step : band.steps) text_.by_rows.insert(step.step);
    }
    changed.insert(text_.by_rows.begin(), text_.by_rows.end());
    program_.restore(before_);
    pack({changed.begin(), changed.end()});
    for (const Band& band : bands) program_.run_together(band);
    allow_overlaps();
    text_.downward.clear();
    if (!program_.plan()) return false;
    note_downward();
    return true;
  }

  /// Of all steps that run as a whole. Called last: what an output may lie over depends on when its
  /// step's tensors are needed, and on the kernel.
  void allow_overlaps() {
    if (!options_.overlap) return;
    for (uint32_t i = 0; i < program_.step_count(); ++i) {
      const DirectCall* direct = direct_call_of(program_.entry_of(i));
      if (direct == nullptr || direct->overlaps == nullptr || text_.by_rows.count(i) != 0) continue;
      StepWriter writer = writer_of(program_, paddings_, text_, i);
      for (const KernelOverlap& overlap : direct->overlaps(writer)) {
        const int32_t tensor = writer.index_of(input_slot(overlap.input));
        if (tensor < 0) continue;
        program_.allow_overlap(i, static_cast<uint32_t>(tensor), overlap, trail_of(writer));
      }
    }
  }

  /// Of a step that can be called for one row at a time.
  int32_t trail_of(StepWriter& writer) {
    if (options_.streaming) return Overlap::kNever;
    const bool is_packed_for_lines = writer.target().dsp && writer.is_packed();
    if (is_packed_for_lines || !is_plain_ || scalar::is_slow_by_rows(writer)) {
      return Overlap::kNever;
    }
    const std::optional<RowStep> step = row_step(program_, writer);
    if (!step || step->geometry.is_elementwise) return Overlap::kNever;
    const int64_t trail =
        trail_of_rows(step->geometry, step->inputs[0].row_bytes, step->output.row_bytes);
    return trail < Overlap::kNever ? static_cast<int32_t>(trail) : Overlap::kNever;
  }

  /// Steps whose outputs the plan has put over later parts of their inputs.
  void note_downward() {
    for (const Overlap& overlap : program_.overlaps()) {
      if (!program_.is_downward(overlap)) continue;
      text_.downward.insert(program_.uses()[overlap.output].first_time - 1U);
    }
  }

  /// Steps of a band that write over what they read may lie apart.
  void unshare() {
    for (uint32_t i = 0; i < program_.step_count(); ++i) {
      const DirectCall* direct = direct_call_of(program_.entry_of(i));
      if (direct == nullptr || direct->rows == nullptr || direct->print == nullptr) continue;
      StepWriter writer = writer_of(program_, paddings_, text_, i);
      const std::optional<RowGeometry> geometry = direct->rows(writer);
      if (geometry && geometry->is_elementwise) program_.unshare(i);
    }
  }

  bool choose_bands(RowsChosen& chosen) {
    program_.restore(before_);
    unshare();
    before_ = program_.buffers();
    allow_overlaps();
    const Timetable table = timetable_of(program_, paddings_, text_);
    if (!options_.input_by_rows) {
      const Scheduler scheduler(table);
      if (choose_by(scheduler)) return true;
      chosen.least_bytes = static_cast<uint32_t>(scheduler.least_bytes());
    }
    const int64_t input = input_that_can_be_fed(table);
    if (input < 0 || (!options_.input_by_rows && options_.ram_bytes == 0)) return false;
    const Timetable fed = feeding(table, input);
    const Scheduler scheduler(fed);
    chosen.feeds_input = choose_by(scheduler) && reads_by_rows();
    chosen.least_bytes = static_cast<uint32_t>(scheduler.least_bytes());
    return chosen.feeds_input;
  }

  bool choose_by(const Scheduler& scheduler) {
    if (options_.rows_per_turn != 0) return use(scheduler.longest(options_.rows_per_turn));
    return options_.ram_bytes == 0 ? fit_least(scheduler) : fit(scheduler);
  }

  /// Tries bands until the plan fits.
  bool fit(const Scheduler& scheduler) {
    uint32_t budget = options_.ram_bytes;
    for (int32_t tries = 0; tries < 12; ++tries) {
      const std::optional<std::vector<Band>> bands = scheduler.cheapest(budget);
      if (!bands || !use(*bands)) return false;
      if (program_.arena_bytes() <= options_.ram_bytes) return true;
      const uint32_t excess = program_.arena_bytes() - options_.ram_bytes;
      budget -= std::min(budget, std::max(excess, 16U));
    }
    return false;
  }

  /// The least that a schedule could need, if its plan is not worse than the one without.
  bool fit_least(const Scheduler& scheduler) {
    const uint32_t plain = program_.arena_bytes();
    const auto bands = scheduler.cheapest(static_cast<uint32_t>(scheduler.least_bytes()));
    if (!bands || !use(*bands)) return false;
    return program_.arena_bytes() <= plain || options_.input_by_rows;
  }

  /// The record of the model's first input, if only steps that can run by rows may need it; else -1.
  int64_t input_that_can_be_fed(const Timetable& table) {
    const format::Vector inputs = program_.layout().graph().inputs();
    if (inputs.count() == 0) return -1;
    const int64_t record = program_.record_of(0, inputs.at<uint32_t>(0));
    if (record < 0) return -1;
    const RecordUse& use = table.uses[static_cast<size_t>(record)];
    const bool is_output = use.last_time > table.steps.size();
    if (use.is_kept || use.tensors != 1 || is_output) return -1;
    for (uint32_t i = 0; i < table.steps.size(); ++i) {
      const Timetable::Item& item = table.steps[i];
      if (!item.rows && !item.is_silent && reads(i, record)) return -1;
    }
    return record;
  }

  bool reads(uint32_t step, int64_t record) {
    const StepWriter writer = writer_of(program_, paddings_, text_, step);
    for (uint32_t i = 0; i < writer.input_count(); ++i) {
      const int32_t tensor = writer.index_of(input_slot(i));
      if (tensor >= 0 && program_.record_of(0, static_cast<uint32_t>(tensor)) == record)
        return true;
    }
    return false;
  }

  /// Some band reads the input row by row.
  bool reads_by_rows() const {
    return std::any_of(text_.bands.begin(), text_.bands.end(), [](const Band& band) {
      return std::any_of(band.buffers.begin(), band.buffers.end(),
                         [](const BandBuffer& b) { return b.kind == BandBuffer::kFed; });
    });
  }

  Program& program_;
  const Paddings& paddings_;
  SourceText& text_;
  const MemoryOptions& options_;
  bool is_plain_;
  std::vector<uint32_t> all_steps_;
  Program::Buffers before_;  ///< without bands and overlaps
};

}  // namespace

RowsChosen plan_in(Program& program, const Paddings& paddings, SourceText& text,
                   const MemoryOptions& options) {
  return Chooser(program, paddings, text, options).choose();
}

}  // namespace mote::compiler
