// SPDX-License-Identifier: Apache-2.0
#include "emit/streaming.h"

#include "emit/bands.h"

namespace mote::compiler {
namespace {

using format::OperatorField;
using format::TensorView;

bool has_rows(const TensorView& tensor, int32_t height) {
  return tensor.rank() >= 2 && tensor.dim(0) == 1 && tensor.dim(1) == height;
}

std::vector<uint32_t> records_of(Program& program, const format::Vector& tensors) {
  std::vector<uint32_t> records;
  for (uint32_t i = 0; i < tensors.count(); ++i) {
    const auto tensor = tensors.at<int32_t>(i);
    const int64_t record = tensor < 0 ? -1 : program.record_of(0, static_cast<uint32_t>(tensor));
    if (record >= 0) records.push_back(static_cast<uint32_t>(record));
  }
  return records;
}

/// A step that gives its input another shape with as many rows, where it lies.
bool is_reshape(Program& program, const StepWriter& writer, const StreamItem& item) {
  const TensorView from = writer.tensor(input_slot(0));
  const TensorView to = writer.tensor(output_slot(0));
  const bool in_place =
      !item.inputs.empty() && !item.outputs.empty() && item.inputs[0] == item.outputs[0];
  return in_place && std::string_view(program.room_of(writer.step())) == "reshape" &&
         from.rank() >= 2 && has_rows(to, from.dim(1));
}

}  // namespace

std::string stream_of(Program& program, const Paddings& paddings, SourceText& text, int32_t hop,
                      Stream& stream) {
  const format::SubgraphView& graph = program.layout().graph();
  if (program.state_bytes() != 0) return "a model that keeps state of its own cannot be streamed";
  if (graph.inputs().count() != 1) return "a model with more than one input cannot be streamed";
  const TensorView input = graph.tensor(graph.inputs().at<uint32_t>(0));
  if (input.rank() < 3 || input.dim(0) != 1) {
    return "the input must have the shape [1, time, ...], one batch";
  }
  const int64_t record = program.record_of(0, input.index());
  if (record < 0) return "no step reads the input";
  std::vector<StreamItem> items;
  for (uint32_t i = 0; i < program.step_count(); ++i) {
    StepWriter writer = writer_of(program, paddings, text, i);
    StreamItem item;
    const format::Table op = program.layout().op_of(i);
    item.inputs = records_of(program, op.vector(OperatorField::Inputs));
    item.outputs = records_of(program, op.vector(OperatorField::Outputs));
    item.is_reshape = is_reshape(program, writer, item);
    if (!is_absorbed(paddings, i)) item.rows = row_step(program, writer);
    items.push_back(std::move(item));
  }
  return make_stream(items, static_cast<uint32_t>(record), input.dim(1),
                     input.bytes() / static_cast<uint32_t>(input.dim(1)),
                     records_of(program, graph.outputs()), hop, stream);
}

void write_shift(Program& program, SourceText& text, uint32_t record) {
  const StreamTensor& tensor = text.stream->tensors.at(record);
  if (tensor.kept() == 0) return;
  const uint32_t offset = program.offset_of(record);
  const uint32_t moved = static_cast<uint32_t>(tensor.fresh) * tensor.row_bytes;
  text.line("__builtin_memmove(at<uint8_t>(" + std::to_string(offset) + "), at<uint8_t>(" +
            std::to_string(offset + moved) + "), " +
            std::to_string(static_cast<uint32_t>(tensor.kept()) * tensor.row_bytes) + ");");
}

}  // namespace mote::compiler
