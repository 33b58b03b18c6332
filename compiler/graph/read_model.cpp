// SPDX-License-Identifier: Apache-2.0
#include "graph/read_model.h"

#include <algorithm>
#include <map>

#include "base/bytes.h"
#include "format/views.h"
#include "graph/option_kinds.h"

namespace mote::compiler {
namespace {

using namespace mote::format;

std::string text_of(Vector v) { return {reinterpret_cast<const char*>(v.elements()), v.count()}; }

template <class T>
std::vector<T> list_of(Vector v) {
  std::vector<T> out;
  out.reserve(v.count());
  for (uint32_t i = 0; i < v.count(); ++i) out.push_back(v.at<T>(i));
  return out;
}

class Reader {
 public:
  explicit Reader(Span<const uint8_t> file)
      : file_(file), root_(format::Table::root(file.data())) {}

  Model read() {
    Model model;
    model.description = text_of(root_.vector(ModelField::Description));
    for (uint32_t i = 0; i < root_.count(ModelField::Subgraphs); ++i) {
      model.subgraphs.push_back(subgraph(i));
    }
    for (uint32_t i = 0; i < root_.count(ModelField::Metadata); ++i) {
      const Table entry = root_.table_in(ModelField::Metadata, i);
      model.metadata.push_back({text_of(entry.vector(MetadataField::Name)),
                                buffer(entry.scalar<uint32_t>(MetadataField::Buffer, 0))});
    }
    for (uint32_t i = 0; i < root_.count(ModelField::SignatureDefs); ++i) {
      const Table entry = root_.table_in(ModelField::SignatureDefs, i);
      model.signatures.push_back({text_of(entry.vector(SignatureField::Key)),
                                  entry.scalar<uint32_t>(SignatureField::SubgraphIndex, 0),
                                  tensor_map(entry, SignatureField::Inputs),
                                  tensor_map(entry, SignatureField::Outputs)});
    }
    return model;
  }

 private:
  [[noreturn]] void refuse(const std::string& what) const {
    throw Unsupported("subgraph " + std::to_string(subgraph_) + ", " + what);
  }

  /// One copy of a buffer for all that use it; null for an empty one.
  SharedBytes buffer(uint32_t index) {
    const auto [at, is_new] = buffers_.try_emplace(index);
    if (is_new) {
      const Vector data = root_.table_in(ModelField::Buffers, index).vector(BufferField::Data);
      if (data.count() != 0) at->second = std::make_shared<const Bytes>(list_of<uint8_t>(data));
    }
    return at->second;
  }

  static std::vector<std::pair<std::string, uint32_t>> tensor_map(Table entry, uint32_t field) {
    std::vector<std::pair<std::string, uint32_t>> out;
    for (uint32_t i = 0; i < entry.count(field); ++i) {
      const Table one = entry.table_in(field, i);
      out.emplace_back(text_of(one.vector(TensorMapField::Name)),
                       one.scalar<uint32_t>(TensorMapField::TensorIndex, 0));
    }
    return out;
  }

  Subgraph subgraph(uint32_t index) {
    subgraph_ = index;
    const SubgraphView view = SubgraphView::of(file_.data(), index);
    Subgraph graph;
    graph.name = text_of(view.table().vector(SubgraphField::Name));
    for (uint32_t i = 0; i < view.tensor_count(); ++i) {
      graph.tensors.push_back(tensor(view.table().table_in(SubgraphField::Tensors, i), i));
    }
    for (uint32_t i = 0; i < view.operator_count(); ++i) {
      graph.operators.push_back(one_operator(view, view.operator_at(i), i));
    }
    graph.inputs = list_of<int32_t>(view.inputs());
    graph.outputs = list_of<int32_t>(view.outputs());
    return graph;
  }

  Tensor tensor(Table table, uint32_t index) {
    const std::string which = "tensor " + std::to_string(index);
    Tensor t;
    t.name = text_of(table.vector(TensorField::Name));
    t.type = static_cast<TensorType>(table.scalar<uint8_t>(TensorField::Type, 0));
    t.shape = list_of<int32_t>(table.vector(TensorField::Shape));
    t.signature = list_of<int32_t>(table.vector(TensorField::ShapeSignature));
    t.constant = buffer(table.scalar<uint32_t>(TensorField::Buffer, 0));
    t.is_variable = table.scalar<uint8_t>(TensorField::IsVariable, 0) != 0;
    t.has_rank = table.scalar<uint8_t>(TensorField::HasRank, 0) != 0;
    if (table.has(TensorField::Sparsity)) t.sparsity = sparsity(table.table(TensorField::Sparsity));
    if (table.count(TensorField::VariantTensors) != 0) refuse(which + ": is a variant");
    const Table q = table.table(TensorField::Quantization);
    if (q.scalar<uint8_t>(QuantizationField::DetailsType, 0) != 0) {
      refuse(which + ": has another quantisation than scales and zero points");
    }
    t.quantization = {list_of<float>(q.vector(QuantizationField::Scale)),
                      list_of<int64_t>(q.vector(QuantizationField::ZeroPoint)),
                      q.scalar<int32_t>(QuantizationField::QuantizedDimension, 0),
                      list_of<float>(q.vector(QuantizationField::Min)),
                      list_of<float>(q.vector(QuantizationField::Max))};
    return t;
  }

