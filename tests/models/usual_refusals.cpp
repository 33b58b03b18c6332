// SPDX-License-Identifier: Apache-2.0
#include <limits>
#include <random>

#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote::models {
namespace {

using Edit = std::function<void(TensorSpec&)>;

struct TensorEdit {
  const char* name;
  uint32_t check;
  Edit edit;
};

int64_t most(TensorType type) {
  return type == TensorType::UInt8 ? 255 : type == TensorType::Int8 ? 127 : 32767;
}
int64_t least(TensorType type) { return type == TensorType::UInt8 ? 0 : -1 - most(type); }

const std::vector<TensorEdit>& scale_edits() {
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();
  static const std::vector<TensorEdit> edits = {
      {"WithoutScale", check::NotQuantized,
       [](TensorSpec& t) {
         t.scales.clear();
         t.zero_points.clear();
       }},
      {"ScaleZero", check::ScaleValue, [](TensorSpec& t) { t.scales[0] = 0; }},
      {"ScaleNegative", check::ScaleValue, [](TensorSpec& t) { t.scales[0] = -0.5F; }},
      {"ScaleInfinite", check::ScaleValue, [](TensorSpec& t) { t.scales[0] = kInfinity; }},
      {"ScaleNotANumber", check::ScaleValue, [](TensorSpec& t) { t.scales[0] = kNaN; }},
      {"ZeroPointTooGreat", check::ZeroPointRange,
       [](TensorSpec& t) { t.zero_points[0] = most(t.type) + 1; }},
      {"ZeroPointTooSmall", check::ZeroPointRange,
       [](TensorSpec& t) { t.zero_points[0] = least(t.type) - 1; }},
      {"ZeroPointOf64Bits", check::ZeroPointRange,
       [](TensorSpec& t) { t.zero_points[0] = int64_t{1} << 32; }},
  };
  return edits;
}

bool is_quantized_activation(const TensorSpec& t) {
  const bool is_quantized =
      t.type == TensorType::Int8 || t.type == TensorType::Int16 || t.type == TensorType::UInt8;
  return is_quantized && t.scales.size() == 1 && t.constant.empty();
}

/// The first axis of more than one element gets a scale for each index.
bool make_per_channel(TensorSpec& t) {
  for (size_t axis = 0; axis < t.shape.size(); ++axis) {
    if (t.shape[axis] < 2) continue;
    t.scales.assign(static_cast<size_t>(t.shape[axis]), t.scales[0]);
    t.zero_points.assign(static_cast<size_t>(t.shape[axis]), t.zero_points[0]);
    t.quantized_dimension = static_cast<int32_t>(axis);
    return true;
  }
  return false;
}

}  // namespace

std::vector<Refusal> usual_refusals(const char* room, const char* base, size_t least, size_t most) {
  const ModelSpec spec = golden_case(room, base).spec();
  std::vector<Refusal> all;
  all.push_back({"TooFewInputs", base, check::InputCount,
                 [least](ModelSpec& m) { m.operators[0].inputs.resize(least - 1); }});
  all.push_back({"TooManyInputs", base, check::InputCount,
                 [most](ModelSpec& m) { m.operators[0].inputs.resize(most + 1, -1); }});
  all.push_back({"FirstInputLeftOut", base, check::InputMissing,
                 [](ModelSpec& m) { m.operators[0].inputs[0] = -1; }});
  all.push_back({"OneMoreOutput", base, check::OutputCount, [](ModelSpec& m) {
                   m.tensors.push_back(m.tensors.back());
                   m.operators[0].outputs.push_back(static_cast<int32_t>(m.tensors.size() - 1));
                 }});
  for (size_t i = 0; i < spec.tensors.size(); ++i) {
    if (!is_quantized_activation(spec.tensors[i])) continue;
    const std::string tensor = "Tensor" + std::to_string(i);
    for (const TensorEdit& e : scale_edits()) {
      all.push_back({tensor + e.name, base, e.check,
                     [i, edit = e.edit](ModelSpec& m) { edit(m.tensors[i]); }});
    }
    TensorSpec per_channel = spec.tensors[i];
    if (make_per_channel(per_channel)) {
      all.push_back({tensor + "PerChannel", base, check::PerChannel,
                     [i](ModelSpec& m) { make_per_channel(m.tensors[i]); }});
    }
  }
  return all;
}

void take_name_alike(ModelSpec& m) {
  std::string& name = m.operators[0].custom_code;
  const uint16_t code = format::custom_code(name.c_str());
  std::mt19937 random(1);
  do {
    name.assign(8, 'a');
    for (char& letter : name) letter = static_cast<char>('a' + random() % 26);
  } while (format::custom_code(name.c_str()) != code);
}

void cut_custom_options(ModelSpec& m) { m.operators[0].custom_options.resize(4); }

void set_custom_option(ModelSpec& m, size_t count, size_t index, uint8_t value, size_t width) {
  // Values, their kinds, then the root: its value (one byte in small maps), its kind, its bytes.
  Bytes& bytes = m.operators[0].custom_options;
  bytes.at(bytes.size() - 3 - count * (width + 1) + index * width) = value;
}

}  // namespace mote::models
