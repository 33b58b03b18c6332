// SPDX-License-Identifier: Apache-2.0
#include "emit/control_flow.h"

#include <algorithm>
#include <string_view>

#include "emit/bands.h"
#include "emit/direct_calls.h"
#include "emit/streaming.h"
#include "emit/tensor_text.h"
#include "ops/control_flow/control_flow.h"
#include "ops/shared/checks.h"
#include "runtime/calls.h"

namespace mote::check {
#define MOTE_CHECK(name, number, sentence, advice) constexpr CheckNumber name = number;
#include "ops/control_flow/checks.inc"
#undef MOTE_CHECK
}  // namespace mote::check

namespace mote::compiler {
namespace {

using format::OperatorField;
using format::SubgraphView;
using format::Vector;

/// Tensors on one side of a call.
struct Side {
  SubgraphView graph;
  Vector tensors;
  uint32_t first_place;
  uint32_t skipped = 0;
};

/// One operator with its parts.
class CallWriter {
 public:
  CallWriter(Program& program, const Paddings& paddings, SourceText& text, uint32_t step)
      : program_(program), paddings_(paddings), text_(text), writer_(program, text, step),
        step_(step), calls_(program.layout().params_of<Calls>(step)),
        code_(program.layout().def_of(step).code) {}

  /// Returns the first step after the operator.
  uint32_t write() {
    switch (code_) {
      case kIf: return write_if();
      case kWhile: return write_while();
      default: return write_call_once();
    }
  }

 private:
  uint32_t write_if() {
    text_.line("if (*" + writer_.bytes(input_slot(0)) + " != 0) {");
    write_branch(1, step_ + 1);
    text_.line("} else {");
    write_branch(2, calls_.part_at[1] + 1U);
    text_.line("}");
    return calls_.part_at[2] + 1U;
  }

  void write_branch(uint32_t part, uint32_t begin) {
    ++text_.indent;
    const SubgraphView graph = callee(part);
    const uint32_t place = calls_.first_place[part];
    copy(caller(OperatorField::Inputs, 1), {graph, graph.inputs(), place});
    write_steps(program_, paddings_, text_, begin, calls_.part_at[part]);
    copy({graph, graph.outputs(), place}, caller(OperatorField::Outputs));
    --text_.indent;
  }

  uint32_t write_while() {
    const SubgraphView condition = callee(2);
    const SubgraphView body = callee(3);
    const uint32_t condition_place = calls_.first_place[2];
    const uint32_t body_place = calls_.first_place[3];
    const Side variables = caller(OperatorField::Outputs);
    copy(caller(OperatorField::Inputs), variables);
    text_.line("for (;;) {");
    ++text_.indent;
    copy(variables, {condition, condition.inputs(), condition_place});
    write_steps(program_, paddings_, text_, calls_.part_at[1] + 1U, calls_.part_at[2]);
    const auto decision = condition.tensor(condition.outputs().at<uint32_t>(0));
    text_.line("if (*" + writer_.elements(condition_place, decision, "uint8_t") + " == 0) break;");
    copy(variables, {body, body.inputs(), body_place});
    write_steps(program_, paddings_, text_, calls_.part_at[2] + 1U, calls_.part_at[3]);
    copy({body, body.outputs(), body_place}, variables);
    text_.line("if (rounds_left-- == 0) {");
    text_.line("  " + writer_.refusal(std::to_string(check::LoopLimit)));
    text_.line("}");
    --text_.indent;
    text_.line("}");
    return calls_.part_at[3] + 1U;
  }

  uint32_t write_call_once() {
    const std::string flag = "*at<uint32_t>(" + std::to_string(program_.scratch_of(step_)) + ")";
    text_.line("if (" + flag + " == 0) {");
    ++text_.indent;
    write_steps(program_, paddings_, text_, step_ + 1, calls_.part_at[1]);
    text_.line(flag + " = 1;");
    --text_.indent;
    text_.line("}");
    return calls_.part_at[1] + 1U;
  }

