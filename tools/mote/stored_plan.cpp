// SPDX-License-Identifier: Apache-2.0
#include "stored_plan.h"

#include <algorithm>

#include "format/stored_plan.h"
#include "gains.h"
#include "graph/write_model.h"
#include "plan/best_plan.h"
#include "registry/all_ops.h"
#include "runtime/layout.h"

namespace mote::tool {
namespace {

using compiler::Bytes;
using format::StoredPlan;

/// Where a plan puts the tensors of all subgraphs.
class Offsets {
 public:
  explicit Offsets(const uint8_t* file) {
    const uint32_t subgraphs = format::Table::root(file).count(format::ModelField::Subgraphs);
    for (uint32_t i = 0; i < subgraphs; ++i) {
      first_.push_back(static_cast<uint32_t>(offsets_.size()));
      offsets_.resize(offsets_.size() + format::SubgraphView::of(file, i).tensor_count(), kUnknown);
    }
  }

  /// A tensor of a subgraph that is called from several places has one offset for all of them, or
  /// none.
  void put(uint32_t subgraph, uint32_t tensor, uint32_t offset) {
    int32_t& at = offsets_[first_[subgraph] + tensor];
    const auto wanted = static_cast<int32_t>(offset);
    at = at == kUnknown || at == wanted ? wanted : StoredPlan::kDeviceDecides;
  }

  /// As metadata holds them.
  Bytes content() const {
    std::vector<int32_t> words{1, static_cast<int32_t>(first_.size()),
                               static_cast<int32_t>(offsets_.size())};
    for (const int32_t offset : offsets_) {
      words.push_back(offset == kUnknown ? StoredPlan::kDeviceDecides : offset);
    }
    Bytes bytes(words.size() * sizeof(int32_t));
    __builtin_memcpy(bytes.data(), words.data(), bytes.size());
    return bytes;
  }
  /// All of them for the device to decide.
  Bytes empty_content() const {
    Offsets none = *this;
    std::fill(none.offsets_.begin(), none.offsets_.end(), StoredPlan::kDeviceDecides);
    return none.content();
  }

 private:
  static constexpr int32_t kUnknown = -2;
  std::vector<uint32_t> first_;
  std::vector<int32_t> offsets_;
};

Offsets offsets_of(const Layout& layout, const std::vector<plan::Buffer>& placed) {
  Offsets offsets(layout.file());
  const auto put_all = [&](const format::SubgraphView& graph, uint32_t subgraph, uint32_t first) {
    for (uint32_t i = 0; i < graph.tensor_count(); ++i) {
      const uint32_t place = layout.place(first + i);
      if (!is_in_arena(place) || placed[place - 1].bytes == 0) continue;
      offsets.put(subgraph, i, placed[place - 1].offset);
    }
  };
  put_all(layout.graph(), 0, 0);
  for (uint32_t i = 0; i < layout.step_count(); ++i) {
    const Step& step = layout.step(i);
    put_all(layout.graph_of(i), step.subgraph, step.first_place);
  }
  return offsets;
}

Bytes with_plan(compiler::Model model, Bytes content) {
  std::erase_if(model.metadata, [](const auto& entry) { return entry.name == StoredPlan::kName; });
  model.metadata.push_back({StoredPlan::kName, std::make_shared<Bytes>(std::move(content))});
  return compiler::write_model(model);
}

/// Bytes of the arena that the file needs with the plan it holds.
uint32_t stored_bytes(const std::string& name, const Bytes& file) {
  const LoadedModel made(name, file);
  const Result<uint32_t> needed = needed_bytes(*made.model, all_ops(), ArenaPlan::Stored);
  require(needed.fault(), name, &*made.model);
  return *needed;
}

}  // namespace

bool has_stored_plan(const LoadedModel& loaded) {
  StoredPlan plan;
  return !StoredPlan::find(loaded.bytes.data(), plan) || static_cast<bool>(plan);
}

StoredModel store_best_plan(const LoadedModel& loaded, const std::string& name) {
  const Result<uint32_t> needed = needed_bytes(*loaded.model);
  require(needed.fault(), loaded.path, &*loaded.model);
  Arena arena(*needed);
  Layout layout({loaded.bytes.data(), loaded.bytes.size()}, all_ops(), arena.memory());
  (void)layout.plan();
  require(layout.fault(), loaded.path, &*loaded.model);
  std::vector<plan::Buffer> buffers(layout.buffers().begin(), layout.buffers().end());
  const compiler::BestPlan best =
      compiler::best_plan({buffers.data(), buffers.size()}, kBufferAlignmentBytes);
  const Offsets offsets = offsets_of(layout, buffers);
  StoredModel stored;
  stored.device_bytes = *needed;
  stored.lower_bound_bytes =
      layout.persistent_bytes() + layout.state_bytes() + best.lower_bound_bytes;
  const compiler::Model model = read_graph(loaded);
  stored.file = with_plan(model, offsets.content());
  stored.arena_bytes = stored_bytes(name, stored.file);
  if (stored.arena_bytes > *needed) {  // a subgraph is called from places that want it elsewhere
    stored.file = with_plan(model, offsets.empty_content());
    stored.arena_bytes = stored_bytes(name, stored.file);
  }
  return stored;
}

}  // namespace mote::tool
