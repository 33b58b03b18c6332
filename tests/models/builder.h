// SPDX-License-Identifier: Apache-2.0
// Writes .tflite files in memory from plain descriptions, valid ones and ones that are broken in a
// chosen way. Its field numbers are its own, not src/format/schema.h: an error there must show.
#pragma once

#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <vector>

#include "mote/tensor_type.h"

namespace mote::models {

using Bytes = std::vector<uint8_t>;

template <class T>
Bytes bytes_of(const std::vector<T>& elements) {
  Bytes bytes(elements.size() * sizeof(T));
  if (!bytes.empty()) std::memcpy(bytes.data(), elements.data(), bytes.size());
  return bytes;
}

/// Numbers of a union of vectors: 1: of 32 bits, 2: of 16, 3: of 8; 0: none.
struct IndexVectorSpec {
  uint8_t type = 0;
  std::vector<int64_t> numbers;
};
/// A level of a sparse tensor; 0: dense, 1: compressed.
struct SparseLevelSpec {
  uint8_t format = 0;
  int32_t dense_size = 0;
  IndexVectorSpec segments, indices;
};
struct SparsitySpec {
  std::vector<int32_t> traversal_order, block_map;
  std::vector<SparseLevelSpec> levels;
};

struct TensorSpec {
  TensorType type = TensorType::Int8;
  std::vector<int32_t> shape;
  std::vector<float> scales;
  std::vector<int64_t> zero_points;
  int32_t quantized_dimension = 0;
  Bytes constant;                        ///< empty: written by an operator or the caller
  std::optional<uint32_t> buffer;        ///< this one, instead of what follows from `constant`
  std::vector<int32_t> signature;        ///< the shape with -1 for what may vary; empty: none
  std::optional<SparsitySpec> sparsity;  ///< `constant` holds the stored values
  bool variable = false;
  uint32_t external_buffer = 0;
};

/// A field of the builtin options, `bytes` wide; 0: the text.
struct Option {
  uint16_t field;
  uint8_t bytes;
  uint32_t value;
  std::string text = {};
};
/// Bits of an option that is a float.
uint32_t float_bits(float value);

struct OperatorSpec {
  int32_t code = 0;
  std::vector<int32_t> inputs, outputs;
  uint8_t options_type = 0;
  std::vector<Option> options;
  std::optional<uint32_t> opcode_index;  ///< instead of its own
  std::string custom_code;
  Bytes custom_options;
};

struct SignatureSpec {
  uint32_t subgraph = 0;
  std::vector<uint32_t> inputs, outputs;
};

struct GraphSpec {
  std::vector<TensorSpec> tensors;
  std::vector<OperatorSpec> operators;
  std::vector<int32_t> inputs, outputs;
};

/// The main subgraph and all else.
struct ModelSpec : GraphSpec {
  std::vector<GraphSpec> called;  ///< subgraphs 1, 2 ...
  std::vector<uint32_t> metadata_buffers;
  /// Words of the metadata "OfflineMemoryAllocation"; empty: none.
  std::vector<int32_t> stored_plan;
  std::vector<SignatureSpec> signatures;

  // What no converter writes.
  uint32_t version = 3;
  bool no_buffers = false;
  Bytes buffer_zero;
  uint64_t far_offset = 0;        ///< of an additional, last buffer
  uint32_t external_buffers = 0;  ///< entries of the model's list of them
  uint32_t subgraphs = 1;         ///< references to the main subgraph
  uint32_t more_tensors = 0;      ///< further references to the last tensor
  uint32_t more_operators = 0;    ///< further references to the last operator
};

Bytes build(const ModelSpec& spec);

}  // namespace mote::models
