// SPDX-License-Identifier: Apache-2.0
// Subgraphs that no run ever comes to. Nothing has prepared their operators, so a pass cannot rely on
// anything that a room checks.
#pragma once

#include <utility>
#include <vector>

#include "graph/graph.h"

namespace mote::compiler {

/// While it lives, the model has empty ones in their place, and no signatures of them.
class UncalledAside {
 public:
  explicit UncalledAside(Model& model);
  ~UncalledAside();
  UncalledAside(const UncalledAside&) = delete;
  UncalledAside& operator=(const UncalledAside&) = delete;

 private:
  Model& model_;
  std::vector<std::pair<size_t, Subgraph>> graphs_;  ///< with their numbers
  std::vector<Signature> signatures_;                ///< of them
};

}  // namespace mote::compiler
