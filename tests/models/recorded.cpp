// SPDX-License-Identifier: Apache-2.0
#include "models/recorded.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include <nlohmann/json.hpp>

namespace mote::models {
namespace {

using nlohmann::json;

constexpr const char* kGoldens = MOTE_SOURCE_DIR "/tests/goldens";

/// Rounded to nearest, ties to even. Not every compiler has a type for it.
uint16_t float16_bits(double x) {
  const auto sign = static_cast<uint16_t>(std::signbit(x) ? 0x8000 : 0);
  if (std::isnan(x)) return sign | 0x7E00;
  const double size = std::fabs(x);
  if (size >= 65520) return sign | 0x7C00;  // halfway from the greatest number to the next one
  if (size == 0) return sign;
  const int exponent = std::max(std::ilogb(size), -14);
  const auto significand = static_cast<int>(std::nearbyint(std::ldexp(size, 10 - exponent)));
  return static_cast<uint16_t>(sign | (((exponent + 14) << 10) + significand));
}

template <class T>
Bytes converted(const std::vector<double>& elements) {
  return bytes_of(std::vector<T>(elements.begin(), elements.end()));
}

TensorSpec activations(std::vector<int32_t> shape, float scale = 0.05F, int64_t zero_point = 0) {
  return {TensorType::Int8, std::move(shape), {scale}, {zero_point}};
}

/// Constant bytes that look like weights: no two neighbours alike, no file needed.
TensorSpec weights(std::vector<int32_t> shape, float scale = 0.01F) {
  TensorSpec t{TensorType::Int8, std::move(shape), {scale}, {0}};
  size_t count = 1;
  for (const int32_t extent : t.shape) count *= static_cast<size_t>(extent);
  for (size_t i = 0; i < count; ++i) t.constant.push_back(static_cast<uint8_t>(i * 37 + 11));
  return t;
}

std::vector<double> elements_of(const json& list) {
  std::vector<double> out;
  out.reserve(list.size());
  for (const json& x : list) {  // JSON has no infinities: they are strings
    out.push_back(x.is_string() ? std::stod(x.get<std::string>()) : x.get<double>());
  }
  return out;
}

TensorType type_named(const std::string& name) {
#define MOTE_X(type, number, bits) \
  if (name == #type) return TensorType::type;
  MOTE_TENSOR_TYPES(MOTE_X)
#undef MOTE_X
  throw std::runtime_error("no element type " + name);
}

/// A level is its extent, or two vectors: segments and indices, each as type and numbers.
SparseLevelSpec level_from(const json& j) {
  SparseLevelSpec level;
  if (j.is_number()) {
    level.dense_size = j;
    return level;
  }
  level.format = 1;
  level.segments = {j[0][0], j[0][1]};
  level.indices = {j[1][0], j[1][1]};
  return level;
}

SparsitySpec sparsity_from(const json& j) {
  SparsitySpec sparsity{j.at("order"), j.at("block_map"), {}};
  for (const json& level : j.at("levels")) sparsity.levels.push_back(level_from(level));
  return sparsity;
}

GoldenTensor tensor_from(const json& j) {
  GoldenTensor t;
  if (j.is_null()) return t;
  t.type = type_named(j.at("type"));
  t.shape = j.at("shape").get<std::vector<int32_t>>();
  t.scales = j.value("scales", std::vector<float>{});
  t.zero_points = j.value("zero_points", std::vector<int64_t>{});
  t.quantized_dimension = j.value("dimension", 0);
  t.variable = j.value("variable", false);
  t.constant = j.contains("constant");
  if (t.constant) t.elements = elements_of(j.at("constant"));
  if (j.contains("sparsity")) t.sparsity = sparsity_from(j.at("sparsity"));
  return t;
}

Bytes bytes_of_hex(const std::string& hex) {
  Bytes bytes;
  for (size_t i = 0; i + 1 < hex.size(); i += 2) {
    bytes.push_back(static_cast<uint8_t>(std::stoi(hex.substr(i, 2), nullptr, 16)));
  }
  return bytes;
}

GoldenCase case_from(const json& j) {
  GoldenCase c;
  c.name = j.at("name");
  c.code = j.at("code");
  c.custom = j.value("custom", "");
  c.custom_options = bytes_of_hex(j.value("custom_options", ""));
  c.options_type = j.value("options_type", uint8_t{0});
  const json options = j.value("options", json::array());
  for (const json& o : options) c.options.push_back({o[0], o[1], o[2]});
  if (j.contains("bound")) {
    c.relative_bound = j.at("bound")[0];
    c.absolute_bound = j.at("bound")[1];
  }
  for (const json& t : j.at("inputs")) c.inputs.push_back(tensor_from(t));
  for (const json& t : j.at("outputs")) c.outputs.push_back(tensor_from(t));
  for (const json& r : j.at("runs")) {
    GoldenRun run;
    size_t next = 0;
    for (const GoldenTensor& t : c.inputs) {
      if (!t.is_input()) continue;
      run.inputs.push_back(bytes_of_elements(t.type, elements_of(r.at("inputs").at(next++))));
    }
    for (size_t i = 0; i < c.outputs.size(); ++i) {
      run.outputs.push_back(
          bytes_of_elements(c.outputs[i].type, elements_of(r.at("outputs").at(i))));
    }
    c.runs.push_back(run);
  }
  return c;
}

}  // namespace

Bytes bytes_of_elements(TensorType type, const std::vector<double>& elements) {
  switch (type) {
    case TensorType::Float32: return converted<float>(elements);
    case TensorType::Int64: return converted<int64_t>(elements);
    case TensorType::UInt64: return converted<uint64_t>(elements);
    case TensorType::Int32: return converted<int32_t>(elements);
    case TensorType::UInt32: return converted<uint32_t>(elements);
    case TensorType::Int16: return converted<int16_t>(elements);
    case TensorType::UInt16: return converted<uint16_t>(elements);
    case TensorType::Int8: return converted<int8_t>(elements);
    case TensorType::Bool:
    case TensorType::UInt8: return converted<uint8_t>(elements);
    case TensorType::Float16: {
      Bytes bytes;
      for (const double x : elements) {
        const uint16_t bits = float16_bits(x);
        bytes.push_back(static_cast<uint8_t>(bits));
        bytes.push_back(static_cast<uint8_t>(bits >> 8));
      }
      return bytes;
    }
    case TensorType::Int4: {  // two share a byte, the first in its low half
      Bytes bytes((elements.size() + 1) / 2, 0);
      for (size_t i = 0; i < elements.size(); ++i) {
        bytes[i / 2] |= static_cast<uint8_t>((static_cast<int>(elements[i]) & 15) << (i % 2 * 4));
      }
      return bytes;
    }
    default: throw std::logic_error("no such type in the recorded cases");
  }
}

ModelSpec GoldenCase::spec() const {
  ModelSpec spec;
  OperatorSpec op{code, {}, {}, options_type, options, {}, custom};
  op.custom_options = custom_options;
  const auto add = [&spec](const GoldenTensor& t) {
    TensorSpec one{t.type,
                   t.shape,
                   t.scales,
                   t.zero_points,
                   t.quantized_dimension,
                   t.constant ? bytes_of_elements(t.type, t.elements) : Bytes{}};
    one.variable = t.variable;
    one.sparsity = t.sparsity;
    spec.tensors.push_back(one);
    return static_cast<int32_t>(spec.tensors.size() - 1);
  };
  for (const GoldenTensor& t : inputs) {
    op.inputs.push_back(t.type == TensorType::None ? -1 : add(t));
    if (t.is_input()) spec.inputs.push_back(op.inputs.back());
  }
  for (const GoldenTensor& t : outputs) op.outputs.push_back(add(t));
  spec.outputs = op.outputs;
  spec.operators = {op};
  return spec;
}

const std::vector<std::string>& rooms() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> found;
    for (const auto& entry : std::filesystem::directory_iterator(kGoldens)) {
      if (entry.path().extension() == ".json") found.push_back(entry.path().stem().string());
    }
    std::sort(found.begin(), found.end());
    return found;
  }();
  return names;
}

