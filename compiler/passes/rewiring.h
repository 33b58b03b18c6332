// SPDX-License-Identifier: Apache-2.0
// The few ways in which passes change who reads what.
#pragma once

#include "graph/graph.h"
#include "graph/uses.h"

namespace mote::compiler {

/// A constant int32 list, as shapes and axes are; its tensor.
int32_t add_list(Subgraph& graph, const std::string& name, const std::vector<int32_t>& values);

/// Takes away operator `op`, whose output holds the very elements of `input`, if the two tensors
/// mean the same: its readers read `input`, or, for an output of the graph, the operator before
/// writes it. False, and nothing changed, where neither can be.
bool bypass(Model& model, uint32_t subgraph, uint32_t op, int32_t input);

/// Erases an operator.
void erase_operator(Subgraph& graph, uint32_t op);

/// Turns an operator into a RESHAPE of `input`.
void make_reshape(Subgraph& graph, Operator& op, int32_t input);

/// The operator that writes a tensor, if it does nothing else, is pure, and nobody but one operator
/// reads it; nullptr otherwise.
Operator* sole_producer(Subgraph& graph, const Uses& uses, int32_t tensor);

}  // namespace mote::compiler
