// SPDX-License-Identifier: Apache-2.0
#include "models/builder.h"

#include <algorithm>

#include <flatbuffers/flatbuffers.h>

namespace mote::models {
namespace {

using flatbuffers::FlatBufferBuilder;
using flatbuffers::Offset;
using Table = flatbuffers::Table;

/// One table: vectors and strings first, then its fields. Writes every field, default or not.
class TableWriter {
 public:
  explicit TableWriter(FlatBufferBuilder& builder)
      : builder_(builder), start_(builder.StartTable()) {}

  template <class T>
  TableWriter& scalar(uint16_t field, T value) {
    builder_.AddElement<T>(at(field), value);
    return *this;
  }
  template <class T>
  TableWriter& refer(uint16_t field, Offset<T> target) {
    if (!target.IsNull()) builder_.AddOffset(at(field), target);
    return *this;
  }
  Offset<Table> end() { return Offset<Table>(builder_.EndTable(start_)); }

 private:
  static uint16_t at(uint16_t field) { return static_cast<uint16_t>(4 + 2 * field); }

  FlatBufferBuilder& builder_;
  uint32_t start_;
};

class Writer {
 public:
  explicit Writer(const ModelSpec& spec) : spec_(spec) {}

  Bytes write() {
    buffers_.push_back(buffer(spec_.buffer_zero));
    std::vector<Offset<Table>> graph_tables(spec_.subgraphs,
                                            graph(spec_, spec_.more_tensors, spec_.more_operators));
    for (const GraphSpec& called : spec_.called) graph_tables.push_back(graph(called, 0, 0));
    if (spec_.far_offset != 0) {
      buffers_.push_back(
          TableWriter(b_).scalar<uint64_t>(1, spec_.far_offset).scalar<uint64_t>(2, 16).end());
    }
    const auto graphs = b_.CreateVector(graph_tables);
    const auto codes = b_.CreateVector(codes_);
    const auto description = b_.CreateString("made by a test");
    const auto metadata_list = metadata();
    const auto signature_list = signatures();
    Offset<flatbuffers::Vector<Offset<Table>>> external;
    if (spec_.external_buffers != 0) {
      external = b_.CreateVector(
          std::vector<Offset<Table>>(spec_.external_buffers, TableWriter(b_).end()));
    }
    Offset<flatbuffers::Vector<Offset<Table>>> buffers;
    if (!spec_.no_buffers) buffers = b_.CreateVector(buffers_);
    const Offset<Table> model = TableWriter(b_)
                                    .scalar<uint32_t>(0, spec_.version)
                                    .refer(1, codes)
                                    .refer(2, graphs)
                                    .refer(3, description)
                                    .refer(4, buffers)
                                    .refer(6, metadata_list)
                                    .refer(7, signature_list)
                                    .refer(9, external)
                                    .end();
    b_.Finish(model, "TFL3");
    return {b_.GetBufferPointer(), b_.GetBufferPointer() + b_.GetSize()};
  }

 private:
  using Tables = Offset<flatbuffers::Vector<Offset<Table>>>;

  Offset<Table> graph(const GraphSpec& g, uint32_t more_tensors, uint32_t more_operators) {
    std::vector<Offset<Table>> tensors;
    for (const TensorSpec& t : g.tensors) tensors.push_back(tensor(t, tensors.size()));
    if (!tensors.empty()) tensors.insert(tensors.end(), more_tensors, tensors.back());
    std::vector<Offset<Table>> operators;
    for (const OperatorSpec& op : g.operators) operators.push_back(one_operator(op));
    if (!operators.empty()) operators.insert(operators.end(), more_operators, operators.back());
    const auto tensor_list = b_.CreateVector(tensors);
    const auto inputs = b_.CreateVector(g.inputs);
    const auto outputs = b_.CreateVector(g.outputs);
    const auto operator_list = b_.CreateVector(operators);
    const auto name = b_.CreateString("main");
    return TableWriter(b_)
        .refer(0, tensor_list)
        .refer(1, inputs)
        .refer(2, outputs)
        .refer(3, operator_list)
        .refer(4, name)
        .end();
  }

  Offset<Table> buffer(const Bytes& bytes) {
    Offset<flatbuffers::Vector<uint8_t>> data;
    if (!bytes.empty()) {
      b_.ForceVectorAlignment(bytes.size(), 1, 16);
      data = b_.CreateVector(bytes);
    }
    return TableWriter(b_).refer(0, data).end();
  }

  Offset<Table> tensor(const TensorSpec& t, size_t index) {
    uint32_t buffer_index = 0;
    if (!t.constant.empty()) {
      buffer_index = static_cast<uint32_t>(buffers_.size());
      buffers_.push_back(buffer(t.constant));
    }
    const auto shape = b_.CreateVector(t.shape);
    const auto name = b_.CreateString("t" + std::to_string(index));
    Offset<Table> quantization;
    if (!t.scales.empty() || !t.zero_points.empty()) {
      const auto scales = b_.CreateVector(t.scales);
      const auto points = b_.CreateVector(t.zero_points);
      quantization = TableWriter(b_)
                         .refer(2, scales)
                         .refer(3, points)
                         .scalar<int32_t>(6, t.quantized_dimension)
                         .end();
    }
    Offset<flatbuffers::Vector<int32_t>> signature;
    if (!t.signature.empty()) signature = b_.CreateVector(t.signature);
    Offset<Table> sparsity;
    if (t.sparsity) sparsity = sparsity_of(*t.sparsity);
    return TableWriter(b_)
        .refer(0, shape)
        .scalar(1, static_cast<uint8_t>(t.type))
        .scalar<uint32_t>(2, t.buffer.value_or(buffer_index))
        .refer(3, name)
        .refer(4, quantization)
        .scalar<uint8_t>(5, t.variable ? 1 : 0)
        .refer(6, sparsity)
        .refer(7, signature)
        .scalar<uint32_t>(10, t.external_buffer)
        .end();
  }