std::vector<GoldenCase> golden_cases(const std::string& room) {
  std::ifstream in(std::filesystem::path(kGoldens) / (room + ".json"));
  if (!in) throw std::runtime_error(room + " has no recorded cases");
  std::vector<GoldenCase> all;
  const json file = json::parse(in);
  for (const json& j : file.at("cases")) all.push_back(case_from(j));
  return all;
}

GoldenCase golden_case(const std::string& room, const std::string& name) {
  for (const GoldenCase& c : golden_cases(room)) {
    if (c.name == name) return c;
  }
  throw std::logic_error(room + " has no recorded case " + name);
}

ModelSpec network() {
  ModelSpec m;
  m.tensors = {
      activations({1, 8, 8, 3}),              // 0 input
      weights({4, 3, 3, 3}),                  // 1
      activations({1, 8, 8, 4}),              // 2
      weights({1, 3, 3, 4}),                  // 3
      activations({1, 8, 8, 4}),              // 4
      activations({1, 8, 8, 4}, 0.08F),       // 5 sum of 2 and 4
      activations({1, 4, 4, 4}, 0.08F),       // 6
      activations({1, 2, 2, 4}, 0.08F),       // 7
      activations({1, 16}, 0.08F),            // 8
      weights({5, 16}),                       // 9
      activations({1, 5}),                    // 10
      activations({1, 5}, 1.0F / 256, -128),  // 11 output
  };
  const std::vector<Option> same = {{0, 1, 0}, {1, 4, 1}, {2, 4, 1}};
  const std::vector<Option> halve = {{0, 1, 1}, {1, 4, 2}, {2, 4, 2}, {3, 4, 2}, {4, 4, 2}};
  m.operators = {
      {3, {0, 1}, {2}, 1, same, {}, {}},
      {4, {2, 3}, {4}, 2, {{0, 1, 0}, {1, 4, 1}, {2, 4, 1}, {3, 4, 1}}, {}, {}},
      {0, {2, 4}, {5}, 11, {{0, 1, 1}}, {}, {}},
      {17, {5}, {6}, 5, halve, {}, {}},
      {1, {6}, {7}, 5, halve, {}, {}},
      {22, {7}, {8}, 17, {}, {}, {}},
      {9, {8, 9, -1}, {10}, 8, {{0, 1, 0}}, {}, {}},
      {25, {10}, {11}, 9, {{0, 4, float_bits(1.0F)}}, {}, {}},
  };
  m.inputs = {0};
  m.outputs = {11};
  m.metadata_buffers = {0};
  m.signatures = {{0, {0}, {11}}};
  return m;
}

