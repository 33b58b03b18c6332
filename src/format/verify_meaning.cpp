// SPDX-License-Identifier: Apache-2.0
#include "format/verify_meaning.h"

#include "format/check_numbers.h"
#include "format/views.h"

namespace mote::format {
namespace {

constexpr uint32_t kMostTensors = 0x7FFF;
constexpr uint32_t kMostOperators = 0x7FFF;
constexpr uint32_t kMostBytes = 0x7FFFFFFF;

/// Stands for no check at all.
constexpr Check kMayBeConstant{};

class Meaning {
 public:
  Meaning(Span<const uint8_t> file, WorkLimit& work)
      : file_(file.data()), model_(Table::root(file.data())), work_(work) {}

  Fault run() {
    (void)check_model();
    return fault_;
  }

 private:
  bool check_model() {
    const auto version = model_.scalar<uint32_t>(ModelField::Version, 0);
    if (version != 3) return refuse(Check::Version, version);
    if (model_.count(ModelField::ExternalBuffers) != 0) {
      return unsupported(Check::ExternalBuffer, 0);
    }
    if (!check_buffers()) return false;
    if (!check_codes()) return false;
    const uint32_t subgraphs = model_.count(ModelField::Subgraphs);
    if (subgraphs == 0) return refuse(Check::NoSubgraph, 0);
    for (uint32_t i = 0; i < subgraphs; ++i) {
      if (!check_subgraph(SubgraphView::of(file_, i))) return false;
    }
    if (!check_metadata()) return false;
    return check_signatures();
  }

  /// All checks return false through these: eight bytes of fault are built in one place.
  bool refuse(Check check, uint32_t detail, Error error = Error::ModelInconsistent) {
    note(check, detail, error);
    return false;
  }
  [[gnu::noinline]] void note(Check check, uint32_t detail, Error error) {
    fault_ = Fault{error, static_cast<uint8_t>(check), op_index_, detail};
  }
  bool unsupported(Check check, uint32_t detail) {
    return refuse(check, detail, Error::ModelUnsupported);
  }

  bool check_buffers() {
    const uint32_t count = model_.count(ModelField::Buffers);
    if (count == 0) return refuse(Check::BufferZero, 0);
    for (uint32_t i = 0; i < count; ++i) {
      const Table buffer = model_.table_in(ModelField::Buffers, i);
      const uint8_t* far = buffer.scalar_at(BufferField::Offset, 8);
      if (far != nullptr && load<uint64_t>(far) > 1) return unsupported(Check::FarBuffer, i);
      if (i == 0 && buffer.count(BufferField::Data) != 0) return refuse(Check::BufferZero, 0);
    }
    return true;
  }

  bool check_codes() {
    for (uint32_t i = 0; i < model_.count(ModelField::OperatorCodes); ++i) {
      const Table code = model_.table_in(ModelField::OperatorCodes, i);
      const bool custom =
          code.scalar<uint8_t>(OperatorCodeField::DeprecatedBuiltinCode, 0) == kCustomOperator ||
          code.scalar<int32_t>(OperatorCodeField::BuiltinCode, 0) == kCustomOperator;
      if (custom && code.count(OperatorCodeField::CustomCode) == 0) {
        return refuse(Check::CustomCode, i);
      }
    }
    return true;
  }

  bool check_subgraph(const SubgraphView& graph) {
    const uint32_t tensors = graph.tensor_count();
    if (tensors > kMostTensors) return refuse(Check::TensorCount, tensors);
    const uint32_t operators = graph.operator_count();
    if (operators > kMostOperators) return refuse(Check::OperatorCount, operators);
    for (uint32_t i = 0; i < tensors; ++i) {
      if (!check_tensor(graph, i)) return false;
    }
    for (uint32_t i = 0; i < operators; ++i) {
      op_index_ = static_cast<uint16_t>(i);
      if (!check_operator(graph, graph.operator_at(i))) return false;
    }
    op_index_ = kNoOperator;
    return check_indices(graph, graph.inputs(), false, Check::GraphInput, Check::GraphInput) &&
           check_indices(graph, graph.outputs(), false, Check::GraphOutput, kMayBeConstant);
  }

  /// Each index is that of a tensor, or -1 where `optional`. `detail` of a fault is the position.
  bool check_indices(const SubgraphView& graph, Vector indices, bool optional, Check outside,
                     Check constant) {
    const uint32_t count = indices.count();
    if (!work_.spend(count)) return refuse(Check::TooMuchWork, 0, Error::ModelMalformed);
    for (uint32_t i = 0; i < count; ++i) {
      const auto index = indices.at<uint32_t>(i);
      if (optional && index == UINT32_MAX) continue;
      if (index >= graph.tensor_count()) return refuse(outside, i);
      if (constant != kMayBeConstant && graph.tensor(index).is_constant()) {
        return refuse(constant, i);
      }
    }
    return true;
  }