  Offset<Table> sparsity_of(const SparsitySpec& s) {
    std::vector<Offset<Table>> levels;
    for (const SparseLevelSpec& level : s.levels) {
      const Offset<Table> segments = index_vector(level.segments);
      const Offset<Table> indices = index_vector(level.indices);
      levels.push_back(TableWriter(b_)
                           .scalar(0, level.format)
                           .scalar(1, level.dense_size)
                           .scalar(2, level.segments.type)
                           .refer(3, segments)
                           .scalar(4, level.indices.type)
                           .refer(5, indices)
                           .end());
    }
    const auto order_at = b_.CreateVector(s.traversal_order);
    const auto block_map_at = b_.CreateVector(s.block_map);
    const auto levels_at = b_.CreateVector(levels);
    return TableWriter(b_).refer(0, order_at).refer(1, block_map_at).refer(2, levels_at).end();
  }

  /// A table of one vector; none for type 0.
  Offset<Table> index_vector(const IndexVectorSpec& v) {
    const auto table_of = [&](auto element) {
      const auto numbers =
          b_.CreateVector(std::vector<decltype(element)>(v.numbers.begin(), v.numbers.end()));
      return TableWriter(b_).refer(0, numbers).end();
    };
    if (v.type == 0) return {};
    if (v.type == 2) return table_of(uint16_t{});
    return v.type == 3 ? table_of(uint8_t{}) : table_of(int32_t{});
  }

  Offset<Table> one_operator(const OperatorSpec& op) {
    Offset<flatbuffers::String> custom;
    if (!op.custom_code.empty()) custom = b_.CreateString(op.custom_code);
    codes_.push_back(TableWriter(b_)
                         .scalar(0, static_cast<uint8_t>(std::min(op.code, 127)))
                         .refer(1, custom)
                         .scalar<int32_t>(2, 1)
                         .scalar<int32_t>(3, op.code)
                         .end());
    const auto index = static_cast<uint32_t>(codes_.size() - 1);
    const auto inputs = b_.CreateVector(op.inputs);
    const auto outputs = b_.CreateVector(op.outputs);
    Offset<flatbuffers::Vector<uint8_t>> custom_options;
    if (!op.custom_options.empty()) custom_options = b_.CreateVector(op.custom_options);
    Offset<Table> options;
    if (!op.options.empty()) {
      std::vector<Offset<flatbuffers::String>> texts;
      for (const Option& o : op.options) texts.push_back(b_.CreateString(o.text));
      TableWriter table(b_);
      for (const Option& o : op.options) {
        if (o.bytes == 0) table.refer(o.field, texts[static_cast<size_t>(&o - op.options.data())]);
        if (o.bytes == 1) table.scalar(o.field, static_cast<uint8_t>(o.value));
        if (o.bytes == 2) table.scalar(o.field, static_cast<uint16_t>(o.value));
        if (o.bytes == 4) table.scalar(o.field, o.value);
      }
      options = table.end();
    }
    return TableWriter(b_)
        .scalar<uint32_t>(0, op.opcode_index.value_or(index))
        .refer(1, inputs)
        .refer(2, outputs)
        .scalar<uint8_t>(3, op.options_type)
        .refer(4, options)
        .refer(5, custom_options)
        .end();
  }

  Tables metadata() {
    std::vector<Offset<Table>> entries;
    for (const uint32_t index : spec_.metadata_buffers) {
      const auto name = b_.CreateString("m");
      entries.push_back(TableWriter(b_).refer(0, name).scalar<uint32_t>(1, index).end());
    }
    if (!spec_.stored_plan.empty()) {
      const auto name = b_.CreateString("OfflineMemoryAllocation");
      const auto index = static_cast<uint32_t>(buffers_.size());
      buffers_.push_back(buffer(bytes_of(spec_.stored_plan)));
      entries.push_back(TableWriter(b_).refer(0, name).scalar<uint32_t>(1, index).end());
    }
    return entries.empty() ? Tables() : b_.CreateVector(entries);
  }

  Tables tensor_map(const std::vector<uint32_t>& tensors) {
    std::vector<Offset<Table>> entries;
    for (const uint32_t index : tensors) {
      const auto name = b_.CreateString("x");
      entries.push_back(TableWriter(b_).refer(0, name).scalar<uint32_t>(1, index).end());
    }
    return b_.CreateVector(entries);
  }

  Tables signatures() {
    std::vector<Offset<Table>> entries;
    for (const SignatureSpec& s : spec_.signatures) {
      const Tables inputs = tensor_map(s.inputs);
      const Tables outputs = tensor_map(s.outputs);
      const auto key = b_.CreateString("serving_default");
      entries.push_back(TableWriter(b_)
                            .refer(0, inputs)
                            .refer(1, outputs)
                            .refer(2, key)
                            .scalar<uint32_t>(4, s.subgraph)
                            .end());
    }
    return entries.empty() ? Tables() : b_.CreateVector(entries);
  }

  const ModelSpec& spec_;
  FlatBufferBuilder b_;
  std::vector<Offset<Table>> buffers_, codes_;
};

}  // namespace

uint32_t float_bits(float value) {
  uint32_t bits;
  std::memcpy(&bits, &value, sizeof(bits));
  return bits;
}

Bytes build(const ModelSpec& spec) { return Writer(spec).write(); }

}  // namespace mote::models
