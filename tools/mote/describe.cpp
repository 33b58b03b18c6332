// SPDX-License-Identifier: Apache-2.0
#include "describe.h"

#include <cstring>
#include <set>

#include "explain.h"
#include "ops/op_def.h"
#include "registry/all_ops.h"

namespace mote::tool {
namespace {

using nlohmann::json;

/// The entry is for these element types; a tensor that is left out agrees with any.
bool agrees(const OpDef& def, const OpView& op) {
  for (size_t i = 0; i < std::size(kTypedSlots); ++i) {
    const format::TensorView tensor = op.at(kTypedSlots[i]);
    if (def.types[i] != TensorType::None && tensor && tensor.type() != def.types[i]) return false;
  }
  return true;
}

/// The entry of all_ops() for an operator. `seen` says whether another one has its code.
std::optional<size_t> entry_for(const format::SubgraphView& graph, uint32_t i, bool& seen) {
  const OpView op(graph, graph.operator_at(i));
  seen = false;
  for (size_t k = 0; k < all_ops().size(); ++k) {
    const OpDef& def = *all_ops()[k];
    if (def.code != graph.code(op.op())) continue;
    seen = true;
    if (agrees(def, op)) return k;
  }
  return std::nullopt;
}

std::string types_of(const format::SubgraphView& graph, uint32_t i) {
  const OpView context(graph, graph.operator_at(i));
  std::string text;
  for (uint32_t k = 0; k < context.input_count() && k < 2; ++k) {
    const format::TensorView t = context.input(k);
    text += (k == 0 ? "" : ", ") + (t ? type_name(t.type()) : std::string("none"));
  }
  const format::TensorView output = context.output(0);
  return text + " -> " + (output ? type_name(output.type()) : "none");
}

}  // namespace

std::string text_of(format::Vector v) {
  return {reinterpret_cast<const char*>(v.elements()), v.count()};
}

std::vector<uint32_t> indices_of(format::Vector v) {
  std::vector<uint32_t> out;
  for (uint32_t i = 0; i < v.count(); ++i) out.push_back(v.at<uint32_t>(i));
  return out;
}

float scale_of(const format::TensorView& tensor) {
  const uint32_t bits = tensor.scale_bits();
  float scale = 0;
  std::memcpy(&scale, &bits, sizeof(scale));
  return scale;
}

std::string name_of(const format::SubgraphView& graph, format::Table op) {
  constexpr uint32_t kCustom = 32;
  const uint32_t code = graph.builtin_code(op);
  return code == kCustom ? text_of(graph.custom_code(op)) : operator_name(code);
}

json describe(const format::TensorView& t) {
  json shape = json::array();
  for (uint32_t axis = 0; axis < t.rank(); ++axis) shape.push_back(t.dim(axis));
  json d{{"index", t.index()}, {"name", text_of(t.name())}, {"type", type_name(t.type())},
         {"shape", shape},     {"bytes", t.bytes()},        {"constant", t.is_constant()}};
  if (t.is_quantized()) {
    d["scale"] = scale_of(t);
    d["scales"] = t.scales().count();
    d["zero_point"] = t.zero_point();
  }
  return d;
}

uint64_t multiply_accumulates(const format::SubgraphView& graph, format::Table op) {
  constexpr uint32_t kConv2d = 3, kDepthwise = 4, kFullyConnected = 9;
  const std::vector<uint32_t> inputs = indices_of(op.vector(format::OperatorField::Inputs));
  const std::vector<uint32_t> outputs = indices_of(op.vector(format::OperatorField::Outputs));
  if (inputs.size() < 2 || outputs.empty() || inputs[1] >= graph.tensor_count()) return 0;
  const format::TensorView filter = graph.tensor(inputs[1]);
  const uint64_t results = graph.tensor(outputs[0]).elements();
  const auto dim = [&](uint32_t axis) { return static_cast<uint64_t>(filter.dim(axis)); };
  switch (graph.builtin_code(op)) {
    case kConv2d: return filter.rank() == 4 ? results * dim(1) * dim(2) * dim(3) : 0;
    case kDepthwise: return filter.rank() == 4 ? results * dim(1) * dim(2) : 0;
    case kFullyConnected: return filter.rank() == 2 ? results * dim(1) : 0;
    default: return 0;
  }
}

std::vector<Unsupported> unsupported_operators(const LoadedModel& loaded) {
  const auto graph = format::SubgraphView::of(loaded.bytes.data(), 0);
  std::vector<Unsupported> out;
  for (uint32_t i = 0; i < graph.operator_count(); ++i) {
    bool seen = false;
    if (entry_for(graph, i, seen)) continue;
    std::string text = "operator " + std::to_string(i) + ", " +
                       name_of(graph, graph.operator_at(i)) + " (" + types_of(graph, i) +
                       "): ";
    text += seen ? "not there for these element types; convert the model to int8 with a "
                   "representative data set, or to float32"
                 : "this operator is not there yet";
    out.push_back({i, text});
  }
  return out;
}

std::vector<size_t> needed_ops(const LoadedModel& loaded) {
  const std::vector<Unsupported> bad = unsupported_operators(loaded);
  if (!bad.empty()) {
    std::string text = loaded.path + ": is valid, but not supported:";
    for (const Unsupported& u : bad) text += "\n  " + u.text;
    throw Failure(kUnsupported, text);
  }
  const auto graph = format::SubgraphView::of(loaded.bytes.data(), 0);
  std::set<size_t> needed;
  for (uint32_t i = 0; i < graph.operator_count(); ++i) {
    bool seen = false;
    needed.insert(*entry_for(graph, i, seen));
  }
  return {needed.begin(), needed.end()};
}

}  // namespace mote::tool