  bool check_tensor(const SubgraphView& graph, uint32_t index) {
    const Table table = graph_tensor(graph, index);
    // The buffer index comes first: the view follows it.
    if (table.scalar<uint32_t>(TensorField::Buffer, 0) >= model_.count(ModelField::Buffers)) {
      return refuse(Check::TensorBuffer, index);
    }
    const TensorView tensor(file_, table, index);
    constexpr auto kTypes = static_cast<uint32_t>(TensorType::Float8E5M2) + 1;
    if (static_cast<uint32_t>(tensor.type()) >= kTypes) return refuse(Check::TensorKind, index);
    if (tensor.rank() > kMaxRank) return refuse(Check::TensorRank, index);
    uint64_t elements = 1;
    for (uint32_t axis = 0; axis < tensor.rank(); ++axis) {
      if (tensor.dim(axis) < 0) return refuse(Check::TensorDimension, index);
      elements *= static_cast<uint32_t>(tensor.dim(axis));
      if (elements > kMostBytes) return refuse(Check::TensorSize, index);
    }
    const uint32_t bits = bits_per_element(tensor.type());
    const uint64_t bytes = (elements * bits + 7) / 8;
    if (bytes > kMostBytes) return refuse(Check::TensorSize, index);
    if (table.has(TensorField::Sparsity)) {
      return unsupported(Check::SparseTensor, index);
    }
    if (table.scalar<uint32_t>(TensorField::ExternalBuffer, 0) != 0) {
      return unsupported(Check::ExternalBuffer, index);
    }
    const uint32_t stored = constant_bytes(table);
    if (stored != 0 && bits != 0 && stored != bytes) return refuse(Check::ConstantSize, index);
    return check_quantization(tensor, table.table(TensorField::Quantization));
  }

  /// Counts only: values are checked by the operators that use them, as many tensors carry scales
  /// that none does.
  bool check_quantization(const TensorView& tensor, Table quantization) {
    const Vector scales = quantization.vector(QuantizationField::Scale);
    const Vector points = quantization.vector(QuantizationField::ZeroPoint);
    const uint32_t index = tensor.index();
    if (scales.count() == 0) return true;
    if (scales.count() != 1) {
      // Some converters write a dimension beyond the rank for a bias; operators that use the
      // dimension compare it with the one they need.
      const int32_t dimension = tensor.quantized_dimension();
      if (dimension < 0) return refuse(Check::QuantizedDimension, index);
      const auto axis = static_cast<uint32_t>(dimension);
      if (axis < tensor.rank() && scales.count() != static_cast<uint32_t>(tensor.dim(axis))) {
        return refuse(Check::ScaleCount, index);
      }
    }
    if (points.count() > 1 && points.count() != scales.count()) {
      return refuse(Check::ZeroPointCount, index);
    }
    return true;
  }

  bool check_operator(const SubgraphView& graph, Table op) {
    const auto opcode = op.scalar<uint32_t>(OperatorField::OpcodeIndex, 0);
    if (opcode >= model_.count(ModelField::OperatorCodes)) {
      return refuse(Check::OperatorCode, opcode);
    }
    return check_indices(graph, op.vector(OperatorField::Inputs), true, Check::OperatorInput,
                         kMayBeConstant) &&
           check_indices(graph, op.vector(OperatorField::Outputs), false, Check::OperatorOutput,
                         Check::OutputIsConstant);
  }

  bool check_metadata() {
    for (uint32_t i = 0; i < model_.count(ModelField::Metadata); ++i) {
      const Table entry = model_.table_in(ModelField::Metadata, i);
      if (entry.scalar<uint32_t>(MetadataField::Buffer, 0) >= model_.count(ModelField::Buffers)) {
        return refuse(Check::MetadataBuffer, i);
      }
    }
    return true;
  }

  bool check_signatures() {
    for (uint32_t i = 0; i < model_.count(ModelField::SignatureDefs); ++i) {
      const Table entry = model_.table_in(ModelField::SignatureDefs, i);
      const auto subgraph = entry.scalar<uint32_t>(SignatureField::SubgraphIndex, 0);
      if (subgraph >= model_.count(ModelField::Subgraphs)) {
        return refuse(Check::SignatureSubgraph, subgraph);
      }
      const uint32_t tensors = SubgraphView::of(file_, subgraph).tensor_count();
      for (uint32_t field = SignatureField::Inputs; field <= SignatureField::Outputs; ++field) {
        for (uint32_t j = 0; j < entry.count(field); ++j) {
          const auto tensor =
              entry.table_in(field, j).scalar<uint32_t>(TensorMapField::TensorIndex, 0);
          if (tensor >= tensors) return refuse(Check::SignatureTensor, tensor);
        }
      }
    }
    return true;
  }

  Table graph_tensor(const SubgraphView& graph, uint32_t index) const {
    return graph.table().table_in(SubgraphField::Tensors, index);
  }
  uint32_t constant_bytes(Table tensor) const {
    const auto buffer = tensor.scalar<uint32_t>(TensorField::Buffer, 0);
    return model_.table_in(ModelField::Buffers, buffer).count(BufferField::Data);
  }

  const uint8_t* file_;
  Table model_;
  WorkLimit& work_;
  uint16_t op_index_ = kNoOperator;
  Fault fault_;
};

}  // namespace

Fault verify_meaning(Span<const uint8_t> file, WorkLimit& work) {
  return Meaning(file, work).run();
}

}  // namespace mote::format
