// SPDX-License-Identifier: Apache-2.0
// A PAD before a convolution without padding becomes the convolution's own, where SAME pads the
// same rows and columns: both put the input's zero point there, which adds nothing to a sum of integers.
#include "ops/shared/window.h"

#include "graph/uses.h"
#include "passes/operator_kinds.h"
#include "passes/pass.h"
#include "passes/rewiring.h"

namespace mote::compiler {
namespace {

/// Rows before and after, columns before and after.
struct Padded {
  int32_t top, bottom, left, right;
};

/// Of a PAD of rows and columns only, with the input's zero point.
bool read_pad(const Subgraph& graph, const Operator& pad, Padded& out) {
  if (pad.code != code::kPad && pad.code != code::kPadV2) return false;
  const Tensor& input = graph.tensor(pad.inputs[0]);
  const Tensor& list = graph.tensor(pad.inputs[1]);
  if (input.type != TensorType::Int8 || input.rank() != 4 || !input.is_quantized() ||
      !same_quantization(input, graph.tensor(pad.outputs[0])) || !list.is_constant() ||
      list.type != TensorType::Int32 || input.is_variable) {
    return false;
  }
  if (pad.input(2) != kLeftOut) {
    const Tensor& value = graph.tensor(pad.inputs[2]);
    if (!value.is_constant() || static_cast<int8_t>((*value.constant)[0]) != input.zero_point()) {
      return false;
    }
  }
  const auto p = list.elements_as<int32_t>();
  if (p.size() != 8 || p[0] != 0 || p[1] != 0 || p[6] != 0 || p[7] != 0) return false;
  out = {p[2], p[3], p[4], p[5]};
  return true;
}

/// SAME puts `before` rows before the input; those after it follow, as every row that a window
/// reaches beyond the end counts as the zero point.
bool same_axis(int32_t input, int32_t filter, int32_t stride, int32_t dilation, int32_t output,
               int32_t before) {
  int32_t pad = 0;
  return (input + stride - 1) / stride == output &&
         fit_axis(Padding::Same, input, filter, stride, dilation, output, pad) && pad == before;
}

bool merge(Subgraph& graph, const Uses& uses, Operator& op) {
  namespace c = conv_2d_option;
  namespace d = depthwise_conv_2d_option;
  const bool is_depthwise = op.code == code::kDepthwiseConv2d;
  if (op.code != code::kConv2d && !is_depthwise) return false;
  if (op.options.get<uint8_t>(c::kPadding, padding::kSame) != padding::kValid) return false;
  const Operator* pad = sole_producer(graph, uses, op.inputs[0]);
  Padded padded{};
  if (pad == nullptr || !read_pad(graph, *pad, padded)) return false;
  if (graph.tensor(op.outputs[0]).type != TensorType::Int8) return false;
  const auto option = [&](uint16_t convolution, uint16_t depthwise, int32_t otherwise) {
    return op.options.get<int32_t>(is_depthwise ? depthwise : convolution, otherwise);
  };
  const std::vector<int32_t>& in = graph.tensor(pad->inputs[0]).shape;
  const std::vector<int32_t>& out = graph.tensor(op.outputs[0]).shape;
  const std::vector<int32_t>& filter = graph.tensor(op.inputs[1]).shape;
  if (!same_axis(in[1], filter[1], option(c::kStrideH, d::kStrideH, 0),
                 option(c::kDilationH, d::kDilationH, 1), out[1], padded.top) ||
      !same_axis(in[2], filter[2], option(c::kStrideW, d::kStrideW, 0),
                 option(c::kDilationW, d::kDilationW, 1), out[2], padded.left)) {
    return false;
  }
  op.options.set<uint8_t>(c::kPadding, padding::kSame);
  op.inputs[0] = pad->inputs[0];
  return true;
}

}  // namespace

uint32_t merge_padding(Model& model) {
  uint32_t changes = 0;
  for (uint32_t g = 0; g < model.subgraphs.size(); ++g) {
    Subgraph& graph = model.subgraphs[g];
    const Uses uses(model, g);
    for (Operator& op : graph.operators) {
      if (merge(graph, uses, op)) ++changes;  // the PAD is unused now
    }
  }
  return changes;
}

}  // namespace mote::compiler
