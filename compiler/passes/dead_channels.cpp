// SPDX-License-Identifier: Apache-2.0
// Channels that are the same in every run, or that nobody looks at, leave the network.
//
// Forward, a channel is fixed if it does not depend on the model's inputs: an output channel whose
// weights are all zero, or lead to fixed channels only. Its elements are found by running the
// operators. Backward, a channel is needed if a reader's result depends on it. A layer does not
// need a fixed channel that adds the same to each sum of an output channel: that goes into the
// bias, exactly, as sums wrap at 32 bits. At the borders of a padded image a fixed channel may add
// less; then it stays.
#include <algorithm>
#include <optional>

#include "evaluate/evaluate.h"
#include "graph/builtin_codes.h"
#include "graph/uses.h"
#include "passes/channel_roles.h"
#include "passes/pass.h"

namespace mote::compiler {
namespace {

/// One for each channel.
using Flags = std::vector<bool>;

class DeadChannels {
 public:
  DeadChannels(Model& model, uint32_t subgraph)
      : graph_(model.subgraphs[subgraph]), uses_(model, subgraph) {
    for (const Operator& op : graph_.operators) {
      const ChannelRole role = channel_role(graph_, op);
      roles_.push_back(role);
      const bool is_layer = role == ChannelRole::Layer || role == ChannelRole::Depthwise;
      weights_.push_back(is_layer ? std::optional<Weights>(std::in_place, graph_, op)
                                  : std::nullopt);
    }
  }

  uint32_t run() {
    const bool any_layer =
        std::any_of(weights_.begin(), weights_.end(), [](const auto& w) { return w.has_value(); });
    if (!any_layer) return 0;
    find_fixed();
    find_needed();
    uint32_t removed = 0;
    for (size_t t = 0; t < needed_.size(); ++t) {
      removed += static_cast<uint32_t>(std::count(needed_[t].begin(), needed_[t].end(), false));
    }
    if (removed != 0) rewrite();
    return removed;
  }

 private:
  static size_t at(int32_t i) { return static_cast<size_t>(i); }
  size_t channels(int32_t t) const { return at(graph_.tensor(t).last_dim()); }
  bool is_fixed(int32_t t, size_t channel) const {
    const Flags& flags = fixed_[at(t)];
    return channel < flags.size() && flags[channel];
  }

  // Forward.

  void find_fixed() {
    fixed_.resize(graph_.tensors.size());
    images_.resize(graph_.tensors.size());
    for (size_t t = 0; t < graph_.tensors.size(); ++t) {
      const Tensor& tensor = graph_.tensors[t];
      fixed_[t].assign(at(tensor.last_dim()), tensor.is_constant());
    }
    for (size_t i = 0; i < graph_.operators.size(); ++i) {
      if (roles_[i] == ChannelRole::Opaque) continue;
      const Operator& op = graph_.operators[i];
      Flags flags = fixed_output(i);
      if (std::find(flags.begin(), flags.end(), true) == flags.end()) continue;
      std::vector<Bytes> inputs;
      for (const int32_t t : op.inputs) {
        inputs.push_back(t == kLeftOut || graph_.tensor(t).is_constant() ? Bytes() : image(t));
      }
      auto outputs = evaluate(graph_, op, inputs);
      if (!outputs) continue;
      fixed_[at(op.outputs[0])] = std::move(flags);
      images_[at(op.outputs[0])] = std::move((*outputs)[0]);
    }
  }

  /// The elements of fixed channels; any for others.
  const Bytes& image(int32_t t) {
    Bytes& bytes = images_[at(t)];
    if (bytes.empty()) bytes.resize(graph_.tensor(t).bytes());
    return bytes;
  }

