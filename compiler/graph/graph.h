// SPDX-License-Identifier: Apache-2.0
// A model as plain structs that passes may change: everything of a .tflite file that a run or a
// converter looks at. Tensors and operators refer to one another by index in their subgraph, as in
// the file; read_model() and write_model() are the two doors.
#pragma once

#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "mote/tensor_type.h"

namespace mote::compiler {

using Bytes = std::vector<uint8_t>;
/// Bytes that several may hold and none may change.
using SharedBytes = std::shared_ptr<const Bytes>;

/// An input of an operator that is left out.
constexpr int32_t kLeftOut = -1;

struct Quantization {
  std::vector<float> scales;
  std::vector<int64_t> zero_points;
  int32_t dimension = 0;
  std::vector<float> min, max;  ///< what a converter saw; nothing runs on it

  bool operator==(const Quantization&) const = default;
};

/// Segments or indices of a sparse tensor.
struct IndexVector {
  uint8_t type = 0;  ///< format::IndexVectorType
  Bytes bytes;

  bool operator==(const IndexVector&) const = default;
};
/// How a sparse constant is stored (src/ops/densify/densify.h says what that means).
struct Sparsity {
  struct Level {
    uint8_t format = 0;
    int32_t dense_size = 0;
    IndexVector segments, indices;

    bool operator==(const Level&) const = default;
  };
  std::vector<int32_t> traversal_order, block_map;
  std::vector<Level> levels;

  bool operator==(const Sparsity&) const = default;
};

struct Tensor {
  std::string name;
  TensorType type = TensorType::Float32;
  std::vector<int32_t> shape;
  std::vector<int32_t> signature;  ///< the shape with -1 for what may vary; empty: none
  Quantization quantization;
  SharedBytes constant;              ///< null: written by an operator or the caller
  std::optional<Sparsity> sparsity;  ///< then `constant` holds fewer elements, for DENSIFY only
  bool is_variable = false;
  bool has_rank = false;

  bool is_constant() const { return constant != nullptr; }
  bool is_quantized() const { return !quantization.scales.empty(); }
  /// The zero point of a tensor with one scale.
  int32_t zero_point() const {
    return quantization.zero_points.empty() ? 0 : static_cast<int32_t>(quantization.zero_points[0]);
  }
  uint32_t rank() const { return static_cast<uint32_t>(shape.size()); }
  /// Extent of the last axis; 1 for a scalar.
  int32_t last_dim() const { return shape.empty() ? 1 : shape.back(); }
  uint64_t elements() const;
  uint64_t bytes() const;
  /// A constant's elements; the stored ones of a sparse one.
  template <class T>
  std::vector<T> elements_as() const {
    std::vector<T> out(constant->size() / sizeof(T));
    if (!out.empty()) std::memcpy(out.data(), constant->data(), out.size() * sizeof(T));
    return out;
  }
};

/// Both hold the same numbers for the same bytes: type, shape and quantisation agree.
bool same_meaning(const Tensor& a, const Tensor& b);
/// Scale, zero point and dimension agree, or neither has any.
bool same_quantization(const Tensor& a, const Tensor& b);

template <class T>
SharedBytes shared_bytes(const std::vector<T>& elements) {
  Bytes bytes(elements.size() * sizeof(T));
  if (!bytes.empty()) std::memcpy(bytes.data(), elements.data(), bytes.size());
  return std::make_shared<const Bytes>(std::move(bytes));
}

/// A field of an operator's builtin options.
struct OptionField {
  enum class Kind : uint8_t { Scalar, Words, Text };
  uint16_t number = 0;  ///< in the schema
  Kind kind = Kind::Scalar;
  Bytes bytes;  ///< Scalar: 1, 2, 4 or 8; Words: 4 each; Text: its characters

  bool operator==(const OptionField&) const = default;
};

/// Builtin options: which table they are, and the fields that are there.
struct Options {
  uint8_t type = 0;
  bool present = false;
  std::vector<OptionField> fields;  ///< in the order of their numbers

  const OptionField* find(uint16_t number) const;
  template <class T>
  T get(uint16_t number, T otherwise) const {
    const OptionField* field = find(number);
    if (field == nullptr || field->bytes.size() < sizeof(T)) return otherwise;
    T value;
    std::memcpy(&value, field->bytes.data(), sizeof(T));
    return value;
  }
  template <class T>
  void set(uint16_t number, T value) {
    set_scalar(number, &value, sizeof(T));
  }
  void set_words(uint16_t number, const std::vector<int32_t>& values);

  bool operator==(const Options&) const = default;

 private:
  OptionField& make(uint16_t number);
  void set_scalar(uint16_t number, const void* value, size_t bytes);
};

struct Operator {
  uint32_t code = 0;        ///< builtin code; see builtin_codes.h
  std::string custom_code;  ///< name, if the code is that of custom operators
  int32_t version = 1;
  std::vector<int32_t> inputs, outputs;  ///< tensors; kLeftOut among the inputs
  std::vector<int32_t> intermediates;
  Options options;
  Bytes custom_options;
  uint8_t custom_options_format = 0;
  Bytes mutating_inputs;

  /// kLeftOut beyond the last one.
  int32_t input(size_t i) const { return i < inputs.size() ? inputs[i] : kLeftOut; }
};

struct Subgraph {
  std::string name;
  std::vector<Tensor> tensors;
  std::vector<Operator> operators;
  std::vector<int32_t> inputs, outputs;

  Tensor& tensor(int32_t i) { return tensors[static_cast<size_t>(i)]; }
  const Tensor& tensor(int32_t i) const { return tensors[static_cast<size_t>(i)]; }
  /// Appends a tensor; its index.
  int32_t add(Tensor tensor);
};

struct Signature {
  std::string key;
  uint32_t subgraph = 0;
  std::vector<std::pair<std::string, uint32_t>> inputs, outputs;  ///< name and tensor
};

struct Metadata {
  std::string name;
  SharedBytes content;  ///< null: none
};

struct Model {
  std::string description;
  std::vector<Subgraph> subgraphs;  ///< the first one is the main one
  std::vector<Signature> signatures;
  std::vector<Metadata> metadata;
};

}  // namespace mote::compiler
