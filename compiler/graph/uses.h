// SPDX-License-Identifier: Apache-2.0
// Who writes and who reads each tensor of a subgraph, as it is now.
#pragma once

#include <vector>

#include "graph/graph.h"

namespace mote::compiler {

/// An operator reads the tensor as its input `input`.
struct Use {
  uint32_t op;
  uint32_t input;
};

class Uses {
 public:
  /// Signatures name tensors too; those of the subgraph count as inputs and outputs do.
  Uses(const Model& model, uint32_t subgraph);

  /// Operator that writes a tensor; -1: none does.
  int32_t producer(int32_t tensor) const { return producers_[static_cast<size_t>(tensor)]; }
  const std::vector<Use>& readers(int32_t tensor) const {
    return readers_[static_cast<size_t>(tensor)];
  }
  bool is_graph_input(int32_t tensor) const { return inputs_[static_cast<size_t>(tensor)]; }
  bool is_graph_output(int32_t tensor) const { return outputs_[static_cast<size_t>(tensor)]; }
  /// Its shape, type and quantisation are part of the model's interface.
  bool is_interface(int32_t tensor) const {
    return is_graph_input(tensor) || is_graph_output(tensor);
  }
  /// One operator reads it, once, and nobody outside.
  bool has_one_reader(int32_t tensor) const {
    return readers(tensor).size() == 1 && !is_graph_output(tensor);
  }

 private:
  std::vector<int32_t> producers_;
  std::vector<std::vector<Use>> readers_;
  std::vector<bool> inputs_, outputs_;
};

/// The same inputs give the same outputs, and nothing else happens: no state, no variables, no
/// called subgraphs, and no custom operator but those of Mote's own.
bool is_pure(const Subgraph& graph, const Operator& op);

/// Every reader of `from`, and the subgraph's outputs, take `to` instead.
void replace_reads(Subgraph& graph, int32_t from, int32_t to);

}  // namespace mote::compiler
