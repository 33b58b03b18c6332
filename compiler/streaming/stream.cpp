// SPDX-License-Identifier: Apache-2.0
#include "streaming/stream.h"

#include <algorithm>
#include <numeric>

namespace mote::compiler {
namespace {

class Maker {
 public:
  Maker(const std::vector<StreamItem>& steps, Stream& stream) : steps_(steps), stream_(stream) {}

  std::string make(const std::vector<uint32_t>& outputs, int32_t hop) {
    for (uint32_t i = 0; i < steps_.size(); ++i) visit(i);
    for (const uint32_t output : outputs) need_all(output);
    if (stream_.steps.empty()) return nothing();
    int32_t least = 1;
    for (const auto& [record, tensor] : stream_.tensors) least = std::lcm(least, tensor.stride);
    if (hop == 0) hop = least;
    if (hop % least != 0) {
      return "the window must move by a multiple of " + std::to_string(least) +
             " rows, the product of the strides, not by " + std::to_string(hop);
    }
    const int32_t height = stream_.tensors.at(stream_.input).height;
    if (hop >= height) {
      return "the window has " + std::to_string(height) + " rows and moves by " +
             std::to_string(hop) + ": nothing of it stays";
    }
    stream_.hop = hop;
    stream_.runs_to_fill = (height + hop - 1) / hop;
    size();
    return "";
  }

 private:
  std::string nothing() const {
    return "no step can be streamed: " +
           (reason_.empty() ? std::string("none reads the input by rows") : reason_);
  }

  bool rolls(uint32_t record) const { return stream_.tensors.count(record) != 0; }
  void need_all(uint32_t record) {
    if (rolls(record)) whole_.push_back(record);
  }

  void visit(uint32_t i) {
    const StreamItem& item = steps_[i];
    if (item.is_reshape) return;
    if (item.rows && can_roll(i, *item.rows)) return roll(i, *item.rows);
    for (const uint32_t record : item.inputs) need_all(record);
    // What a whole step writes over or into does not roll.
    for (const uint32_t record : item.outputs) need_all(record);
  }

  bool can_roll(uint32_t i, const RowStep& step) {
    const RowGeometry& g = step.geometry;
    for (const RowStep::Operand& input : step.inputs) {
      if (!rolls(input.record)) return false;
      const StreamTensor& tensor = stream_.tensors.at(input.record);
      const bool matches = tensor.height == g.input_height &&
                           tensor.stride == stream_.tensors.at(step.inputs[0].record).stride;
      if (!matches) return false;
    }
    if (rolls(step.output.record)) return false;
    const bool pads =
        g.pad_top != 0 || (g.output_height - 1) * g.stride + g.extent > g.input_height;
    if (pads && reason_.empty()) {
      reason_ = "step " + std::to_string(i) + " pads along the axis";
    }
    return !pads && g.output_height > 1;
  }

  void roll(uint32_t i, const RowStep& step) {
    const StreamTensor& from = stream_.tensors.at(step.inputs[0].record);
    stream_.tensors[step.output.record] = {step.geometry.output_height, step.output.row_bytes,
                                           from.stride * step.geometry.stride};
    stream_.steps[i] = {step.geometry, step.output.record, {}, {}};
  }

  /// Rows of its input that a step reads for its newest rows.
  int32_t needed(const StreamStep& step, const StreamTensor& from) const {
    const StreamTensor& to = stream_.tensors.at(step.output);
    return from.height - (to.height - to.fresh) * step.geometry.stride;
  }

  void size() {
    for (auto& [record, tensor] : stream_.tensors) {
      tensor.fresh = std::min(tensor.height, stream_.hop / tensor.stride);
      tensor.rows = tensor.fresh;
    }
    for (const uint32_t record : whole_) {
      stream_.tensors.at(record).rows = stream_.tensors.at(record).height;
    }
    for (const auto& [i, step] : stream_.steps) {
      for (const RowStep::Operand& input : steps_[i].rows->inputs) {
        StreamTensor& from = stream_.tensors.at(input.record);
        from.rows = std::max(from.rows, needed(step, from));
      }
    }
    for (auto& [i, step] : stream_.steps) {
      const StreamTensor& to = stream_.tensors.at(step.output);
      int32_t rows = 0;
      for (const RowStep::Operand& input : steps_[i].rows->inputs) {
        const StreamTensor& from = stream_.tensors.at(input.record);
        rows = needed(step, from);
        step.first_row[input.record] = from.rows - rows;
      }
      const uint32_t elements = steps_[i].rows->row_elements * static_cast<uint32_t>(to.fresh);
      step.range = {to.height - to.fresh, to.fresh, step.geometry.input_height - rows, 0,
                    static_cast<int32_t>(elements)};
    }
    for (const auto& [record, tensor] : stream_.tensors) {
      stream_.state_bytes += static_cast<uint32_t>(tensor.kept()) * tensor.row_bytes;
    }
  }

  const std::vector<StreamItem>& steps_;
  Stream& stream_;
  std::vector<uint32_t> whole_;  ///< records of which a step or the caller needs all rows
  std::string reason_;
};

}  // namespace

std::string make_stream(const std::vector<StreamItem>& steps, uint32_t input, int32_t height,
                        uint32_t row_bytes, const std::vector<uint32_t>& outputs, int32_t hop,
                        Stream& stream) {
  stream.input = input;
  stream.tensors[input] = {height, row_bytes, 1};
  return Maker(steps, stream).make(outputs, hop);
}

}  // namespace mote::compiler
