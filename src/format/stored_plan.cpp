// SPDX-License-Identifier: Apache-2.0
#include "format/stored_plan.h"

#include "format/views.h"

namespace mote::format {
namespace {

bool is_named(Table entry) {
  const Vector name = entry.vector(MetadataField::Name);
  constexpr uint32_t kLetters = sizeof(StoredPlan::kName) - 1;
  return name.count() == kLetters &&
         __builtin_memcmp(name.elements(), StoredPlan::kName, kLetters) == 0;
}

/// Of all subgraphs. The verifier's limit of work keeps it far below 2^32.
uint32_t count_tensors(const uint8_t* file) {
  const uint32_t subgraphs = Table::root(file).count(ModelField::Subgraphs);
  uint32_t tensors = 0;
  for (uint32_t i = 0; i < subgraphs; ++i) tensors += SubgraphView::of(file, i).tensor_count();
  return tensors;
}

}  // namespace

bool StoredPlan::find(const uint8_t* file, StoredPlan& plan) {
  const Table model = Table::root(file);
  for (uint32_t i = 0; i < model.count(ModelField::Metadata); ++i) {
    const Table entry = model.table_in(ModelField::Metadata, i);
    if (!is_named(entry)) continue;
    const auto buffer = entry.scalar<uint32_t>(MetadataField::Buffer, 0);
    const Vector bytes = model.table_in(ModelField::Buffers, buffer).vector(BufferField::Data);
    const uint32_t tensors = count_tensors(file);
    if (bytes.count() < kHeaderBytes || (bytes.count() - kHeaderBytes) % sizeof(int32_t) != 0 ||
        (bytes.count() - kHeaderBytes) / sizeof(int32_t) != tensors ||
        load<uint32_t>(bytes.elements() + 8) != tensors) {
      return false;
    }
    plan.offsets_ = bytes.elements() + kHeaderBytes;
    break;
  }
  return true;
}

}  // namespace mote::format
