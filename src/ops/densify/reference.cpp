// SPDX-License-Identifier: Apache-2.0
#include "base/bytes.h"
#include "ops/densify/densify.h"

namespace mote {
namespace {

/// The positions of a level that are below one of the level above.
struct Branch {
  uint32_t first, next, end;
  uint32_t at;  ///< bytes of the output
};

Branch branch_of(const SparseLevel& level, const uint8_t* model, uint32_t position, uint32_t at) {
  if (level.is_dense()) {
    const uint32_t first = position * level.extent;
    return {first, first, first + level.extent, at};
  }
  const uint8_t* segments = model + level.segments_at;
  const uint32_t first = sparse_number(segments, level.segment_bytes, position);
  return {first, first, sparse_number(segments, level.segment_bytes, position + 1), at};
}

}  // namespace

uint32_t sparse_number(const uint8_t* elements, uint32_t element_bytes, uint32_t i) {
  const uint8_t* from = elements + i * element_bytes;
  if (element_bytes == 1) return *from;
  return element_bytes == 2 ? load<uint16_t>(from) : load<uint32_t>(from);
}

namespace reference {

void densify(const Densify& p, const uint8_t* model, const uint8_t* values, uint8_t* output) {
  __builtin_memset(output, 0, p.output_bytes);
  Branch branches[kMostSparseLevels];
  branches[0] = branch_of(p.levels[0], model, 0, 0);
  uint32_t depth = 1;
  while (depth != 0) {
    Branch& branch = branches[depth - 1];
    if (branch.next == branch.end) {
      --depth;
      continue;
    }
    const SparseLevel& level = p.levels[depth - 1];
    const uint32_t position = branch.next++;
    const uint32_t index =
        level.is_dense() ? position - branch.first
                         : sparse_number(model + level.indices_at, level.index_bytes, position);
    const uint32_t at = branch.at + index * level.stride;
    if (depth == p.level_count) {
      __builtin_memcpy(output + at, values + position * p.element_bytes, p.element_bytes);
    } else {
      branches[depth] = branch_of(p.levels[depth], model, position, at);
      ++depth;
    }
  }
}

}  // namespace reference
}  // namespace mote
