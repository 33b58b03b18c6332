// SPDX-License-Identifier: Apache-2.0
#include "models/recorded.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace mote::models {
namespace {

const std::vector<GoldenCase> kConv2d = {
#include "goldens/conv_2d.inc"
};
const std::vector<GoldenCase> kDepthwiseConv2d = {
#include "goldens/depthwise_conv_2d.inc"
};
const std::vector<GoldenCase> kFullyConnected = {
#include "goldens/fully_connected.inc"
};
const std::vector<GoldenCase> kAveragePool2d = {
#include "goldens/average_pool_2d.inc"
};
const std::vector<GoldenCase> kMaxPool2d = {
#include "goldens/max_pool_2d.inc"
};
const std::vector<GoldenCase> kSoftmax = {
#include "goldens/softmax.inc"
};
const std::vector<GoldenCase> kReshape = {
#include "goldens/reshape.inc"
};
const std::vector<GoldenCase> kAdd = {
#include "goldens/add.inc"
};
const std::vector<GoldenCase> kQuantize = {
#include "goldens/quantize.inc"
};
const std::vector<GoldenCase> kDequantize = {
#include "goldens/dequantize.inc"
};

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

}  // namespace

Bytes GoldenTensor::bytes() const {
  switch (type) {
    case TensorType::Float32: return converted<float>(elements);
    case TensorType::Int32: return converted<int32_t>(elements);
    case TensorType::Int8: return converted<int8_t>(elements);
    default: throw std::logic_error("no such type in the recorded cases");
  }
}

ModelSpec GoldenCase::spec() const {
  ModelSpec spec;
  OperatorSpec op{code, {}, {}, options_type, options, {}, {}};
  const auto add = [&spec](const GoldenTensor& t) {
    spec.tensors.push_back({t.type, t.shape, t.scales, t.zero_points, t.quantized_dimension,
                            t.constant ? t.bytes() : Bytes{}});
    return static_cast<int32_t>(spec.tensors.size() - 1);
  };
  for (const GoldenTensor& t : inputs) {
    op.inputs.push_back(t.type == TensorType::None ? -1 : add(t));
    if (t.type != TensorType::None && !t.constant) spec.inputs.push_back(op.inputs.back());
  }
  op.outputs = spec.outputs = {add(output)};
  spec.operators = {op};
  return spec;
}

std::vector<Bytes> GoldenCase::input_bytes() const {
  std::vector<Bytes> all;
  for (const GoldenTensor& t : inputs) {
    if (t.type != TensorType::None && !t.constant) all.push_back(t.bytes());
  }
  return all;
}

const std::vector<std::string>& rooms() {
  static const std::vector<std::string> names = {
      "add",        "average_pool_2d", "conv_2d",     "depthwise_conv_2d",
      "dequantize", "fully_connected", "max_pool_2d", "quantize",
      "reshape",    "softmax"};
  return names;
}

std::vector<GoldenCase> golden_cases(const std::string& room) {
  if (room == "conv_2d") return kConv2d;
  if (room == "depthwise_conv_2d") return kDepthwiseConv2d;
  if (room == "fully_connected") return kFullyConnected;
  if (room == "average_pool_2d") return kAveragePool2d;
  if (room == "max_pool_2d") return kMaxPool2d;
  if (room == "softmax") return kSoftmax;
  if (room == "reshape") return kReshape;
  if (room == "add") return kAdd;
  if (room == "quantize") return kQuantize;
  if (room == "dequantize") return kDequantize;
  throw std::logic_error(room + " has no recorded cases");
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
