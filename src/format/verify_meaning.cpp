// SPDX-License-Identifier: Apache-2.0
#include "format/verify_meaning.h"

#include "format/check_numbers.h"
#include "format/views.h"

namespace mote::format {
namespace {

constexpr uint32_t kMostTensors = 0x7FFF;
constexpr uint32_t kMostOperators = 0x7FFF;
constexpr uint32_t kMostBytes = 0x7FFFFFFF;
/// The one operator that reads sparse constants.
constexpr uint32_t kDensify = 124;

/// "All is well", and where a check may be left out: "none".
constexpr Check kNone{};

/// Each function returns the check that failed; the detail of its fault stands in detail_.
class Meaning {
 public:
  Meaning(Span<const uint8_t> file, WorkLimit& work)
      : file_(file.data()), model_(Table::root(file.data())), graph_(file_, {}), work_(work) {}

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
      graph_ = SubgraphView(file_, model_.table_in(ModelField::Subgraphs, i));
      if (const Check bad = check_subgraph(); bad != kNone) return bad;
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

  Check check_subgraph() {
    tensors_ = detail_ = graph_.tensor_count();
    if (detail_ > kMostTensors) return Check::TensorCount;
    const uint32_t operators = detail_ = graph_.operator_count();
    if (detail_ > kMostOperators) return Check::OperatorCount;
    for (uint32_t i = 0; i < tensors_; ++i) {
      detail_ = i;
      if (const Check bad = check_tensor(i); bad != kNone) return bad;
    }
    for (uint32_t i = 0; i < operators; ++i) {
      op_index_ = static_cast<uint16_t>(i);
      if (const Check bad = check_operator(graph_.operator_at(i)); bad != kNone) return bad;
    }
    op_index_ = kNoOperator;
    const Check bad = check_indices(graph_.inputs(), Check::GraphInput, Check::GraphInput);
    if (bad != kNone) return bad;
    return check_indices(graph_.outputs(), Check::GraphOutput, Check::SparseTensor);
  }

  /// Each index is that of a tensor, or -1 for an operator's input. What is refused beside those
  /// `outside`: constants, with that check; or for SparseTensor only sparse ones.
  Check check_indices(Vector indices, Check outside, Check constant) {
    const uint32_t count = indices.count();
    detail_ = 0;
    if (!work_.spend(count)) return Check::TooMuchWork;
    for (uint32_t i = 0; i < count; ++i) {
      detail_ = i;
      const auto index = indices.at<uint32_t>(i);
      if (outside == Check::OperatorInput && index == UINT32_MAX) continue;
      if (index >= tensors_) return outside;
      const TensorView tensor = graph_.tensor(index);
      if (constant == Check::SparseTensor) {
        detail_ = index;
        if (tensor.is_sparse()) return constant;
      } else if (constant != kNone && tensor.is_constant()) {
        return constant;
      }
    }
    return kNone;
  }

  [[gnu::noinline]] Check check_tensor(uint32_t index) {
    const Table table = graph_.table().table_in(SubgraphField::Tensors, index);
    // The buffer index comes first: the view follows it.
    const auto buffer = table.scalar<uint32_t>(TensorField::Buffer, 0);
    if (buffer >= buffers_) return Check::TensorBuffer;
    const TensorView tensor(file_, table, index);
    constexpr auto kTypes = static_cast<uint32_t>(TensorType::Float8E5M2) + 1;
    const TensorType type = tensor.type();
    if (static_cast<uint32_t>(type) >= kTypes) return Check::TensorKind;
    const uint32_t rank = tensor.rank();
    if (rank > kMaxRank) return Check::TensorRank;
    uint32_t elements = 1;
    for (uint32_t axis = 0; axis < rank; ++axis) {
      const int32_t extent = tensor.dim(axis);
      if (extent < 0) return Check::TensorDimension;
      const uint64_t product = uint64_t{elements} * static_cast<uint32_t>(extent);
      if (product > kMostBytes) return Check::TensorSize;
      elements = static_cast<uint32_t>(product);
    }
    const uint32_t bits = bits_per_element(type);
    const uint64_t whole = (uint64_t{elements} * bits + 7) / 8;
    if (whole > kMostBytes) return Check::TensorSize;
    const auto bytes = static_cast<uint32_t>(whole);
    if (table.scalar<uint32_t>(TensorField::ExternalBuffer, 0) != 0) return Check::ExternalBuffer;
    const uint32_t stored = model_.table_in(ModelField::Buffers, buffer).count(BufferField::Data);
    if (tensor.is_sparse()) {  // DENSIFY checks how many values it has
      if (stored == 0) return Check::SparseTensor;
    } else if (stored != 0 && bits != 0 && stored != bytes) {
      return Check::ConstantSize;
    }
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

  Check check_operator(Table op) {
    detail_ = op.scalar<uint32_t>(OperatorField::OpcodeIndex, 0);
    if (detail_ >= model_.count(ModelField::OperatorCodes)) return Check::OperatorCode;
    const Check sparse = graph_.builtin_code(op) == kDensify ? kNone : Check::SparseTensor;
    const Check bad = check_indices(op.vector(OperatorField::Inputs), Check::OperatorInput, sparse);
    if (bad != kNone) return bad;
    return check_indices(op.vector(OperatorField::Outputs), Check::OperatorOutput,
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
      const uint32_t tensors =
          model_.table_in(ModelField::Subgraphs, detail_).count(SubgraphField::Tensors);
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
  SubgraphView graph_;  ///< that is looked at
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
