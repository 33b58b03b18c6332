// SPDX-License-Identifier: Apache-2.0
#include "graph/cost.h"

#include <set>

#include "graph/builtin_codes.h"

namespace mote::compiler {

uint64_t multiply_accumulates(const Subgraph& graph, const Operator& op) {
  if (op.input(0) == kLeftOut || op.input(1) == kLeftOut || op.outputs.empty()) return 0;
  const Tensor& filter = graph.tensor(op.input(1));
  const uint64_t results = graph.tensor(op.outputs[0]).elements();
  const auto dim = [&filter](size_t axis) { return static_cast<uint64_t>(filter.shape[axis]); };
  switch (op.code) {
    case code::kConv2d: return filter.rank() == 4 ? results * dim(1) * dim(2) * dim(3) : 0;
    case code::kDepthwiseConv2d: return filter.rank() == 4 ? results * dim(1) * dim(2) : 0;
    case code::kFullyConnected: return filter.rank() == 2 ? results * dim(1) : 0;
    default: return 0;
  }
}

Cost cost_of(const Model& model) {
  Cost cost;
  std::set<Bytes> constants;
  std::set<const Bytes*> weights;
  for (const Subgraph& graph : model.subgraphs) {
    cost.operators += graph.operators.size();
    for (const Operator& op : graph.operators) {
      const uint64_t macs = multiply_accumulates(graph, op);
      cost.multiply_accumulates += macs;
      if (macs == 0) continue;
      const SharedBytes& filter = graph.tensor(op.input(1)).constant;
      if (filter != nullptr && weights.insert(filter.get()).second) {
        cost.weight_bytes += filter->size();
      }
    }
    const auto count = [&](const std::vector<int32_t>& tensors) {
      for (const int32_t i : tensors) {
        if (i == kLeftOut || !graph.tensor(i).is_constant()) continue;
        const SharedBytes& bytes = graph.tensor(i).constant;
        if (constants.insert(*bytes).second) cost.constant_bytes += bytes->size();
      }
    };
    for (const Operator& op : graph.operators) count(op.inputs);
    count(graph.outputs);
  }
  return cost;
}

}  // namespace mote::compiler