  Flags fixed_output(size_t i) const {
    const Operator& op = graph_.operators[i];
    const int32_t input = op.inputs[0];
    Flags flags(channels(op.outputs[0]));
    for (size_t c = 0; c < flags.size(); ++c) {
      switch (roles_[i]) {
        case ChannelRole::Opaque: break;
        case ChannelRole::Layer: {
          bool all = true;
          for (size_t k = 0; k < channels(input) && all; ++k) {
            all = is_fixed(input, k) ||
                  !weights_[i]->any(static_cast<int32_t>(c), static_cast<int32_t>(k));
          }
          flags[c] = all;
          break;
        }
        case ChannelRole::Depthwise: {
          const size_t from = c / at(weights_[i]->multiplier());
          flags[c] = is_fixed(input, from) ||
                     !weights_[i]->any(static_cast<int32_t>(c), static_cast<int32_t>(from));
          break;
        }
        case ChannelRole::ChannelWise: flags[c] = is_fixed(input, c); break;
        case ChannelRole::Flatten: flags[c] = is_fixed(input, c % channels(input)); break;
        case ChannelRole::Elementwise:
          flags[c] = std::all_of(op.inputs.begin(), op.inputs.end(), [&](int32_t t) {
            return is_fixed(t, channels(t) == flags.size() ? c : 0);
          });
      }
    }
    return flags;
  }

  // Backward.

  /// Grows the sets of needed channels until every operator is content with them.
  void find_needed() {
    needed_.resize(graph_.tensors.size());
    for (size_t t = 0; t < needed_.size(); ++t) {
      const auto index = static_cast<int32_t>(t);
      const bool all = uses_.is_interface(index) || graph_.tensors[t].is_constant() ||
                       graph_.tensors[t].is_variable || uses_.producer(index) < 0;
      needed_[t].assign(channels(index), all);
    }
    grow();
    // A tensor has one channel at least.
    for (Flags& flags : needed_) {
      if (!flags.empty() && std::find(flags.begin(), flags.end(), true) == flags.end()) {
        flags[0] = true;
      }
    }
    grow();
  }

  void grow() {
    do {
      grown_ = false;
      for (size_t i = graph_.operators.size(); i-- != 0;) demand(i);
    } while (grown_);
  }
  void need(int32_t t, size_t channel) {
    if (needed_[at(t)][channel]) return;
    needed_[at(t)][channel] = true;
    grown_ = true;
  }
  bool is_needed(int32_t t, size_t channel) const { return needed_[at(t)][channel]; }

  void demand(size_t i) {
    const Operator& op = graph_.operators[i];
    switch (roles_[i]) {
      case ChannelRole::Opaque: return demand_all(op);
      case ChannelRole::Layer: return demand_layer(i);
      case ChannelRole::Depthwise: return demand_depthwise(i);
      case ChannelRole::ChannelWise:
      case ChannelRole::Flatten: return tie(op.inputs[0], op.outputs[0]);
      case ChannelRole::Elementwise:
        for (const int32_t t : op.inputs) {
          if (graph_.tensor(t).is_constant()) continue;
          if (channels(t) == channels(op.outputs[0])) {
            tie(t, op.outputs[0]);
          } else {
            need(t, 0);
          }
        }
    }
  }

  void demand_all(const Operator& op) {
    for (const auto* list : {&op.inputs, &op.outputs}) {
      for (const int32_t t : *list) {
        if (t == kLeftOut) continue;
        for (size_t c = 0; c < channels(t); ++c) need(t, c);
      }
    }
  }

  /// Output channel c is there if and only if input channel c % (input channels) is.
  void tie(int32_t input, int32_t output) {
    const size_t count = channels(input);
    for (size_t c = 0; c < channels(output); ++c) {
      if (is_needed(output, c)) need(input, c % count);
    }
    for (size_t c = 0; c < channels(output); ++c) {
      if (is_needed(input, c % count)) need(output, c);
    }
  }

  void demand_depthwise(size_t i) {
    const Operator& op = graph_.operators[i];
    const int32_t input = op.inputs[0];
    const int32_t output = op.outputs[0];
    const size_t multiplier = at(weights_[i]->multiplier());
    for (size_t c = 0; c < channels(output); ++c) {
      if (is_needed(output, c)) need(input, c / multiplier);
    }
    if (channels(input) == 1) return;  // the multiplier may shrink
    for (size_t c = 0; c < channels(output); ++c) {
      if (is_needed(input, c / multiplier)) need(output, c);
    }
  }

  void demand_layer(size_t i) {
    const Operator& op = graph_.operators[i];
    const int32_t input = op.inputs[0];
    for (size_t k = 0; k < channels(input); ++k) {
      if (is_needed(input, k)) continue;
      for (size_t c = 0; c < channels(op.outputs[0]); ++c) {
        if (!is_needed(op.outputs[0], c)) continue;
        const auto o = static_cast<int32_t>(c);
        const auto from = static_cast<int32_t>(k);
        if (!weights_[i]->any(o, from)) continue;
        if (is_fixed(input, k) && weights_[i]->uniform_sum(image(input), o, from)) continue;
        need(input, k);
        break;
      }
    }
  }

