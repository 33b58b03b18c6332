// SPDX-License-Identifier: Apache-2.0
// mote verify, inspect, plan, ops, explain, run, embed.
#include <algorithm>
#include <cstring>
#include <iomanip>
#include <iostream>
#include <set>
#include <sstream>

#include <nlohmann/json.hpp>

#include "commands.h"
#include "explain.h"
#include "format/views.h"
#include "ops/op_def.h"
#include "registry/all_ops.h"
#include "session.h"

namespace mote::tool {
namespace {

using nlohmann::json;

std::string text_of(format::Vector v) {
  return {reinterpret_cast<const char*>(v.elements()), v.count()};
}

json shape_of(const format::TensorView& t) {
  json shape = json::array();
  for (uint32_t axis = 0; axis < t.rank(); ++axis) shape.push_back(t.dim(axis));
  return shape;
}

float scale_of(const format::TensorView& t) {
  const uint32_t bits = t.scale_bits();
  float scale;
  std::memcpy(&scale, &bits, sizeof(scale));
  return scale;
}

json describe(const format::TensorView& t) {
  json d{{"index", t.index()},     {"name", text_of(t.name())}, {"type", type_name(t.type())},
         {"shape", shape_of(t)},   {"bytes", t.bytes()},        {"constant", t.is_constant()}};
  if (t.is_quantized()) {
    d["scale"] = scale_of(t);
    d["scales"] = t.scales().count();
    d["zero_point"] = t.zero_point();
  }
  return d;
}

std::string name_of(const format::SubgraphView& graph, format::Table op) {
  const uint32_t code = graph.builtin_code(op);
  return code == 32 ? text_of(graph.custom_code(op)) : operator_name(code);
}

std::vector<uint32_t> indices(format::Vector v) {
  std::vector<uint32_t> out;
  for (uint32_t i = 0; i < v.count(); ++i) out.push_back(v.at<uint32_t>(i));
  return out;
}

void print_tensor(const json& t) {
  std::cout << "  " << std::setw(3) << t["index"].get<uint32_t>() << "  " << std::left
            << std::setw(8) << t["type"].get<std::string>() << std::setw(18) << t["shape"].dump()
            << std::right << std::setw(8) << t["bytes"].get<uint32_t>() << " B  "
            << (t["constant"].get<bool>() ? "constant  " : "          ");
  if (t.contains("scale")) {
    std::cout << "scale " << t["scale"] << " zero point " << t["zero_point"] << "  ";
  }
  std::cout << t["name"].get<std::string>() << '\n';
}

/// Index in all_ops() that an operator needs; throws when there is none.
size_t entry_for(const LoadedModel& loaded, const format::SubgraphView& graph, uint32_t i) {
  const format::Table op = graph.operator_at(i);
  const PrepareContext context(loaded.bytes.data(), graph, op, nullptr);
  const auto agrees = [](TensorType want, const format::TensorView& t) {
    return want == TensorType::None || (t && t.type() == want);
  };
  bool seen = false;
  for (size_t k = 0; k < all_ops().size(); ++k) {
    const OpDef& def = *all_ops()[k];
    if (def.builtin_code != graph.builtin_code(op)) continue;
    seen = true;
    if (agrees(def.input, context.input(0)) && agrees(def.second_input, context.input(1)) &&
        agrees(def.output, context.output(0))) {
      return k;
    }
  }
  throw Failure(4, loaded.path + ": operator " + std::to_string(i) + ", " + name_of(graph, op) +
                       (seen ? ", is not there for its element types" : " is not there yet"));
}

}  // namespace

int verify(const std::string& file, bool as_json) {
  const std::vector<uint8_t> bytes = read_file(file);
  const Result<Model> model = Model::verify({bytes.data(), bytes.size()});
  if (as_json) {
    const Fault f = model.fault();
    std::cout << json{{"file", file},
                      {"ok", f.ok()},
                      {"error", static_cast<int>(f.error)},
                      {"check", f.check},
                      {"operator", f.op_index},
                      {"detail", f.detail},
                      {"sentence", explain(f)}}
                     .dump(2)
              << '\n';
    return exit_status(f);
  }
  require(model.fault(), file);
  std::cout << file << ": well-formed, " << bytes.size() << " bytes\n";
  return 0;
}

int inspect(const std::string& file, bool as_json) {
  const LoadedModel loaded(file);
  const auto graph = format::SubgraphView::of(loaded.bytes.data(), 0);
  json out{{"file", file}, {"bytes", loaded.bytes.size()}, {"tensors", json::array()},
           {"operators", json::array()}, {"inputs", indices(graph.inputs())},
           {"outputs", indices(graph.outputs())}};
  for (uint32_t i = 0; i < graph.tensor_count(); ++i) {
    out["tensors"].push_back(describe(graph.tensor(i)));
  }
  for (uint32_t i = 0; i < graph.operator_count(); ++i) {
    const format::Table op = graph.operator_at(i);
    json inputs = json::array();
    for (const uint32_t t : indices(op.vector(format::OperatorField::Inputs))) {
      inputs.push_back(static_cast<int32_t>(t));
    }
    out["operators"].push_back({{"index", i},
                                {"name", name_of(graph, op)},
                                {"inputs", inputs},
                                {"outputs", indices(op.vector(format::OperatorField::Outputs))}});
  }
  if (as_json) {
    std::cout << out.dump(2) << '\n';
    return 0;
  }
  std::cout << file << ": " << loaded.bytes.size() << " bytes\noperators\n";
  for (const json& op : out["operators"]) {
    std::cout << "  " << std::setw(3) << op["index"].get<uint32_t>() << "  " << std::left
              << std::setw(22) << op["name"].get<std::string>() << std::right
              << op["inputs"].dump() << " -> " << op["outputs"].dump() << '\n';
  }
  std::cout << "tensors\n";
  for (const json& t : out["tensors"]) print_tensor(t);
  std::cout << "inputs " << out["inputs"].dump() << ", outputs " << out["outputs"].dump() << '\n';
  return 0;
}

int plan(const std::string& file, bool as_json) {
  const LoadedModel loaded(file);
  const Result<uint32_t> needed = needed_bytes(*loaded.model);
  require(needed.fault(), file, &*loaded.model);
  Arena arena(*needed);
  const Result<Interpreter> interpreter =
      Interpreter::create(*loaded.model, all_ops(), arena.memory());
  require(interpreter.fault(), file, &*loaded.model);
  const auto graph = format::SubgraphView::of(loaded.bytes.data(), 0);
  json buffers = json::array();
  for (uint32_t i = 0; i < graph.tensor_count(); ++i) {
    const Tensor t = interpreter->tensor(i);
    if (!t.ok()) continue;
    buffers.push_back({{"tensor", i},
                       {"name", text_of(graph.tensor(i).name())},
                       {"offset", t.raw().data() - arena.memory().data()},
                       {"bytes", t.bytes()}});
  }
  if (as_json) {
    std::cout << json{{"file", file}, {"arena_bytes", *needed}, {"tensors", buffers}}.dump(2)
              << '\n';
    return 0;
  }
  std::cout << file << ": the arena needs " << *needed
            << " bytes on every target (aligned to 16)\n  offset     bytes  tensor\n";
  for (const json& b : buffers) {
    std::cout << std::setw(8) << b["offset"].get<int64_t>() << std::setw(10)
              << b["bytes"].get<uint32_t>() << "  " << b["tensor"] << ' '
              << b["name"].get<std::string>() << '\n';
  }
  return 0;
}

int ops(const std::string& file, bool as_json) {
  const LoadedModel loaded(file);
  const auto graph = format::SubgraphView::of(loaded.bytes.data(), 0);
  std::set<size_t> needed;
  for (uint32_t i = 0; i < graph.operator_count(); ++i) {
    needed.insert(entry_for(loaded, graph, i));
  }
  json names = json::array();
  for (const size_t k : needed) names.push_back(all_op_names()[k].entry);
  if (as_json) {
    std::cout << names.dump() << '\n';
    return 0;
  }
  std::cout << "const mote::OpDef* const ops[] = {\n";
  for (const json& name : names) {
    std::cout << "    &mote::ops::" << name.get<std::string>() << ",\n";
  }
  std::cout << "};\n";
  return 0;
}

int explain_words(const std::vector<uint32_t>& words, const std::string& file, bool as_json) {
  const auto at = [&](size_t i, uint32_t absent) { return i < words.size() ? words[i] : absent; };
  if (at(0, 0) > 255 || at(1, 0) > 255 || at(2, 0) > 0xFFFF) {
    throw Failure(2, "explain: error and check are below 256, the operator below 65536");
  }
  const Fault fault{static_cast<Error>(at(0, 0)), static_cast<uint8_t>(at(1, 0)),
                    static_cast<uint16_t>(at(2, kNoOperator)), at(3, 0)};
  std::string text;
  if (file.empty()) {
    text = explain(fault);
  } else {
    const LoadedModel loaded(file);
    text = explain(fault, &*loaded.model);
  }
  std::cout << (as_json ? json{{"sentence", text}}.dump() : text) << '\n';
  return 0;
}

int run(const RunOptions& options) {
  const LoadedModel loaded(options.file);
  const Model& model = *loaded.model;
  const Result<uint32_t> needed = needed_bytes(model);
  require(needed.fault(), options.file, &model);
  Arena arena(*needed);
  Result<Interpreter> interpreter = Interpreter::create(model, all_ops(), arena.memory());
  require(interpreter.fault(), options.file, &model);
  if (!options.inputs.empty() && options.inputs.size() != interpreter->input_count()) {
    throw Failure(2, options.file + ": has " + std::to_string(interpreter->input_count()) +
                         " inputs, " + std::to_string(options.inputs.size()) + " files given");
  }
  for (uint32_t i = 0; i < interpreter->input_count(); ++i) {
    const Tensor input = interpreter->input(i);
    std::vector<uint8_t> bytes(input.bytes());
    if (!options.inputs.empty()) bytes = read_file(options.inputs[i]);
    if (bytes.size() != input.bytes()) {
      throw Failure(2, options.inputs[i] + ": has " + std::to_string(bytes.size()) +
                           " bytes, input " + std::to_string(i) + " needs " +
                           std::to_string(input.bytes()));
    }
    require(input.write_bytes({bytes.data(), bytes.size()}), options.file, &model);
  }
  require(interpreter->invoke(), options.file, &model);
  json out = json::array();
  for (uint32_t i = 0; i < interpreter->output_count(); ++i) {
    const Tensor output = interpreter->output(i);
    require(output.fault(), options.file, &model);
    const Span<const uint8_t> raw = output.raw();
    if (!options.output_prefix.empty()) {
      write_file(options.output_prefix + std::to_string(i) + ".bin", raw.data(), raw.size());
    }
    json values = json::array();
    for (uint32_t k = 0; k < output.elements() && options.output_prefix.empty(); ++k) {
      if (output.type() == TensorType::Float32) values.push_back(output.elements_as<float>()[k]);
      else if (output.type() == TensorType::Int8) values.push_back(output.elements_as<int8_t>()[k]);
      else if (k < raw.size()) values.push_back(raw[k]);
    }
    out.push_back({{"output", i}, {"type", type_name(output.type())}, {"values", values},
                   {"argmax", output.argmax()}});
  }
  if (options.json) {
    std::cout << out.dump() << '\n';
  } else {
    for (const json& o : out) {
      std::cout << "output " << o["output"] << ' ' << o["type"].get<std::string>()
                << ", greatest at " << o["argmax"] << ": " << o["values"].dump() << '\n';
    }
  }
  return 0;
}

int embed(const EmbedOptions& options) {
  const LoadedModel loaded(options.file);
  std::ostringstream out;
  out << "// Made by `mote embed` from a model of " << loaded.bytes.size() << " bytes.\n"
      << "#include <cstddef>\n#include <cstdint>\n\n"
      << "extern const uint8_t " << options.symbol << "[];\n"
      << "extern const size_t " << options.symbol << "_bytes;\n"
      << "alignas(16) const uint8_t " << options.symbol << "[] = {";
  for (size_t i = 0; i < loaded.bytes.size(); ++i) {
    out << (i % 16 == 0 ? "\n    " : " ") << static_cast<int>(loaded.bytes[i]) << ',';
  }
  out << "\n};\nconst size_t " << options.symbol << "_bytes = sizeof(" << options.symbol << ");\n";
  if (options.output.empty()) {
    std::cout << out.str();
  } else {
    write_file(options.output, out.str().data(), out.str().size());
  }
  return 0;
}

}  // namespace mote::tool
