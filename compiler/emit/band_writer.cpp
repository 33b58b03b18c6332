// SPDX-License-Identifier: Apache-2.0
#include "emit/bands.h"

#include <algorithm>

#include "emit/direct_calls.h"
#include "emit/tensor_text.h"

namespace mote::compiler {

const Band* band_at(const SourceText& text, uint32_t step) {
  for (const Band& band : text.bands) {
    if (band.first_step == step) return &band;
  }
  return nullptr;
}

namespace {

std::string number(int64_t value) { return std::to_string(value); }

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

void write_downward(StepWriter& writer, SourceText& text) {
  text.headers.insert("compiled/rows.h");
  const DirectCall* direct = direct_call_of(writer.program().entry_of(writer.step()));
  const RowGeometry geometry = *direct->rows(writer);
  const format::TensorView input = writer.tensor(input_slot(0));
  const format::TensorView output = writer.tensor(output_slot(0));
  const auto rows_in = [&](TensorSlot slot, const format::TensorView& tensor, int32_t height) {
    return "(" + writer.bytes(slot) + ", " + number(tensor.bytes() / height) + ");";
  };
  text.comment("(from the last row up: its output lies over the end of its input)");
  text.line("{");
  ++text.indent;
  text.line("const mote::compiled::RowBuffer from" +
            rows_in(input_slot(0), input, geometry.input_height));
  text.line("const mote::compiled::RowBuffer to" +
            rows_in(output_slot(0), output, geometry.output_height));
  text.line("for (int32_t row = " + number(geometry.output_height) + "; row-- > 0;) {");
  ++text.indent;
  text.line("const mote::RowRange rows = mote::row_range(row, 1, " + number(geometry.stride) +
            ", " + number(geometry.pad_top) + ", " +
            number(output.elements() / geometry.output_height) + ");");
  const auto record = [&](const format::TensorView& tensor) {
    return static_cast<uint32_t>(writer.program().record_of(0, tensor.index()));
  };
  const StepWriter::RowBuffers names = {{record(input), "from"}, {record(output), "to"}};
  writer.run_by_rows(names);
  direct->print(writer);
  --text.indent;
  text.line("}");
  --text.indent;
  text.line("}");
}

void write_band(Program& program, const Paddings& paddings, SourceText& text, const Band& band) {
  BandWriter(program, paddings, text, band).write();
}

}  // namespace mote::compiler
