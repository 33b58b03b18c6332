// SPDX-License-Identifier: Apache-2.0
// How operators treat channels, the indices of a tensor's last axis: what dead_channels needs to
// know of each.
#pragma once

#include <optional>
#include <vector>

#include "graph/graph.h"
#include "ops/shared/window.h"

namespace mote::compiler {

enum class ChannelRole : uint8_t {
  Opaque,       ///< nothing is known
  Layer,        ///< CONV_2D or FULLY_CONNECTED: each output channel mixes all input channels
  Depthwise,    ///< output channel o comes from input channel o / multiplier
  ChannelWise,  ///< output channel c comes from channel c of input 0
  Elementwise,  ///< the same of every input that has as many channels; others are broadcast
  Flatten,      ///< output channel c comes from input channel c % (input channels)
};

ChannelRole channel_role(const Subgraph& graph, const Operator& op);

/// The int8 weights of a Layer or Depthwise operator as one matrix.
class Weights {
 public:
  Weights(const Subgraph& graph, const Operator& op);

  int32_t outputs() const { return outputs_; }
  int32_t inputs() const { return inputs_; }  ///< input channels
  int32_t taps() const { return taps_; }      ///< weights for each pair of channels
  bool is_depthwise() const { return is_depthwise_; }
  int32_t multiplier() const { return outputs_ / inputs_; }
  /// Depthwise: only where i == o / multiplier().
  int8_t at(int32_t output, int32_t tap, int32_t input) const {
    const int32_t index =
        is_depthwise_ ? tap * outputs_ + output : (output * taps_ + tap) * inputs_ + input;
    return static_cast<int8_t>((*data_)[static_cast<size_t>(index)]);
  }
  bool any(int32_t output, int32_t input) const;

  /// What input channel `input` adds to the sum of output channel `output`, if every element of the
  /// output gets the same; `image` is the input with that channel's elements.
  std::optional<uint32_t> uniform_sum(const Bytes& image, int32_t output, int32_t input) const;

 private:
  void read_window(const Operator& op, const Tensor& filter);
  uint32_t sum_at(const Bytes& image, int32_t output, int32_t input, int32_t batch, int32_t y,
                  int32_t x) const;

  SharedBytes data_;
  int32_t outputs_ = 0, inputs_ = 0, taps_ = 0;
  int32_t zero_point_ = 0;  ///< of the input
  bool is_depthwise_ = false;
  Shape4 in_{}, out_{};  ///< FULLY_CONNECTED: each batch is one column of taps
  Window window_{};
};

}  // namespace mote::compiler
