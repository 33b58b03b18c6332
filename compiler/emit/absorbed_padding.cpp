// SPDX-License-Identifier: Apache-2.0
#include "emit/absorbed_padding.h"

#include <optional>
#include <string_view>

#include "base/bytes.h"

namespace mote::compiler {
namespace {

using format::OperatorField;
using format::TensorView;
using format::Vector;

/// The operators that may; others read padding as they read any element.
bool absorbs(std::string_view entry) {
  return entry == "conv_2d_s8" || entry == "depthwise_conv_2d_s8";
}

uint32_t count_of(const Vector& tensors, uint32_t tensor) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < tensors.count(); ++i) {
    if (tensors.at<uint32_t>(i) == tensor) ++count;
  }
  return count;
}

/// Steps and outputs that read a tensor of the subgraph whose places begin at `first_place`.
uint32_t readers_of(Program& program, uint32_t first_place, uint32_t tensor) {
  Layout& layout = program.layout();
  uint32_t readers = 0;
  for (uint32_t i = 0; i < layout.step_count(); ++i) {
    const Step& step = layout.step(i);
    if (step.part != 0 || step.first_place != first_place) continue;
    readers += count_of(layout.op_of(i).vector(OperatorField::Inputs), tensor);
    if (readers == 0) continue;
    const uint32_t returned = count_of(layout.graph_of(i).outputs(), tensor);
    if (returned != 0) return 2;
  }
  return readers;
}

std::optional<uint32_t> writer_of(Program& program, uint32_t first_place, uint32_t tensor) {
  Layout& layout = program.layout();
  for (uint32_t i = 0; i < layout.step_count(); ++i) {
    const Step& step = layout.step(i);
    if (step.part != 0 || step.first_place != first_place) continue;
    if (count_of(layout.op_of(i).vector(OperatorField::Outputs), tensor) != 0) return i;
  }
  return std::nullopt;
}

int64_t index_at(const TensorView& list, uint32_t i) {
  return list.type() == TensorType::Int64 ? load<int64_t>(list.constant_bytes() + 8 * i)
                                          : load<int32_t>(list.constant_bytes() + 4 * i);
}

/// The padding of a PAD that only surrounds rows and columns with the zero point.
std::optional<AbsorbedPadding> padding_of(Program& program, uint32_t step) {
  Layout& layout = program.layout();
  const format::SubgraphView graph = layout.graph_of(step);
  const OpView op(graph, layout.op_of(step));
  const TensorView input = op.input(0);
  const TensorView pads = op.input(1);
  if (input.rank() != 4 || input.is_constant() || !pads.is_constant()) return std::nullopt;
  if (const TensorView value = op.input(2)) {
    if (!value.is_constant()) return std::nullopt;
    if (load<int8_t>(value.constant_bytes()) != op.output(0).zero_point()) return std::nullopt;
  }
  for (const uint32_t i : {0U, 1U, 6U, 7U}) {  // batches and channels, before and after
    if (index_at(pads, i) != 0) return std::nullopt;
  }
  return AbsorbedPadding{step, static_cast<int32_t>(index_at(pads, 2)),
                         static_cast<int32_t>(index_at(pads, 4)), shape4(input)};
}

}  // namespace

std::map<uint32_t, AbsorbedPadding> absorb_padding(Program& program) {
  std::map<uint32_t, AbsorbedPadding> found;
  Layout& layout = program.layout();
  for (uint32_t i = 0; i < layout.step_count(); ++i) {
    if (!absorbs(program.entry_of(i))) continue;
    const uint32_t first_place = layout.step(i).first_place;
    const format::SubgraphView graph = layout.graph_of(i);
    const uint32_t padded = OpView(graph, layout.op_of(i)).input(0).index();
    const std::optional<uint32_t> pad = writer_of(program, first_place, padded);
    if (!pad || std::string_view(program.room_of(*pad)) != "pad") continue;
    if (readers_of(program, first_place, padded) != 1) continue;
    const std::optional<AbsorbedPadding> padding = padding_of(program, *pad);
    if (!padding) continue;
    const uint32_t unpadded = OpView(graph, layout.op_of(*pad)).input(0).index();
    if (!program.keep_until(first_place, unpadded, *pad, i)) continue;
    program.drop_tensor(first_place, padded);
    found.emplace(i, *padding);
  }
  return found;
}

}  // namespace mote::compiler