  // Rewriting.

  void rewrite() {
    std::vector<Operator> operators = graph_.operators;
    for (size_t i = 0; i < operators.size(); ++i) {
      Operator& op = operators[i];
      const bool is_layer = weights_[i].has_value();
      if (is_layer) shrink_layer(i, op);
      if (roles_[i] == ChannelRole::Flatten) shrink_shape(op);
      if (roles_[i] == ChannelRole::Elementwise) shrink_constants(op);
    }
    for (size_t t = 0; t < needed_.size(); ++t) {
      Tensor& tensor = graph_.tensors[t];
      const auto left =
          static_cast<int32_t>(std::count(needed_[t].begin(), needed_[t].end(), true));
      if (tensor.is_constant() || tensor.rank() == 0 || left == tensor.last_dim()) continue;
      if (tensor.signature.size() == tensor.shape.size()) tensor.signature.back() = left;
      tensor.shape.back() = left;
    }
    graph_.operators = std::move(operators);
  }

  /// The elements of `bytes`, in rows of as many as there are flags, that are flagged.
  static Bytes select(const Bytes& bytes, size_t width, const Flags& flags) {
    Bytes out;
    for (size_t i = 0; i * width < bytes.size(); ++i) {
      if (!flags[i % flags.size()]) continue;
      const auto from = bytes.begin() + static_cast<std::ptrdiff_t>(i * width);
      out.insert(out.end(), from, from + static_cast<std::ptrdiff_t>(width));
    }
    return out;
  }
  template <class T>
  static std::vector<T> select(const std::vector<T>& list, const Flags& flags) {
    if (list.size() != flags.size()) return list;  // one for all
    std::vector<T> out;
    for (size_t i = 0; i < list.size(); ++i) {
      if (flags[i]) out.push_back(list[i]);
    }
    return out;
  }
  static void select(Quantization& q, const Flags& flags) {
    q.scales = select(q.scales, flags);
    q.zero_points = select(q.zero_points, flags);
    q.min = select(q.min, flags);
    q.max = select(q.max, flags);
  }
  static int32_t count_of(const Flags& flags) {
    return static_cast<int32_t>(std::count(flags.begin(), flags.end(), true));
  }
  bool is_whole(int32_t t) const {
    const Flags& flags = needed_[at(t)];
    return std::find(flags.begin(), flags.end(), false) == flags.end();
  }

  void shrink_layer(size_t i, Operator& op) {
    const Flags& inputs = needed_[at(op.inputs[0])];
    const Flags& outputs = needed_[at(op.outputs[0])];
    if (is_whole(op.inputs[0]) && is_whole(op.outputs[0])) return;
    fold_into_bias(i, op);
    const Weights& w = *weights_[i];
    Tensor filter = graph_.tensor(op.inputs[1]);
    Bytes data = *filter.constant;
    if (w.is_depthwise()) {
      data = select(data, 1, outputs);
      filter.shape[3] = count_of(outputs);
      const auto declared = op.options.get<int32_t>(depthwise_conv_2d_option::kDepthMultiplier, 0);
      if (declared != 0) {
        op.options.set<int32_t>(depthwise_conv_2d_option::kDepthMultiplier,
                                count_of(outputs) / count_of(inputs));
      }
    } else {
      data = select(data, at(w.taps() * w.inputs()), outputs);
      data = select(data, 1, inputs);
      filter.shape[0] = count_of(outputs);
      filter.shape.back() = filter.shape.back() / w.inputs() * count_of(inputs);
    }
    select(filter.quantization, outputs);
    filter.constant = shared_bytes(data);
    op.inputs[1] = graph_.add(std::move(filter));
    if (op.input(2) == kLeftOut) return;
    Tensor bias = graph_.tensor(op.inputs[2]);
    bias.constant = shared_bytes(select(*bias.constant, 4, outputs));
    bias.shape.back() = count_of(outputs);
    select(bias.quantization, outputs);
    op.inputs[2] = graph_.add(std::move(bias));
  }

