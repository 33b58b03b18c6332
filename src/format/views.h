// SPDX-License-Identifier: Apache-2.0
// What operators may see of a verified model: tensors, their quantisation and an operator's
// options. Cheap to copy; looks at the model's bytes in place.
#pragma once

#include <stdint.h>

#include "format/schema.h"
#include "format/table.h"
#include "mote/status.h"
#include "mote/tensor_type.h"

namespace mote::format {

constexpr uint32_t kMaxRank = 8;

/// Builtin code of every operator that goes by a name.
constexpr uint32_t kCustomOperator = 32;
/// 16 bits that stand for a custom operator's name, above all builtin codes. Two names may share
/// them, so an operator's prepare compares the whole name.
constexpr uint32_t custom_code_step(uint32_t code, char letter) {
  return (code * 33) ^ static_cast<uint8_t>(letter);
}
constexpr uint16_t custom_code(const char* name) {
  uint32_t code = 0;
  for (; *name != 0; ++name) code = custom_code_step(code, *name);
  return static_cast<uint16_t>(code | 0x8000);
}

class TensorView {
 public:
  TensorView() = default;
  TensorView(const uint8_t* file, Table tensor, uint32_t index)
      : file_(file), tensor_(tensor), index_(index) {}

  /// False for an optional input that is left out; nothing else may be asked then.
  explicit operator bool() const { return static_cast<bool>(tensor_); }
  /// kNoTensor for one that is left out.
  uint32_t index() const { return index_; }
  TensorType type() const;
  uint32_t rank() const;
  int32_t dim(uint32_t axis) const;
  Vector dims() const { return tensor_.vector(TensorField::Shape); }
  uint32_t elements() const;
  uint32_t bytes() const;

  /// Constants have their elements in the file, `constant_at()` bytes from its start; 0: others.
  bool is_constant() const { return constant_at() != 0; }
  uint32_t constant_at() const;
  const uint8_t* constant_bytes() const { return constant().elements(); }
  /// What the file has of a constant: bytes(), or fewer if it is stored as sparse.
  uint32_t stored_bytes() const { return constant().count(); }
  /// Stored as sparse: always a constant, and no operator but DENSIFY reads it.
  bool is_sparse() const { return tensor_.has(TensorField::Sparsity); }
  Table sparsity() const { return tensor_.table(TensorField::Sparsity); }
  bool is_variable() const { return tensor_.scalar<uint8_t>(TensorField::IsVariable, 0) != 0; }
  Vector name() const { return tensor_.vector(TensorField::Name); }

  /// real = scale * (element - zero_point). No scales: not quantised. One: the whole tensor. More:
  /// one for each index of the quantised dimension. Scales are given as the bits of a float.
  bool is_quantized() const { return scales().count() != 0; }
  Vector scales() const;
  Vector zero_points() const;
  uint32_t scale_bits() const { return scales().at<uint32_t>(0); }
  int32_t zero_point() const;
  int32_t quantized_dimension() const {
    return quantization().scalar<int32_t>(QuantizationField::QuantizedDimension, 0);
  }
  uint32_t file_offset(const uint8_t* inside) const {
    return static_cast<uint32_t>(inside - file_);
  }

 private:
  Table quantization() const;
  Vector constant() const;

  const uint8_t* file_ = nullptr;
  Table tensor_;
  uint32_t index_ = kNoTensor;
};

class SubgraphView {
 public:
  SubgraphView(const uint8_t* file, Table graph) : file_(file), graph_(graph) {}
  /// Of a model: its subgraph by index.
  static SubgraphView of(const uint8_t* file, uint32_t index) {
    return {file, Table::root(file).table_in(ModelField::Subgraphs, index)};
  }

  Table table() const { return graph_; }
  uint32_t tensor_count() const { return graph_.count(SubgraphField::Tensors); }
  TensorView tensor(uint32_t index) const;
  uint32_t operator_count() const { return graph_.count(SubgraphField::Operators); }
  Table operator_at(uint32_t index) const {
    return graph_.table_in(SubgraphField::Operators, index);
  }
  /// Tensor indices, int32 each.
  Vector inputs() const { return graph_.vector(SubgraphField::Inputs); }
  Vector outputs() const { return graph_.vector(SubgraphField::Outputs); }

  /// Code of an operator: the larger of the old 8-bit and the new 32-bit field.
  uint32_t builtin_code(Table op) const;
  /// The same, but custom_code() of its name for a custom operator.
  uint32_t code(Table op) const;
  Vector custom_code(Table op) const {
    return code_table(op).vector(OperatorCodeField::CustomCode);
  }

 private:
  Table code_table(Table op) const {
    return Table::root(file_).table_in(ModelField::OperatorCodes,
                                       op.scalar<uint32_t>(OperatorField::OpcodeIndex, 0));
  }

  const uint8_t* file_;
  Table graph_;
};

}  // namespace mote::format