  SubgraphView callee(uint32_t part) {
    const uint32_t index = called_subgraph(program_.layout().op_of(step_), code_, part);
    return SubgraphView::of(program_.file(), index);
  }
  Side caller(uint32_t field, uint32_t skipped = 0) {
    return {program_.layout().graph_of(step_), program_.layout().op_of(step_).vector(field),
            program_.layout().step(step_).first_place, skipped};
  }

  std::string at(const Side& side, uint32_t i) {
    const auto tensor = side.graph.tensor(side.tensors.at<uint32_t>(side.skipped + i));
    return writer_.elements(side.first_place, tensor, "uint8_t");
  }

  /// In the order of the lists, as an interpreter does.
  void copy(const Side& from, const Side& to) {
    const uint32_t count = to.tensors.count() - to.skipped;
    for (uint32_t i = 0; i < count; ++i) {
      const std::string target = at(to, i);
      const std::string source = at(from, i);
      const auto tensor = to.graph.tensor(to.tensors.at<uint32_t>(to.skipped + i));
      if (target == source || target == "nullptr" || source == "nullptr") continue;
      if (tensor.bytes() == 0) continue;
      text_.line("__builtin_memcpy(" + target + ", " + source + ", " + literal(tensor.bytes()) +
                 ");");
    }
  }

  Program& program_;
  const Paddings& paddings_;
  SourceText& text_;
  StepWriter writer_;
  uint32_t step_;
  const Calls& calls_;
  uint32_t code_;
};

/// "3 conv_2d_s8: "conv/Relu", int8 [1, 25, 5, 64], ..."
std::string comment(Program& program, uint32_t step, const StepWriter& writer) {
  std::string text = std::to_string(step) + " " + program.entry_of(step);
  const format::TensorView output = writer.tensor(output_slot(0));
  return output ? text + ": " + description(output) : text;
}

}  // namespace

bool is_absorbed(const Paddings& paddings, uint32_t step) {
  return std::any_of(paddings.begin(), paddings.end(),
                     [step](const auto& entry) { return entry.second.pad_step == step; });
}

void comment_step(Program& program, SourceText& text, const StepWriter& writer) {
  text.comment(comment(program, writer.step(), writer));
  const auto slow = text.slow.find(writer.step());
  if (slow != text.slow.end()) text.comment("(reference kernel: " + slow->second + ")");
}

StepWriter writer_of(Program& program, const Paddings& paddings, SourceText& text, uint32_t step) {
  const auto padding = paddings.find(step);
  return padding == paddings.end() ? StepWriter(program, text, step)
                                   : StepWriter(program, text, step, padding->second);
}

void write_steps(Program& program, const Paddings& paddings, SourceText& text, uint32_t begin,
                 uint32_t end) {
  for (uint32_t step = begin; step < end;) {
    text.begin_step();
    if (const Band* band = band_at(text, step)) {
      write_band(program, paddings, text, *band);
      step = band->last_step + 1;
      continue;
    }
    StepWriter writer = writer_of(program, paddings, text, step);
    comment_step(program, text, writer);
    if (is_absorbed(paddings, step)) {
      text.comment("(left to the convolution that reads it)");
      ++step;
      continue;
    }
    if (calls_subgraphs(program.room_of(step))) {
      step = CallWriter(program, paddings, text, step).write();
      continue;
    }
    const DirectCall* direct = direct_call_of(program.entry_of(step));
    if (text.stream && text.stream->steps.count(step) != 0) {
      write_shift(program, text, text.stream->steps.at(step).output);
      writer.run_newest(*text.stream);
    }
    if (text.downward.count(step) != 0) {
      write_downward(writer, text);
    } else if (direct != nullptr && direct->print != nullptr) {
      direct->print(writer);
    } else {
      writer.call_run();
    }
    ++step;
  }
}

bool has_loops(Program& program) {
  for (uint32_t i = 0; i < program.step_count(); ++i) {
    if (program.layout().def_of(i).code == kWhile) return true;
  }
  return false;
}

}  // namespace mote::compiler