  /// What the removed input channels add.
  void fold_into_bias(size_t i, Operator& op) {
    const Weights& w = *weights_[i];
    if (w.is_depthwise()) return;  // they go with their output channels
    const int32_t input = op.inputs[0];
    std::vector<uint32_t> more(at(w.outputs()));
    for (int32_t k = 0; k < w.inputs(); ++k) {
      if (is_needed(input, at(k))) continue;
      for (int32_t o = 0; o < w.outputs(); ++o) {
        if (!is_needed(op.outputs[0], at(o)) || !w.any(o, k)) continue;
        more[at(o)] += *w.uniform_sum(image(input), o, k);
      }
    }
    if (std::all_of(more.begin(), more.end(), [](uint32_t m) { return m == 0; })) return;
    Tensor bias = op.input(2) == kLeftOut ? new_bias(op) : graph_.tensor(op.inputs[2]);
    std::vector<uint32_t> sums = bias.elements_as<uint32_t>();
    for (size_t o = 0; o < more.size(); ++o) sums[o] += more[o];
    bias.constant = shared_bytes(sums);
    op.inputs.resize(3);
    op.inputs[2] = graph_.add(std::move(bias));
  }

  Tensor new_bias(const Operator& op) const {
    const Tensor& input = graph_.tensor(op.inputs[0]);
    Tensor bias;
    bias.name = graph_.tensor(op.outputs[0]).name + "/bias";
    bias.type = TensorType::Int32;
    bias.shape = {graph_.tensor(op.outputs[0]).last_dim()};
    for (const float scale : graph_.tensor(op.inputs[1]).quantization.scales) {
      bias.quantization.scales.push_back(scale * input.quantization.scales[0]);
      bias.quantization.zero_points.push_back(0);
    }
    bias.constant = shared_bytes(std::vector<int32_t>(at(bias.shape[0])));
    return bias;
  }

  /// A RESHAPE's own words about its output.
  void shrink_shape(Operator& op) {
    if (is_whole(op.outputs[0])) return;
    const Tensor& output = graph_.tensor(op.outputs[0]);
    const int32_t left = count_of(needed_[at(op.outputs[0])]);
    const auto change = [&output, left](std::vector<int32_t> shape) {
      if (!shape.empty() && shape.back() == output.last_dim()) shape.back() = left;
      return shape;
    };
    if (op.code != code::kReshape) return;  // the others say which axes, not how long
    if (const OptionField* field = op.options.find(reshape_option::kNewShape)) {
      std::vector<int32_t> shape(field->bytes.size() / 4);
      if (!shape.empty()) std::memcpy(shape.data(), field->bytes.data(), shape.size() * 4);
      op.options.set_words(reshape_option::kNewShape, change(shape));
    }
    const int32_t list = op.input(1);
    if (list == kLeftOut || !graph_.tensor(list).is_constant()) return;
    Tensor shape = graph_.tensor(list);
    if (shape.type != TensorType::Int32) return;
    shape.constant = shared_bytes(change(shape.elements_as<int32_t>()));
    op.inputs[1] = graph_.add(std::move(shape));
  }

  void shrink_constants(Operator& op) {
    if (is_whole(op.outputs[0])) return;
    const Flags& flags = needed_[at(op.outputs[0])];
    for (int32_t& t : op.inputs) {
      Tensor constant = graph_.tensor(t);
      if (!constant.is_constant() || constant.rank() == 0 || constant.last_dim() == 1) continue;
      const size_t width = bits_per_element(constant.type) / 8;
      constant.constant = shared_bytes(select(*constant.constant, width, flags));
      constant.shape.back() = count_of(flags);
      t = graph_.add(std::move(constant));
    }
  }

  Subgraph& graph_;
  const Uses uses_;
  std::vector<ChannelRole> roles_;               ///< of each operator
  std::vector<std::optional<Weights>> weights_;  ///< of those that have some
  std::vector<Flags> fixed_, needed_;            ///< of each tensor
  std::vector<Bytes> images_;
  bool grown_ = false;
};

}  // namespace

uint32_t remove_dead_channels(Model& model) {
  uint32_t removed = 0;
  for (uint32_t i = 0; i < model.subgraphs.size(); ++i) removed += DeadChannels(model, i).run();
  return removed;
}

}  // namespace mote::compiler
