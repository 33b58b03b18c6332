// SPDX-License-Identifier: Apache-2.0
// mote batch: converters write a model for any batch with shapes of batch 1 and, beside them,
// signatures with -1. The shapes are changed in place; nothing else in the file moves.
#include <iostream>

#include <nlohmann/json.hpp>

#include "commands.h"
#include "format/views.h"
#include "session.h"

namespace mote::tool {
namespace {

/// How many tensors of a subgraph may vary; sets the first extent of each in the copy `out`.
uint32_t set_batch(const LoadedModel& loaded, uint32_t subgraph, uint32_t count,
                   std::vector<uint8_t>& out) {
  const auto graph = format::SubgraphView::of(loaded.bytes.data(), subgraph);
  uint32_t changed = 0;
  for (uint32_t i = 0; i < graph.tensor_count(); ++i) {
    const format::Table table = graph.table().table_in(format::SubgraphField::Tensors, i);
    const format::Vector signature = table.vector(format::TensorField::ShapeSignature);
    const format::Vector shape = graph.tensor(i).dims();
    if (signature.count() == 0 || signature.count() != shape.count()) continue;
    if (signature.at<int32_t>(0) != -1) continue;
    store<uint32_t>(out.data() + (shape.elements() - loaded.bytes.data()), count);
    ++changed;
  }
  return changed;
}

}  // namespace

int batch(const BatchOptions& options) {
  const LoadedModel loaded(options.file);
  std::vector<uint8_t> out = loaded.bytes;
  const auto subgraphs =
      format::Table::root(loaded.bytes.data()).count(format::ModelField::Subgraphs);
  uint32_t changed = 0;
  for (uint32_t i = 0; i < subgraphs; ++i) changed += set_batch(loaded, i, options.count, out);
  if (changed == 0) {
    throw Failure(kUnsupported, options.file +
                                    ": no tensor has a batch that may vary; convert the model "
                                    "with a batch size of None");
  }
  // The result must run: what has a fixed batch inside is refused with the operator's own words.
  const LoadedModel made(options.output, out);
  const Result<uint32_t> arena_bytes = needed_bytes(*made.model);
  require(arena_bytes.fault(), options.output, &*made.model);
  write_file(options.output, out.data(), out.size());
  if (options.json) {
    std::cout << nlohmann::json{{"tensors", changed},
                                {"batch", options.count},
                                {"arena_bytes", *arena_bytes}}
                     .dump()
              << '\n';
  } else {
    std::cout << options.output << ": batch " << options.count << " for " << changed
              << " tensors; the arena needs " << *arena_bytes << " bytes\n";
  }
  return 0;
}

}  // namespace mote::tool
