// SPDX-License-Identifier: Apache-2.0
#include "passes/channel_roles.h"

#include <algorithm>

#include "graph/builtin_codes.h"
#include "passes/operator_kinds.h"

namespace mote::compiler {
namespace {

bool is_int8(const Subgraph& graph, int32_t t) {
  return t != kLeftOut && graph.tensor(t).type == TensorType::Int8;
}

bool has_int8_weights(const Subgraph& graph, const Operator& op) {
  if (!is_int8(graph, op.input(0)) || !is_int8(graph, op.input(1)) ||
      !is_int8(graph, op.outputs[0]) || op.inputs.size() > 3) {
    return false;
  }
  const Tensor& filter = graph.tensor(op.input(1));
  const std::vector<int64_t>& points = filter.quantization.zero_points;
  if (!filter.is_constant() || graph.tensor(op.input(0)).is_constant() ||
      std::any_of(points.begin(), points.end(), [](int64_t p) { return p != 0; })) {
    return false;
  }
  const int32_t bias = op.input(2);
  return bias == kLeftOut ||
         (graph.tensor(bias).is_constant() && graph.tensor(bias).type == TensorType::Int32);
}

ChannelRole layer_role(const Subgraph& graph, const Operator& op) {
  if (!has_int8_weights(graph, op)) return ChannelRole::Opaque;
  const Tensor& input = graph.tensor(op.input(0));
  const Tensor& filter = graph.tensor(op.input(1));
  if (op.code == code::kDepthwiseConv2d) return ChannelRole::Depthwise;
  const bool fits = op.code == code::kConv2d ? filter.shape[3] == input.last_dim()
                                             : filter.shape[1] % input.last_dim() == 0;
  return fits ? ChannelRole::Layer : ChannelRole::Opaque;  // grouped convolutions do not
}

/// Of a constant list of axes: none is the last one.
bool leaves_last_axis(const Subgraph& graph, const Operator& op) {
  if (op.input(1) == kLeftOut || !graph.tensor(op.input(1)).is_constant()) return false;
  if (graph.tensor(op.input(1)).type != TensorType::Int32) return false;
  const auto rank = static_cast<int32_t>(graph.tensor(op.input(0)).rank());
  const auto axes = graph.tensor(op.input(1)).elements_as<int32_t>();
  return std::all_of(axes.begin(), axes.end(),
                     [rank](int32_t axis) { return (axis + rank) % rank != rank - 1; });
}

/// The last pair of a constant list of paddings is zero.
bool leaves_last_pair(const Subgraph& graph, const Operator& op) {
  const Tensor& list = graph.tensor(op.input(1));
  if (!list.is_constant() || list.type != TensorType::Int32) return false;
  const auto values = list.elements_as<int32_t>();
  return values.size() >= 2 && values.back() == 0 && values[values.size() - 2] == 0;
}

bool is_channel_wise(const Subgraph& graph, const Operator& op) {
  switch (op.code) {
    case code::kAveragePool2d:
    case code::kMaxPool2d:
    case code::kResizeBilinear:
    case code::kResizeNearest: return true;
    case code::kMean: return leaves_last_axis(graph, op);
    case code::kPad: return op.inputs.size() == 2 && leaves_last_pair(graph, op);
    default: return is_elementwise_unary(op);
  }
}

}  // namespace

ChannelRole channel_role(const Subgraph& graph, const Operator& op) {
  if (op.outputs.size() != 1 || op.input(0) == kLeftOut) return ChannelRole::Opaque;
  const Tensor& input = graph.tensor(op.input(0));
  const Tensor& output = graph.tensor(op.outputs[0]);
  const auto whole_bytes = [](const Tensor& t) {
    const uint32_t bits = bits_per_element(t.type);
    return bits != 0 && bits % 8 == 0 && t.rank() != 0 && t.elements() != 0 &&
           t.quantization.scales.size() <= 1 && !t.is_variable;
  };
  if (!whole_bytes(input) || !whole_bytes(output)) return ChannelRole::Opaque;
  if (op.code == code::kConv2d || op.code == code::kDepthwiseConv2d ||
      op.code == code::kFullyConnected) {
    return layer_role(graph, op);
  }
  const int32_t channels = output.last_dim();
  if (is_reshape(op)) {
    return channels % input.last_dim() == 0 ? ChannelRole::Flatten : ChannelRole::Opaque;
  }
  if (is_elementwise_binary(op)) {
    const bool fit = std::all_of(op.inputs.begin(), op.inputs.end(), [&](int32_t t) {
      if (t == kLeftOut) return false;
      const Tensor& one = graph.tensor(t);
      if (one.is_constant() && one.elements() == 1) return one.quantization.scales.size() <= 1;
      return whole_bytes(one) && (one.last_dim() == channels || one.last_dim() == 1);
    });
    return fit ? ChannelRole::Elementwise : ChannelRole::Opaque;
  }
  return input.last_dim() == channels && is_channel_wise(graph, op) ? ChannelRole::ChannelWise
                                                                    : ChannelRole::Opaque;
}

Weights::Weights(const Subgraph& graph, const Operator& op) {
  const Tensor& input = graph.tensor(op.input(0));
  const Tensor& filter = graph.tensor(op.input(1));
  data_ = filter.constant;
  const Tensor& output = graph.tensor(op.outputs[0]);
  zero_point_ = input.zero_point();
  inputs_ = input.last_dim();
  outputs_ = output.last_dim();
  if (op.code == code::kFullyConnected) {
    taps_ = filter.shape[1] / inputs_;
    const auto batches = static_cast<int32_t>(output.elements()) / outputs_;
    in_ = {batches, taps_, 1, inputs_};
    out_ = {batches, 1, 1, outputs_};
    window_ = {taps_, 1, 1, 1, 1, 1, 0, 0};
    return;
  }
  is_depthwise_ = op.code == code::kDepthwiseConv2d;
  const auto shape = [](const Tensor& t) {
    return Shape4{t.shape[0], t.shape[1], t.shape[2], t.shape[3]};
  };
  in_ = shape(input);
  out_ = shape(output);
  read_window(op, filter);
}

void Weights::read_window(const Operator& op, const Tensor& filter) {
  const auto at = [&](uint16_t convolution, uint16_t depthwise, int32_t otherwise) {
    return op.options.get<int32_t>(is_depthwise_ ? depthwise : convolution, otherwise);
  };
  namespace c = conv_2d_option;
  namespace d = depthwise_conv_2d_option;
  window_ = {filter.shape[1],
             filter.shape[2],
             at(c::kStrideH, d::kStrideH, 0),
             at(c::kStrideW, d::kStrideW, 0),
             at(c::kDilationH, d::kDilationH, 1),
             at(c::kDilationW, d::kDilationW, 1),
             0,
             0};
  taps_ = window_.filter_h * window_.filter_w;
  const auto kind = static_cast<Padding>(op.options.get<uint8_t>(c::kPadding, 0));
  fit_axis(kind, in_.height, window_.filter_h, window_.stride_h, window_.dilation_h, out_.height,
           window_.pad_top);
  fit_axis(kind, in_.width, window_.filter_w, window_.stride_w, window_.dilation_w, out_.width,
           window_.pad_left);
}

bool Weights::any(int32_t output, int32_t input) const {
  for (int32_t tap = 0; tap < taps_; ++tap) {
    if (at(output, tap, input) != 0) return true;
  }
  return false;
}

uint32_t Weights::sum_at(const Bytes& image, int32_t output, int32_t input, int32_t batch,
                         int32_t y, int32_t x) const {
  uint32_t sum = 0;
  for (int32_t tap = 0; tap < taps_; ++tap) {
    const int32_t row =
        y * window_.stride_h - window_.pad_top + tap / window_.filter_w * window_.dilation_h;
    const int32_t column =
        x * window_.stride_w - window_.pad_left + tap % window_.filter_w * window_.dilation_w;
    if (row < 0 || row >= in_.height || column < 0 || column >= in_.width) continue;
    const int32_t index = ((batch * in_.height + row) * in_.width + column) * inputs_ + input;
    const auto element = static_cast<int8_t>(image[static_cast<size_t>(index)]);
    sum += static_cast<uint32_t>((element - zero_point_) * at(output, tap, input));
  }
  return sum;
}

std::optional<uint32_t> Weights::uniform_sum(const Bytes& image, int32_t output,
                                             int32_t input) const {
  if (!any(output, input)) return 0;
  const uint32_t first = sum_at(image, output, input, 0, 0, 0);
  for (int32_t b = 0; b < out_.batches; ++b) {
    for (int32_t y = 0; y < out_.height; ++y) {
      for (int32_t x = 0; x < out_.width; ++x) {
        if (sum_at(image, output, input, b, y, x) != first) return std::nullopt;
      }
    }
  }
  return first;
}

}  // namespace mote::compiler
