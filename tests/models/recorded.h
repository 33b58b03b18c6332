// SPDX-License-Identifier: Apache-2.0
// The recorded cases of tests/goldens as models, and the other models that tests run on.
#pragma once

#include <filesystem>
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
  std::vector<double> elements;

  Bytes bytes() const;
};

/// A model of one operator, what goes in, and what the reference said comes out.
struct GoldenCase {
  std::string name;
  int32_t code;
  uint8_t options_type;
  std::vector<Option> options;
  std::vector<GoldenTensor> inputs;
  GoldenTensor output;

  ModelSpec spec() const;
  /// Of each input of the model, in order.
  std::vector<Bytes> input_bytes() const;
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
