// SPDX-License-Identifier: Apache-2.0
#include "describe.h"

#include <cstring>
#include <set>

#include "explain.h"
#include "ops/op_def.h"
#include "registry/all_ops.h"
#include "runtime/calls.h"

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

/// What to change in the converter call, for types that no entry of an operator takes.
std::string advice_on_types(const format::SubgraphView& graph, uint32_t i) {
  const OpView op(graph, graph.operator_at(i));
  const auto is = [&](TensorSlot slot, TensorType type) {
    const format::TensorView t = op.at(slot);
    return t && t.type() == type;
  };
  const bool floats_in = is(input_slot(0), TensorType::Float32);
  const bool floats_out = is(output_slot(0), TensorType::Float32);
  std::string text = "not there for these element types; ";
  if (is(input_slot(0), TensorType::Float64) || is(output_slot(0), TensorType::Float64)) {
    return text + "let the model's source compute in float32";
  }
  if (is(input_slot(0), TensorType::String) || is(output_slot(0), TensorType::String)) {
    return text + "strings have no place on a microcontroller: prepare them before the model";
  }
  if (is(input_slot(0), TensorType::Complex64) || is(output_slot(0), TensorType::Complex64)) {
    return text + "complex numbers: split the real from the imaginary part in the model's source";
  }
  if (floats_in && is(input_slot(1), TensorType::Int8)) {
    return text +
           "a dynamic-range operator: give the converter a representative data set "
           "(converter.representative_dataset = ...) for full int8";
  }
  if (floats_in != floats_out) {
    return text +
           "float32 on one side only: set converter.inference_input_type and "
           "inference_output_type alike, or give a representative data set";
  }
  return text +
         "convert to int8: converter.optimizations = [tf.lite.Optimize.DEFAULT] with a "
         "representative data set, or to float32 without optimizations";
}

/// What to do about an operator that is not there at all.
std::string advice_on_operator(const std::string& name) {
  if (name.starts_with("Flex")) {
    return "a TensorFlow operator that runs only inside TensorFlow; convert with "
           "supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS] and replace what that refuses";
  }
  if (name.starts_with("STABLEHLO_")) {
    return "a StableHLO operator; convert with supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS]";
  }
  return "this operator is not there; replace it in the model's source, or add a room for it "
         "(docs/guide/add-an-operator.md)";
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
  if (t.is_sparse()) {
    d["bytes"] = t.stored_bytes();
    d["sparse"] = true;
  }
  if (t.is_quantized()) {
    d["scale"] = scale_of(t);
    d["scales"] = t.scales().count();
    d["zero_point"] = t.zero_point();
  }
  return d;
}

std::vector<uint32_t> reached_subgraphs(const LoadedModel& loaded) {
  const auto count = format::Table::root(loaded.bytes.data()).count(format::ModelField::Subgraphs);
  std::set<uint32_t> reached;
  std::vector<uint32_t> to_visit{0};
  while (!to_visit.empty()) {
    const uint32_t subgraph = to_visit.back();
    to_visit.pop_back();
    if (subgraph >= count || !reached.insert(subgraph).second) continue;
    const auto graph = format::SubgraphView::of(loaded.bytes.data(), subgraph);
    for (uint32_t i = 0; i < graph.operator_count(); ++i) {
      const format::Table op = graph.operator_at(i);
      const uint32_t code = graph.builtin_code(op);
      if (code != kIf && code != kWhile && code != kCallOnce) continue;
      // The subgraphs stand before the last parts.
      const uint32_t first_part = code == kWhile ? 2 : 1;
      const uint32_t calls = code == kCallOnce ? 1 : 2;
      for (uint32_t k = 0; k < calls; ++k) {
        to_visit.push_back(called_subgraph(op, code, first_part + k));
      }
    }
  }
  return {reached.begin(), reached.end()};
}

std::vector<Unsupported> unsupported_operators(const LoadedModel& loaded) {
  std::vector<Unsupported> out;
  for (const uint32_t subgraph : reached_subgraphs(loaded)) {
    const auto graph = format::SubgraphView::of(loaded.bytes.data(), subgraph);
    for (uint32_t i = 0; i < graph.operator_count(); ++i) {
      bool seen = false;
      if (entry_for(graph, i, seen)) continue;
      const std::string name = name_of(graph, graph.operator_at(i));
      std::string text = subgraph == 0 ? "" : "subgraph " + std::to_string(subgraph) + ", ";
      text += "operator " + std::to_string(i) + ", " + name + " (" + types_of(graph, i) + "): ";
      text += seen ? advice_on_types(graph, i) : advice_on_operator(name);
      out.push_back({subgraph, i, text});
    }
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
  std::set<size_t> needed;
  for (const uint32_t subgraph : reached_subgraphs(loaded)) {
    const auto graph = format::SubgraphView::of(loaded.bytes.data(), subgraph);
    for (uint32_t i = 0; i < graph.operator_count(); ++i) {
      bool seen = false;
      needed.insert(*entry_for(graph, i, seen));
    }
  }
  return {needed.begin(), needed.end()};
}

}  // namespace mote::tool