std::vector<NamedModel> built_models() {
  std::vector<NamedModel> all;
  for (const std::string& room : rooms()) {
    for (const GoldenCase& c : golden_cases(room)) {
      all.push_back({room + "/" + c.name, build(c.spec())});
    }
  }
  all.push_back({"network", build(network())});
  return all;
}

std::vector<NamedModel> checked_in_models() {
  std::vector<NamedModel> all;
  const std::filesystem::path folder = MOTE_SOURCE_DIR "/models/hello_sine";
  for (const char* name : {"hello_sine.tflite", "hello_sine_float.tflite"}) {
    all.push_back({name, read_file(folder / name)});
  }
  return all;
}

std::vector<NamedModel> corpus_models() {
  std::vector<NamedModel> all;
  const std::filesystem::path folder = MOTE_SHARED_DIR "/corpus/models";
  if (!std::filesystem::is_directory(folder)) return all;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const auto file = entry.path() / "model.tflite";
    if (std::filesystem::exists(file)) {
      all.push_back({entry.path().filename().string(), read_file(file)});
    }
  }
  std::sort(all.begin(), all.end(),
            [](const NamedModel& a, const NamedModel& b) { return a.name < b.name; });
  return all;
}

Bytes read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error(path.string() + ": cannot be opened");
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace mote::models
