// SPDX-License-Identifier: Apache-2.0
#include "entries.h"

#include <cstring>

#include "describe.h"
#include "emit/target.h"
#include "registry/cortex_m_dsp_ops.h"
#include "registry/scalar_ops.h"
#include "runtime/layout.h"

namespace mote::tool {
namespace {

/// An overlay's entries.
struct Overlay {
  const char* name;
  Span<const NamedOp> names;
  OpList ops;
  const char* (*why_slow)(size_t op, const void* params);
};
const Overlay& overlay_at(size_t i) {
  static const Overlay kOverlays[] = {
      {"cortex_m_dsp", cortex_m_dsp_op_names(), cortex_m_dsp_ops(), cortex_m_dsp_why_slow},
      {"scalar", scalar_op_names(), scalar_ops(), scalar_why_slow}};
  return kOverlays[i];
}
/// nullptr for targets without one.
const Overlay* overlay_of(const std::string& target) {
  const compiler::Target& t = compiler::target_named(target);
  if (t.dsp) return &overlay_at(0);
  return t.scalar ? &overlay_at(1) : nullptr;
}

ListedOp entry_for(const std::string& target, size_t k) {
  const NamedOp& named = all_op_names()[k];
  const Overlay* overlay = overlay_of(target);
  for (size_t i = 0; overlay != nullptr && i < overlay->names.size(); ++i) {
    if (std::strcmp(overlay->names[i].entry, named.entry) != 0) continue;
    return {std::string(overlay->name) + "::" + named.entry, overlay->ops[i]};
  }
  return {named.entry, all_ops()[k]};
}

ChosenKernel kernel_of(const Overlay* overlay, const ListedOp& op, const void* params) {
  for (size_t i = 0; overlay != nullptr && i < overlay->ops.size(); ++i) {
    if (op.def != overlay->ops[i]) continue;
    const char* slow = overlay->why_slow(i, params);
    if (slow == nullptr) return {0, 0, op.name, overlay->name, ""};
    return {0, 0, op.name, "reference", slow};
  }
  return {0, 0, op.name, "reference", ""};
}

uint32_t index_of(const LoadedModel& loaded, const Step& step) {
  const auto graph = format::SubgraphView::of(loaded.bytes.data(), step.subgraph);
  uint32_t i = 0;
  while (graph.operator_at(i).at() != loaded.bytes.data() + step.op_at) ++i;
  return i;
}

}  // namespace

std::vector<ListedOp> entries_for(const std::string& target) {
  std::vector<ListedOp> entries;
  entries.reserve(all_ops().size());
  for (size_t k = 0; k < all_ops().size(); ++k) entries.push_back(entry_for(target, k));
  return entries;
}

std::vector<ListedOp> entries_for(const std::string& target, const LoadedModel& loaded) {
  std::vector<ListedOp> entries;
  for (const size_t k : needed_ops(loaded)) entries.push_back(entry_for(target, k));
  return entries;
}

std::vector<const OpDef*> defs_of(const std::vector<ListedOp>& entries) {
  std::vector<const OpDef*> defs;
  defs.reserve(entries.size());
  for (const ListedOp& entry : entries) defs.push_back(entry.def);
  return defs;
}

std::vector<ChosenKernel> kernels_of(const std::string& target, const LoadedModel& loaded) {
  const std::vector<ListedOp> entries = entries_for(target, loaded);
  const std::vector<const OpDef*> defs = defs_of(entries);
  const OpList ops{defs.data(), defs.size()};
  const Result<uint32_t> needed = needed_bytes(*loaded.model, ops);
  require(needed.fault(), loaded.path, &*loaded.model);
  Arena arena(*needed);
  Layout layout({loaded.bytes.data(), loaded.bytes.size()}, ops, arena.memory());
  std::vector<ChosenKernel> kernels;
  if (!layout.plan()) return kernels;
  for (uint32_t i = 0; i < layout.step_count(); ++i) {
    const Step& step = layout.step(i);
    if (step.part != 0) continue;
    kernels.push_back(
        kernel_of(overlay_of(target), entries[step.op_def], &layout.params_of<uint8_t>(i)));
    kernels.back().subgraph = step.subgraph;
    kernels.back().op_index = index_of(loaded, step);
  }
  return kernels;
}

std::string header_of(const std::string& target) {
  const Overlay* overlay = overlay_of(target);
  return overlay == nullptr ? "" : std::string("mote/") + overlay->name + "_ops.h";
}

std::string sentence_of(const ChosenKernel& kernel) {
  std::string text = kernel.subgraph == 0 ? "" : std::to_string(kernel.subgraph) + "/";
  const size_t scope = kernel.entry.rfind(':');
  text += std::to_string(kernel.op_index) + " " +
          (scope == std::string::npos ? kernel.entry : kernel.entry.substr(scope + 1)) + ": " +
          kernel.overlay;
  if (!kernel.slow.empty()) text += ", because it " + kernel.slow;
  return text;
}

}  // namespace mote::tool
