// SPDX-License-Identifier: Apache-2.0
// What a model may take in a fuzz target: nothing is learnt from one that runs for minutes.
#pragma once

#include <algorithm>
#include <cstdint>

#include "format/views.h"
#include "mote/model.h"

namespace mote::fuzz {

constexpr uint32_t kMostArenaBytes = 1 << 20;
constexpr uint64_t kMostWork = 4'000'000;
constexpr uint32_t kMostLoopRounds = 8;

/// No operator takes more steps than its output's elements times those of its largest input; a
/// subgraph that is called runs once for each round of all loops at most.
inline uint64_t most_work(const Model& model) {
  const uint8_t* file = model.bytes().data();
  const uint32_t graphs = format::Table::root(file).count(format::ModelField::Subgraphs);
  uint64_t work = 0;
  for (uint32_t g = 0; g < graphs; ++g) {
    const auto graph = format::SubgraphView::of(file, g);
    for (uint32_t i = 0; i < graph.operator_count(); ++i) {
      const format::Table op = graph.operator_at(i);
      const auto elements = [&](uint32_t field) {
        const format::Vector indices = op.vector(field);
        uint64_t most = 1;
        for (uint32_t k = 0; k < indices.count(); ++k) {
          const auto index = indices.at<int32_t>(k);
          if (index < 0) continue;
          most = std::max<uint64_t>(most, graph.tensor(static_cast<uint32_t>(index)).elements());
        }
        return most;
      };
      work += elements(format::OperatorField::Outputs) * elements(format::OperatorField::Inputs) *
              (g == 0 ? 1 : kMostLoopRounds);
    }
  }
  return work;
}

}  // namespace mote::fuzz
