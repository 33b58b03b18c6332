// SPDX-License-Identifier: Apache-2.0
#include "format/verify_meaning.h"

#include "format/check_numbers.h"
#include "format/views.h"

namespace mote::format {
namespace {

constexpr uint32_t kMostTensors = 0x7FFF;
constexpr uint32_t kMostOperators = 0x7FFF;
constexpr uint32_t kMostBytes = 0x7FFFFFFF;

/// "All is well", and where a check may be left out: "none".
constexpr Check kNone{};

/// Each function returns the check that failed; the detail of its fault stands in detail_.
class Meaning {
 public:
  Meaning(Span<const uint8_t> file, WorkLimit& work)
      : file_(file.data()), model_(Table::root(file.data())), work_(work) {}

  Fault run() {
    const Check check = check_model();
    if (check == kNone) return Fault{};
    return Fault{error_of(check), static_cast<uint8_t>(check), op_index_, detail_};
  }

 private:
  Check check_model() {
    detail_ = model_.scalar<uint32_t>(ModelField::Version, 0);
    if (detail_ != 3) return Check::Version;
    detail_ = 0;
    if (model_.count(ModelField::ExternalBuffers) != 0) return Check::ExternalBuffer;
    if (const Check bad = check_buffers(); bad != kNone) return bad;
    if (const Check bad = check_codes(); bad != kNone) return bad;
    const uint32_t subgraphs = model_.count(ModelField::Subgraphs);
    if (subgraphs == 0) return Check::NoSubgraph;
    for (uint32_t i = 0; i < subgraphs; ++i) {
      if (const Check bad = check_subgraph(SubgraphView::of(file_, i)); bad != kNone) return bad;
    }
    if (const Check bad = check_metadata(); bad != kNone) return bad;
    return check_signatures();
  }

  Check check_buffers() {
    buffers_ = model_.count(ModelField::Buffers);
    if (buffers_ == 0) return Check::BufferZero;
    for (uint32_t i = 0; i < buffers_; ++i) {
      detail_ = i;
      const Table buffer = model_.table_in(ModelField::Buffers, i);
      const uint8_t* far = buffer.scalar_at(BufferField::Offset, 8);
      if (far != nullptr && load<uint64_t>(far) > 1) return Check::FarBuffer;
      if (i == 0 && buffer.count(BufferField::Data) != 0) return Check::BufferZero;
    }
    return kNone;
  }

  Check check_codes() {
    for (uint32_t i = 0; i < model_.count(ModelField::OperatorCodes); ++i) {
      const Table code = model_.table_in(ModelField::OperatorCodes, i);
      const bool custom =
          code.scalar<uint8_t>(OperatorCodeField::DeprecatedBuiltinCode, 0) == kCustomOperator ||
          code.scalar<int32_t>(OperatorCodeField::BuiltinCode, 0) == kCustomOperator;
      detail_ = i;
      if (custom && code.count(OperatorCodeField::CustomCode) == 0) return Check::CustomCode;
    }
    return kNone;
  }

  Check check_subgraph(const SubgraphView& graph) {
    tensors_ = detail_ = graph.tensor_count();
    if (detail_ > kMostTensors) return Check::TensorCount;
    const uint32_t operators = detail_ = graph.operator_count();
    if (detail_ > kMostOperators) return Check::OperatorCount;
    for (uint32_t i = 0; i < tensors_; ++i) {
      detail_ = i;
      if (const Check bad = check_tensor(graph, i); bad != kNone) return bad;
    }
    for (uint32_t i = 0; i < operators; ++i) {
      op_index_ = static_cast<uint16_t>(i);
      if (const Check bad = check_operator(graph, graph.operator_at(i)); bad != kNone) return bad;
    }
    op_index_ = kNoOperator;
    const Check bad =
        check_indices(graph, graph.inputs(), false, Check::GraphInput, Check::GraphInput);
    if (bad != kNone) return bad;
    return check_indices(graph, graph.outputs(), false, Check::GraphOutput, kNone);
  }

  /// Each index is that of a tensor, or -1 where `optional`; `constant` refuses constants.
  Check check_indices(const SubgraphView& graph, Vector indices, bool optional, Check outside,
                      Check constant) {
    const uint32_t count = indices.count();
    detail_ = 0;
    if (!work_.spend(count)) return Check::TooMuchWork;
    for (uint32_t i = 0; i < count; ++i) {
      detail_ = i;
      const auto index = indices.at<uint32_t>(i);
      if (optional && index == UINT32_MAX) continue;
      if (index >= tensors_) return outside;
      if (constant != kNone && graph.tensor(index).is_constant()) return constant;
    }
    return kNone;
  }

