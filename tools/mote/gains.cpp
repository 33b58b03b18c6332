// SPDX-License-Identifier: Apache-2.0
#include "gains.h"

#include <algorithm>

#include "graph/read_model.h"

namespace mote::tool {
namespace {

using nlohmann::json;

json json_of(const compiler::Cost& cost) {
  // What was saved may be below zero: a pass may add an operator to remove two.
  return {{"operators", static_cast<int64_t>(cost.operators)},
          {"multiply_accumulates", static_cast<int64_t>(cost.multiply_accumulates)},
          {"weight_bytes", static_cast<int64_t>(cost.weight_bytes)},
          {"constant_bytes", static_cast<int64_t>(cost.constant_bytes)}};
}

}  // namespace

compiler::Model read_graph(const LoadedModel& loaded) {
  try {
    return compiler::read_model(*loaded.model);
  } catch (const compiler::Unsupported& e) {
    throw Failure(kUnsupported, loaded.path + ": " + e.what() + ", which is not read");
  }
}

json gains_of(const compiler::Report& report) {
  json passes = json::array();
  for (const compiler::PassReport& pass : report.passes) {
    if (pass.changes == 0) continue;
    passes.push_back({{"name", pass.pass->name},
                      {"does", pass.pass->does},
                      {"changes", pass.changes},
                      {"saved", json_of(pass.saved)}});
  }
  return {{"before", json_of(report.before)}, {"after", json_of(report.after)}, {"passes", passes}};
}

std::string sentence_of(const json& gains) {
  const auto figure = [&gains](const char* key, const char* what) {
    return gains["after"][key].dump() + " " + what + " (" + gains["before"][key].dump() + ")";
  };
  return figure("operators", "operators") + ", " +
         figure("multiply_accumulates", "multiply-accumulates") + ", " +
         figure("weight_bytes", "weight bytes") + ", " +
         figure("constant_bytes", "bytes of constants");
}

void require_passes(const std::string& command, const std::vector<std::string>& names) {
  const auto all = compiler::all_passes();
  for (const std::string& name : names) {
    const bool known = std::any_of(all.begin(), all.end(),
                                   [&name](const compiler::Pass& p) { return name == p.name; });
    if (known) continue;
    std::string list;
    for (const compiler::Pass& pass : all)
      list += (list.empty() ? "" : ", ") + std::string(pass.name);
    throw Failure(kUsage, command + ": there is no pass " + name + "; there are " + list);
  }
}

}  // namespace mote::tool
