// SPDX-License-Identifier: Apache-2.0
// The recorded cases of tests/goldens as models, and the other models that tests run on.
#pragma once

#include <filesystem>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "models/builder.h"

namespace mote::models {

/// A tensor with its elements; type None: an optional input that is left out.
struct GoldenTensor {
  TensorType type = TensorType::None;
  std::vector<int32_t> shape;
  std::vector<float> scales;
  std::vector<int64_t> zero_points;
  int32_t quantized_dimension = 0;
  bool constant = false;
  bool variable = false;
  std::vector<double> elements;          ///< of a constant
  std::optional<SparsitySpec> sparsity;  ///< then `elements` are the stored ones

  bool is_input() const { return type != TensorType::None && !constant && !variable; }
};
Bytes bytes_of_elements(TensorType type, const std::vector<double>& elements);

/// Bytes of the model's inputs and outputs at one invoke.
struct GoldenRun {
  std::vector<Bytes> inputs, outputs;
};

/// A model of one operator, what goes in at one invoke after another, and what comes out.
struct GoldenCase {
  std::string name;
  int32_t code = 0;
  std::string custom;
  Bytes custom_options;
  uint8_t options_type = 0;
  std::vector<Option> options;
  std::vector<GoldenTensor> inputs, outputs;
  std::vector<GoldenRun> runs;
  float relative_bound = 0;  ///< of float32 outputs, beside four units in the last place
  float absolute_bound = 1e-6F;

  ModelSpec spec() const;
};

/// The cases of a room of src/ops.
std::vector<GoldenCase> golden_cases(const std::string& room);
/// Its case of that name; throws if there is none.
GoldenCase golden_case(const std::string& room, const std::string& name);
const std::vector<std::string>& rooms();

/// A small network with a branch: convolutions, pools, add, reshape, fully_connected, softmax.
ModelSpec network();

struct NamedModel {
  std::string name;
  Bytes bytes;
};
inline void PrintTo(const NamedModel& model, std::ostream* out) { *out << model.name; }
/// All of the above.
std::vector<NamedModel> built_models();
/// The models checked in under models/.
std::vector<NamedModel> checked_in_models();
/// Whole models of the corpus; none when ../shared is absent.
std::vector<NamedModel> corpus_models();

Bytes read_file(const std::filesystem::path& path);

}  // namespace mote::models