  static Sparsity sparsity(Table table) {
    Sparsity s{list_of<int32_t>(table.vector(SparsityField::TraversalOrder)),
               list_of<int32_t>(table.vector(SparsityField::BlockMap)),
               {}};
    for (uint32_t i = 0; i < table.count(SparsityField::Dimensions); ++i) {
      const Table level = table.table_in(SparsityField::Dimensions, i);
      s.levels.push_back(
          {level.scalar<uint8_t>(DimensionField::Format, 0),
           level.scalar<int32_t>(DimensionField::DenseSize, 0),
           index_vector(level, DimensionField::SegmentsType, DimensionField::Segments),
           index_vector(level, DimensionField::IndicesType, DimensionField::Indices)});
    }
    return s;
  }

  /// None where the type is unknown, as the verifier has not been over it.
  static IndexVector index_vector(Table level, uint32_t type_field, uint32_t field) {
    const auto type = level.scalar<uint8_t>(type_field, kNoIndexVector);
    const Table table = level.table(field);
    if (!table || type == kNoIndexVector || type > kUint8Vector) return {};
    const Vector v = table.vector(IndexVectorField::Values);
    const size_t bytes = size_t{v.count()} * (8U >> type);
    return {type, {v.elements(), v.elements() + bytes}};
  }

  Operator one_operator(const SubgraphView& view, Table table, uint32_t index) {
    const std::string which = "operator " + std::to_string(index);
    const Table code = root_.table_in(ModelField::OperatorCodes,
                                      table.scalar<uint32_t>(OperatorField::OpcodeIndex, 0));
    Operator op;
    op.code = view.builtin_code(table);
    op.custom_code = text_of(code.vector(OperatorCodeField::CustomCode));
    op.version = code.scalar<int32_t>(OperatorCodeField::Version, 1);
    op.inputs = list_of<int32_t>(table.vector(OperatorField::Inputs));
    op.outputs = list_of<int32_t>(table.vector(OperatorField::Outputs));
    op.intermediates = list_of<int32_t>(table.vector(OperatorField::Intermediates));
    op.custom_options = list_of<uint8_t>(table.vector(OperatorField::CustomOptions));
    op.custom_options_format = table.scalar<uint8_t>(OperatorField::CustomOptionsFormat, 0);
    op.mutating_inputs = list_of<uint8_t>(table.vector(OperatorField::MutatingVariableInputs));
    if (table.scalar<uint8_t>(OperatorField::BuiltinOptions2Type, 0) != 0) {
      refuse(which + ": has options of a StableHLO operator");
    }
    const uint8_t* far = table.scalar_at(OperatorField::LargeCustomOptionsOffset, 8);
    if (far != nullptr && load<uint64_t>(far) > 1) {
      refuse(which + ": its options lie outside the FlatBuffer");
    }
    op.options.type = table.scalar<uint8_t>(OperatorField::BuiltinOptionsType, 0);
    const Table options = table.table(OperatorField::BuiltinOptions);
    op.options.present = static_cast<bool>(options);
    if (options) read_options(options, op.options, which);
    return op;
  }

  /// The width of a field is not in the file: it reaches to the next field or the table's end, with
  /// padding. The schema's numbers are little-endian, so bytes too many do no harm.
  void read_options(Table table, Options& options, const std::string& which) {
    const uint8_t* list = table.at() - load<int32_t>(table.at());
    const uint32_t fields = (load<uint16_t>(list) - 4U) / 2;
    std::vector<uint32_t> starts{load<uint16_t>(list + 2)};
    for (uint32_t i = 0; i < fields; ++i) starts.push_back(load<uint16_t>(list + 4 + 2 * i));
    std::sort(starts.begin(), starts.end());
    for (uint32_t i = 0; i < fields; ++i) {
      const uint32_t inside = load<uint16_t>(list + 4 + 2 * i);
      if (inside == 0) continue;
      const uint8_t* at = table.at() + inside;
      OptionField field;
      field.number = static_cast<uint16_t>(i);
      field.kind = kind_of_option(options.type, field.number);
      if (field.kind != OptionField::Kind::Scalar) {
        field.bytes = referred(at, field.kind, which);
      } else {
        const uint32_t room = *std::upper_bound(starts.begin(), starts.end(), inside) - inside;
        uint32_t width = 8;
        while (width > room) width /= 2;
        field.bytes.assign(at, at + width);
      }
      options.fields.push_back(std::move(field));
    }
  }

  /// A vector or string of options, which the verifier has not been over.
  Bytes referred(const uint8_t* slot, OptionField::Kind kind, const std::string& which) {
    const auto slot_at = static_cast<size_t>(slot - file_.data());
    const uint32_t width = kind == OptionField::Kind::Text ? 1 : 4;
    if (holds(file_.size(), slot_at, 4)) {
      const size_t at = slot_at + load<uint32_t>(slot);
      if (holds(file_.size(), at, 4)) {
        const Vector v(file_.data() + at);
        if (holds(file_.size(), at + 4, size_t{v.count()} * width)) {
          return {v.elements(), v.elements() + size_t{v.count()} * width};
        }
      }
    }
    refuse(which + ": a list of its options lies outside the file");
  }

  Span<const uint8_t> file_;
  Table root_;
  std::map<uint32_t, SharedBytes> buffers_;
  uint32_t subgraph_ = 0;
};

}  // namespace

Model read_model(const mote::Model& file) { return Reader(file.bytes()).read(); }

}  // namespace mote::compiler