  [[gnu::noinline]] Check check_tensor(const SubgraphView& graph, uint32_t index) {
    const Table table = graph.table().table_in(SubgraphField::Tensors, index);
    // The buffer index comes first: the view follows it.
    const auto buffer = table.scalar<uint32_t>(TensorField::Buffer, 0);
    if (buffer >= buffers_) return Check::TensorBuffer;
    const TensorView tensor(file_, table, index);
    constexpr auto kTypes = static_cast<uint32_t>(TensorType::Float8E5M2) + 1;
    if (static_cast<uint32_t>(tensor.type()) >= kTypes) return Check::TensorKind;
    const uint32_t rank = tensor.rank();
    if (rank > kMaxRank) return Check::TensorRank;
    uint64_t elements = 1;
    for (uint32_t axis = 0; axis < rank; ++axis) {
      const int32_t extent = tensor.dim(axis);
      if (extent < 0) return Check::TensorDimension;
      elements *= static_cast<uint32_t>(extent);
      if (elements > kMostBytes) return Check::TensorSize;
    }
    const uint32_t bits = bits_per_element(tensor.type());
    const uint64_t bytes = (elements * bits + 7) / 8;
    if (bytes > kMostBytes) return Check::TensorSize;
    if (table.has(TensorField::Sparsity)) return Check::SparseTensor;
    if (table.scalar<uint32_t>(TensorField::ExternalBuffer, 0) != 0) return Check::ExternalBuffer;
    const uint32_t stored = model_.table_in(ModelField::Buffers, buffer).count(BufferField::Data);
    if (stored != 0 && bits != 0 && stored != bytes) return Check::ConstantSize;
    return check_quantization(tensor);
  }

  /// Counts only: values are checked by the operators that use them, as many tensors carry scales
  /// that none does.
  Check check_quantization(const TensorView& tensor) {
    const uint32_t scales = tensor.scales().count();
    const uint32_t points = tensor.zero_points().count();
    if (scales == 0) return kNone;
    if (scales != 1) {
      // Some converters write a dimension beyond the rank for a bias; operators that use the
      // dimension compare it with the one they need.
      const int32_t dimension = tensor.quantized_dimension();
      if (dimension < 0) return Check::QuantizedDimension;
      const auto axis = static_cast<uint32_t>(dimension);
      if (axis < tensor.rank() && scales != static_cast<uint32_t>(tensor.dim(axis))) {
        return Check::ScaleCount;
      }
    }
    return points > 1 && points != scales ? Check::ZeroPointCount : kNone;
  }

  Check check_operator(const SubgraphView& graph, Table op) {
    detail_ = op.scalar<uint32_t>(OperatorField::OpcodeIndex, 0);
    if (detail_ >= model_.count(ModelField::OperatorCodes)) return Check::OperatorCode;
    const Check bad =
        check_indices(graph, op.vector(OperatorField::Inputs), true, Check::OperatorInput, kNone);
    if (bad != kNone) return bad;
    return check_indices(graph, op.vector(OperatorField::Outputs), false, Check::OperatorOutput,
                         Check::OutputIsConstant);
  }

  Check check_metadata() {
    for (uint32_t i = 0; i < model_.count(ModelField::Metadata); ++i) {
      detail_ = i;
      const Table entry = model_.table_in(ModelField::Metadata, i);
      if (entry.scalar<uint32_t>(MetadataField::Buffer, 0) >= buffers_) {
        return Check::MetadataBuffer;
      }
    }
    return kNone;
  }

  Check check_signatures() {
    for (uint32_t i = 0; i < model_.count(ModelField::SignatureDefs); ++i) {
      const Table entry = model_.table_in(ModelField::SignatureDefs, i);
      detail_ = entry.scalar<uint32_t>(SignatureField::SubgraphIndex, 0);
      if (detail_ >= model_.count(ModelField::Subgraphs)) return Check::SignatureSubgraph;
      const uint32_t tensors = SubgraphView::of(file_, detail_).tensor_count();
      for (uint32_t field = SignatureField::Inputs; field <= SignatureField::Outputs; ++field) {
        for (uint32_t j = 0; j < entry.count(field); ++j) {
          detail_ = entry.table_in(field, j).scalar<uint32_t>(TensorMapField::TensorIndex, 0);
          if (detail_ >= tensors) return Check::SignatureTensor;
        }
      }
    }
    return kNone;
  }

  const uint8_t* file_;
  Table model_;
  WorkLimit& work_;
  uint32_t buffers_ = 0;  ///< of the model
  uint32_t tensors_ = 0;  ///< of the subgraph
  uint32_t detail_ = 0;
  uint16_t op_index_ = kNoOperator;
};

}  // namespace

Fault verify_meaning(Span<const uint8_t> file, WorkLimit& work) {
  return Meaning(file, work).run();
}

}  // namespace mote::format
