// SPDX-License-Identifier: Apache-2.0
// Names and figures of a verified model's tensors and operators, for the commands that print them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "format/views.h"
#include "session.h"

namespace mote::tool {

std::string text_of(format::Vector characters);
std::vector<uint32_t> indices_of(format::Vector indices);
float scale_of(const format::TensorView& tensor);

/// The builtin operator's name, or what a custom operator calls itself.
std::string name_of(const format::SubgraphView& graph, format::Table op);

/// index, name, type, shape, bytes, constant, and scale and zero point where there are any.
nlohmann::json describe(const format::TensorView& tensor);

/// The main subgraph and all that it calls, in the order of the file.
std::vector<uint32_t> reached_subgraphs(const LoadedModel& loaded);

/// What keeps an operator from running here.
struct Unsupported {
  uint32_t subgraph, op_index;
  std::string text;  ///< which operator, why, what to do
};
/// All of a model's operators that are not in all_ops() for their types.
std::vector<Unsupported> unsupported_operators(const LoadedModel& loaded);

/// Indices in all_ops() of the operators that a model needs. Throws Failure with everything that
/// is unsupported.
std::vector<size_t> needed_ops(const LoadedModel& loaded);

}  // namespace mote::tool
