// SPDX-License-Identifier: Apache-2.0
// Operators in a row that each map single elements: a chain is one function of an element, and for
// small types that function can be listed.
#pragma once

#include <optional>
#include <vector>

#include "graph/graph.h"
#include "graph/uses.h"

namespace mote::compiler {

struct UnaryChain {
  std::vector<uint32_t> operators;  ///< in order
  int32_t input, output;            ///< tensors
};

/// The input whose elements an operator maps, if it maps elements: those of its one input, or of
/// the one that is not a constant of one element. kLeftOut: it does not.
int32_t mapped_input(const Subgraph& graph, const Operator& op);

/// From an operator on, as far as each result has one reader and nobody outside sees it.
UnaryChain chain_from(const Subgraph& graph, const Uses& uses, uint32_t op);

/// The chain's result for each of the input type's numbers, counted as unsigned from 0, of 8 or 16
/// bits; nothing for other types and where an operator refuses.
std::optional<Bytes> list_results(const Subgraph& graph, const UnaryChain& chain);

}  // namespace mote::compiler
