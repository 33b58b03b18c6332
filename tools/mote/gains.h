// SPDX-License-Identifier: Apache-2.0
// What the passes of the compiler change in a model, for the commands that print it.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "passes/optimize.h"
#include "session.h"

namespace mote::tool {

/// The model as a graph. Throws Failure for what a graph cannot hold.
compiler::Model read_graph(const LoadedModel& loaded);

/// Throws Failure for a name that no pass has; `command` is the one that was given it.
void require_passes(const std::string& command, const std::vector<std::string>& names);

/// before, after, and under "passes" those that changed something with what they saved.
nlohmann::json gains_of(const compiler::Report& report);

/// "1 operators (2), ...": figures after, and before in brackets.
std::string sentence_of(const nlohmann::json& gains);

}  // namespace mote::tool
