// SPDX-License-Identifier: Apache-2.0
// mote inspect: what is in a file, and what of it is not supported.
#include <iomanip>
#include <iostream>

#include "commands.h"
#include "describe.h"
#include "entries.h"
#include "explain.h"
#include "gains.h"
#include "graph/multiply_accumulates.h"
#include "graph/read_model.h"

namespace mote::tool {
namespace {

using nlohmann::json;

void print_tensor(const json& t) {
  std::cout << "  " << std::setw(3) << t["index"].get<uint32_t>() << "  " << std::left
            << std::setw(8) << t["type"].get<std::string>() << std::setw(18) << t["shape"].dump()
            << std::right << std::setw(8) << t["bytes"].get<uint32_t>() << " B  "
            << (t.contains("sparse")        ? "sparse    "
                : t["constant"].get<bool>() ? "constant  "
                                            : "          ");
  if (t.contains("scale")) {
    std::cout << "scale " << t["scale"];
    if (t["scales"] != 1) std::cout << " and " << t["scales"].get<uint32_t>() - 1 << " more";
    std::cout << ", zero point " << t["zero_point"] << "  ";
  }
  std::cout << t["name"].get<std::string>() << '\n';
}

void print_operator(const json& op) {
  std::cout << "  " << std::setw(3) << op["index"].get<uint32_t>() << "  " << std::left
            << std::setw(22) << op["name"].get<std::string>() << std::right << std::setw(10)
            << op["multiply_accumulates"].get<uint64_t>() << " MACs  " << op["inputs"].dump()
            << " -> " << op["outputs"].dump() << '\n';
}

json inspect_subgraph(const LoadedModel& loaded, uint32_t subgraph) {
  const auto graph = format::SubgraphView::of(loaded.bytes.data(), subgraph);
  json tensors = json::array();
  for (uint32_t i = 0; i < graph.tensor_count(); ++i) tensors.push_back(describe(graph.tensor(i)));
  json operators = json::array();
  for (uint32_t i = 0; i < graph.operator_count(); ++i) {
    const format::Table op = graph.operator_at(i);
    json inputs = json::array();
    for (const uint32_t t : indices_of(op.vector(format::OperatorField::Inputs))) {
      inputs.push_back(static_cast<int32_t>(t));
    }
    operators.push_back({{"index", i},
                         {"name", name_of(graph, op)},
                         {"inputs", inputs},
                         {"outputs", indices_of(op.vector(format::OperatorField::Outputs))},
                         {"multiply_accumulates", compiler::multiply_accumulates(graph, op)}});
  }
  return {{"subgraph", subgraph},
          {"inputs", indices_of(graph.inputs())},
          {"outputs", indices_of(graph.outputs())},
          {"operators", operators},
          {"tensors", tensors}};
}

/// What `mote optimize` would gain; null for a model that does not run, or that a graph cannot hold.
json optimize_gains(const LoadedModel& loaded) {
  if (!needed_bytes(*loaded.model).ok()) return nullptr;
  try {
    compiler::Model graph = read_graph(loaded);
    return gains_of(compiler::optimize(graph));
  } catch (const Failure&) {
    return nullptr;
  } catch (const compiler::Unsupported&) {
    return nullptr;
  }
}

void print_gains(const json& gains) {
  if (gains.is_null()) return;
  if (gains["passes"].empty()) {
    std::cout << "mote optimize would change nothing\n";
    return;
  }
  std::cout << "mote optimize would leave " << sentence_of(gains) << ", by";
  for (const json& pass : gains["passes"]) std::cout << ' ' << pass["name"].get<std::string>();
  std::cout << '\n';
}

/// The main subgraph's description, with figures of the whole model and, under "called", the
/// subgraphs that it calls.
json inspect_one(const LoadedModel& loaded) {
  json called = json::array();
  json out;
  uint64_t constant_bytes = 0;
  uint64_t macs = 0;
  for (const uint32_t subgraph : reached_subgraphs(loaded)) {
    json one = inspect_subgraph(loaded, subgraph);
    for (const json& t : one["tensors"]) {
      if (t["constant"].get<bool>()) constant_bytes += t["bytes"].get<uint64_t>();
    }
    for (const json& op : one["operators"]) macs += op["multiply_accumulates"].get<uint64_t>();
    if (subgraph == 0) {
      out = std::move(one);
    } else {
      called.push_back(std::move(one));
    }
  }
  json problems = json::array();
  for (const Unsupported& u : unsupported_operators(loaded)) {
    problems.push_back({{"subgraph", u.subgraph}, {"operator", u.op_index}, {"text", u.text}});
  }
  out["optimize"] = problems.empty() ? optimize_gains(loaded) : json();
  out.erase("subgraph");
  out["file"] = loaded.path;
  out["bytes"] = loaded.bytes.size();
  out["constant_bytes"] = constant_bytes;
  out["multiply_accumulates"] = macs;
  out["called"] = called;
  out["unsupported"] = problems;
  return out;
}

void print_subgraph(const json& graph) {
  std::cout << "operators\n";
  for (const json& op : graph["operators"]) print_operator(op);
  std::cout << "tensors\n";
  for (const json& t : graph["tensors"]) print_tensor(t);
  std::cout << "inputs " << graph["inputs"].dump() << ", outputs " << graph["outputs"].dump()
            << '\n';
}

/// What each operator runs in an interpreter.
json kernels(const LoadedModel& loaded, const std::string& target) {
  json all = json::array();
  for (const ChosenKernel& kernel : kernels_of(target, loaded)) {
    all.push_back({{"subgraph", kernel.subgraph},
                   {"operator", kernel.op_index},
                   {"entry", kernel.entry},
                   {"kernel", kernel.overlay},
                   {"slow", kernel.slow},
                   {"text", sentence_of(kernel)}});
  }
  return all;
}

void print_kernels(const json& kernels, const std::string& target) {
  if (kernels.is_null()) return;
  std::cout << "kernels of an interpreter on " << target << '\n';
  for (const json& kernel : kernels) std::cout << "  " << kernel["text"].get<std::string>() << '\n';
}

}  // namespace

int inspect(const InspectOptions& options) {
  const std::string& file = options.file;
  const LoadedModel loaded(file);
  json out = inspect_one(loaded);
  const int status = out["unsupported"].empty() ? 0 : kUnsupported;
  out["kernels"] =
      status == 0 && !options.target.empty() ? kernels(loaded, options.target) : json();
  if (options.json) {
    std::cout << out.dump(2) << '\n';
    return status;
  }
  std::cout << file << ": " << out["bytes"] << " bytes, " << out["constant_bytes"]
            << " of them constants; " << out["multiply_accumulates"]
            << (out["called"].empty() ? " multiply-accumulates a run\n"
                                      : " multiply-accumulates, called subgraphs once each\n");
  print_subgraph(out);
  for (const json& graph : out["called"]) {
    std::cout << "subgraph " << graph["subgraph"] << '\n';
    print_subgraph(graph);
  }
  print_gains(out["optimize"]);
  print_kernels(out["kernels"], options.target);
  for (const json& problem : out["unsupported"]) {
    std::cerr << "mote: " << file << ": " << problem["text"].get<std::string>() << '\n';
  }
  return status;
}

}  // namespace mote::tool
