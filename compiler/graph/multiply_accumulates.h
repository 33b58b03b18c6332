// SPDX-License-Identifier: Apache-2.0
// Work of an operator as it lies in a verified file.
#pragma once

#include <cstdint>

#include "format/views.h"
#include "graph/builtin_codes.h"

namespace mote::compiler {

/// Multiply-accumulates of one run of an operator; 0 for those that have none.
inline uint64_t multiply_accumulates(const format::SubgraphView& graph, format::Table op) {
  const format::Vector inputs = op.vector(format::OperatorField::Inputs);
  const format::Vector outputs = op.vector(format::OperatorField::Outputs);
  if (inputs.count() < 2 || outputs.count() == 0) return 0;
  const auto filter_index = inputs.at<uint32_t>(1);
  if (filter_index >= graph.tensor_count()) return 0;  // left out
  const format::TensorView filter = graph.tensor(filter_index);
  const uint64_t results = graph.tensor(outputs.at<uint32_t>(0)).elements();
  const auto dim = [&](uint32_t axis) { return static_cast<uint64_t>(filter.dim(axis)); };
  switch (graph.builtin_code(op)) {
    case code::kConv2d: return filter.rank() == 4 ? results * dim(1) * dim(2) * dim(3) : 0;
    case code::kDepthwiseConv2d: return filter.rank() == 4 ? results * dim(1) * dim(2) : 0;
    case code::kFullyConnected: return filter.rank() == 2 ? results * dim(1) : 0;
    default: return 0;
  }
}

}  // namespace mote::compiler
