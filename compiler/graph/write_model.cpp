// SPDX-License-Identifier: Apache-2.0
#include "graph/write_model.h"

#include <algorithm>
#include <map>
#include <tuple>

#include <flatbuffers/flatbuffers.h>

#include "format/schema.h"

namespace mote::compiler {
namespace {

using namespace mote::format;
using flatbuffers::FlatBufferBuilder;
using flatbuffers::Offset;
using Table = flatbuffers::Table;
template <class T>
using VectorOf = Offset<flatbuffers::Vector<T>>;
using Tables = VectorOf<Offset<Table>>;
using Text = Offset<flatbuffers::String>;

/// A table's fields. What it refers to must have been written before.
class TableWriter {
 public:
  explicit TableWriter(FlatBufferBuilder& builder)
      : builder_(builder), start_(builder.StartTable()) {}

  template <class T>
  TableWriter& scalar(uint16_t field, T value) {
    builder_.AddElement<T>(at(field), value);
    return *this;
  }
  /// Left out where it is the schema's default.
  template <class T>
  TableWriter& scalar_unless(uint16_t field, T value, T usual) {
    if (value != usual) scalar(field, value);
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
  explicit Writer(const Model& model) : model_(model), b_(1 << 16) {}

  Bytes write() {
    buffers_.push_back(TableWriter(b_).end());  // number 0 stands for none
    std::vector<Offset<Table>> graphs;
    for (const Subgraph& graph : model_.subgraphs) graphs.push_back(subgraph(graph));
    std::vector<Offset<Table>> metadata;
    for (const Metadata& entry : model_.metadata) {
      const uint32_t index = buffer(entry.content);
      const Text name = text(entry.name);
      metadata.push_back(TableWriter(b_)
                             .refer(MetadataField::Name, name)
                             .scalar(MetadataField::Buffer, index)
                             .end());
    }
    std::vector<Offset<Table>> signatures;
    for (const Signature& s : model_.signatures) signatures.push_back(signature(s));
    const Tables codes_at = b_.CreateVector(codes_);
    const Tables graphs_at = b_.CreateVector(graphs);
    const Text description = text(model_.description);
    const Tables buffers_at = b_.CreateVector(buffers_);
    const Tables metadata_at = tables(metadata);
    const Tables signatures_at = tables(signatures);
    constexpr uint32_t kSchemaVersion = 3;
    const Offset<Table> root = TableWriter(b_)
                                   .scalar(ModelField::Version, kSchemaVersion)
                                   .refer(ModelField::OperatorCodes, codes_at)
                                   .refer(ModelField::Subgraphs, graphs_at)
                                   .refer(ModelField::Description, description)
                                   .refer(ModelField::Buffers, buffers_at)
                                   .refer(ModelField::Metadata, metadata_at)
                                   .refer(ModelField::SignatureDefs, signatures_at)
                                   .end();
    b_.Finish(root, "TFL3");
    return {b_.GetBufferPointer(), b_.GetBufferPointer() + b_.GetSize()};
  }

 private:
  Text text(const std::string& characters) {
    return characters.empty() ? Text() : b_.CreateString(characters);
  }
  template <class T>
  VectorOf<T> list(const std::vector<T>& elements) {
    return elements.empty() ? VectorOf<T>() : b_.CreateVector(elements);
  }
  Tables tables(const std::vector<Offset<Table>>& all) {
    return all.empty() ? Tables() : b_.CreateVector(all);
  }

  uint32_t buffer(const SharedBytes& bytes) {
    if (bytes == nullptr || bytes->empty()) return 0;
    const auto [at, is_new] = known_buffers_.try_emplace(*bytes, buffers_.size());
    if (is_new) {
      b_.ForceVectorAlignment(bytes->size(), 1, 16);
      const auto data = b_.CreateVector(*bytes);
      buffers_.push_back(TableWriter(b_).refer(BufferField::Data, data).end());
    }
    return at->second;
  }

  uint32_t code(const Operator& op) {
    const auto key = std::make_tuple(op.code, op.custom_code, op.version);
    const auto [at, is_new] = known_codes_.try_emplace(key, codes_.size());
    if (is_new) {
      const Text custom = text(op.custom_code);
      // Codes that do not fit the old field have its greatest number there.
      const auto old_code = static_cast<uint8_t>(std::min<uint32_t>(op.code, 127));
      codes_.push_back(TableWriter(b_)
                           .scalar(OperatorCodeField::DeprecatedBuiltinCode, old_code)
                           .refer(OperatorCodeField::CustomCode, custom)
                           .scalar(OperatorCodeField::Version, op.version)
                           .scalar(OperatorCodeField::BuiltinCode, static_cast<int32_t>(op.code))
                           .end());
    }
    return at->second;
  }

  Offset<Table> subgraph(const Subgraph& graph) {
    std::vector<Offset<Table>> tensors;
    for (const Tensor& t : graph.tensors) tensors.push_back(tensor(t));
    std::vector<Offset<Table>> operators;
    for (const Operator& op : graph.operators) operators.push_back(one_operator(op));
    const Tables tensors_at = b_.CreateVector(tensors);
    const auto inputs = b_.CreateVector(graph.inputs);
    const auto outputs = b_.CreateVector(graph.outputs);
    const Tables operators_at = b_.CreateVector(operators);
    const Text name = text(graph.name);
    return TableWriter(b_)
        .refer(SubgraphField::Tensors, tensors_at)
        .refer(SubgraphField::Inputs, inputs)
        .refer(SubgraphField::Outputs, outputs)
        .refer(SubgraphField::Operators, operators_at)
        .refer(SubgraphField::Name, name)
        .end();
  }

  Offset<Table> quantization(const Quantization& q) {
    if (q == Quantization{}) return {};
    const auto min = list(q.min);
    const auto max = list(q.max);
    const auto scales = list(q.scales);
    const auto zero_points = list(q.zero_points);
    return TableWriter(b_)
        .refer(QuantizationField::Min, min)
        .refer(QuantizationField::Max, max)
        .refer(QuantizationField::Scale, scales)
        .refer(QuantizationField::ZeroPoint, zero_points)
        .scalar_unless(QuantizationField::QuantizedDimension, q.dimension, 0)
        .end();
  }

  template <class T>
  Offset<Table> numbers(const Bytes& bytes) {
    std::vector<T> elements(bytes.size() / sizeof(T));
    if (!elements.empty()) std::memcpy(elements.data(), bytes.data(), bytes.size());
    const auto values = b_.CreateVector(elements);
    return TableWriter(b_).refer(IndexVectorField::Values, values).end();
  }

  Offset<Table> index_vector(const IndexVector& v) {
    switch (v.type) {
      case kInt32Vector: return numbers<int32_t>(v.bytes);
      case kUint16Vector: return numbers<uint16_t>(v.bytes);
      case kUint8Vector: return numbers<uint8_t>(v.bytes);
      default: return {};
    }
  }

  Offset<Table> sparsity(const Sparsity& s) {
    std::vector<Offset<Table>> levels;
    for (const Sparsity::Level& level : s.levels) {
      const Offset<Table> segments = index_vector(level.segments);
      const Offset<Table> indices = index_vector(level.indices);
      levels.push_back(
          TableWriter(b_)
              .refer(DimensionField::Segments, segments)
              .refer(DimensionField::Indices, indices)
              .scalar_unless(DimensionField::DenseSize, level.dense_size, 0)
              .scalar_unless<uint8_t>(DimensionField::Format, level.format, 0)
              .scalar_unless<uint8_t>(DimensionField::SegmentsType, level.segments.type, 0)
              .scalar_unless<uint8_t>(DimensionField::IndicesType, level.indices.type, 0)
              .end());
    }
    const auto order = list(s.traversal_order);
    const auto block_map = list(s.block_map);
    const Tables levels_at = tables(levels);
    return TableWriter(b_)
        .refer(SparsityField::TraversalOrder, order)
        .refer(SparsityField::BlockMap, block_map)
        .refer(SparsityField::Dimensions, levels_at)
        .end();
  }

  Offset<Table> tensor(const Tensor& t) {
    const uint32_t buffer_index = buffer(t.constant);
    const auto shape = b_.CreateVector(t.shape);
    const auto signature = list(t.signature);
    const Text name = text(t.name);
    const Offset<Table> q = quantization(t.quantization);
    Offset<Table> sparsity_at;
    if (t.sparsity) sparsity_at = sparsity(*t.sparsity);
    const auto type = static_cast<uint8_t>(t.type);
    return TableWriter(b_)
        .refer(TensorField::Shape, shape)
        .scalar(TensorField::Buffer, buffer_index)
        .refer(TensorField::Name, name)
        .refer(TensorField::Quantization, q)
        .refer(TensorField::Sparsity, sparsity_at)
        .refer(TensorField::ShapeSignature, signature)
        .scalar_unless<uint8_t>(TensorField::Type, type, 0)
        .scalar_unless<uint8_t>(TensorField::IsVariable, t.is_variable ? 1 : 0, 0)
        .scalar_unless<uint8_t>(TensorField::HasRank, t.has_rank ? 1 : 0, 0)
        .end();
  }

  Offset<Table> options(const Options& all) {
    std::vector<Offset<void>> referred;
    for (const OptionField& field : all.fields) {
      Offset<void> at;
      if (field.kind == OptionField::Kind::Text) {
        at = b_.CreateString({field.bytes.begin(), field.bytes.end()}).Union();
      } else if (field.kind == OptionField::Kind::Words) {
        std::vector<int32_t> words(field.bytes.size() / 4);
        if (!words.empty()) std::memcpy(words.data(), field.bytes.data(), words.size() * 4);
        at = b_.CreateVector(words).Union();
      }
      referred.push_back(at);
    }
    TableWriter table(b_);
    for (size_t i = 0; i < all.fields.size(); ++i) {
      const OptionField& field = all.fields[i];
      if (field.kind != OptionField::Kind::Scalar) {
        table.refer(field.number, referred[i]);
        continue;
      }
      uint64_t value = 0;
      std::memcpy(&value, field.bytes.data(), std::min<size_t>(field.bytes.size(), 8));
      if (field.bytes.size() == 1) {
        table.scalar(field.number, static_cast<uint8_t>(value));
      } else if (field.bytes.size() == 2) {
        table.scalar(field.number, static_cast<uint16_t>(value));
      } else if (field.bytes.size() == 4) {
        table.scalar(field.number, static_cast<uint32_t>(value));
      } else {
        table.scalar(field.number, value);
      }
    }
    return table.end();
  }

  Offset<Table> one_operator(const Operator& op) {
    const uint32_t code_index = code(op);
    const auto inputs = b_.CreateVector(op.inputs);
    const auto outputs = b_.CreateVector(op.outputs);
    const auto intermediates = list(op.intermediates);
    const auto mutating = list(op.mutating_inputs);
    const auto custom = list(op.custom_options);
    Offset<Table> options_at;
    if (op.options.present) options_at = options(op.options);
    return TableWriter(b_)
        .scalar(OperatorField::OpcodeIndex, code_index)
        .refer(OperatorField::Inputs, inputs)
        .refer(OperatorField::Outputs, outputs)
        .refer(OperatorField::BuiltinOptions, options_at)
        .refer(OperatorField::CustomOptions, custom)
        .refer(OperatorField::MutatingVariableInputs, mutating)
        .refer(OperatorField::Intermediates, intermediates)
        .scalar_unless<uint8_t>(OperatorField::BuiltinOptionsType, op.options.type, 0)
        .scalar_unless<uint8_t>(OperatorField::CustomOptionsFormat, op.custom_options_format, 0)
        .end();
  }

  Tables tensor_map(const std::vector<std::pair<std::string, uint32_t>>& entries) {
    std::vector<Offset<Table>> out;
    for (const auto& [name, tensor] : entries) {
      const Text name_at = text(name);
      out.push_back(TableWriter(b_)
                        .refer(TensorMapField::Name, name_at)
                        .scalar(TensorMapField::TensorIndex, tensor)
                        .end());
    }
    return tables(out);
  }

  Offset<Table> signature(const Signature& s) {
    const Tables inputs = tensor_map(s.inputs);
    const Tables outputs = tensor_map(s.outputs);
    const Text key = text(s.key);
    return TableWriter(b_)
        .refer(SignatureField::Inputs, inputs)
        .refer(SignatureField::Outputs, outputs)
        .refer(SignatureField::Key, key)
        .scalar(SignatureField::SubgraphIndex, s.subgraph)
        .end();
  }

  const Model& model_;
  FlatBufferBuilder b_;
  std::vector<Offset<Table>> buffers_, codes_;
  std::map<Bytes, uint32_t> known_buffers_;
  std::map<std::tuple<uint32_t, std::string, int32_t>, uint32_t> known_codes_;
};

}  // namespace

Bytes write_model(const Model& model) { return Writer(model).write(); }

}  // namespace mote::compiler
