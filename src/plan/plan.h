// SPDX-License-Identifier: Apache-2.0
// The memory planner: from lifetimes to offsets. A pure function: it knows no model, no tensor
// and no allocator, and gives the same plan on the host and on the device.
#pragma once

#include <stdint.h>

#include "mote/span.h"

namespace mote::plan {

constexpr uint32_t kNotPlaced = 0xFFFFFFFF;
/// Of one buffer, and of a whole region.
constexpr uint32_t kMostBytes = 0x7FFFFFFF;

/// A buffer alive from `first_step` to `last_step`, both included.
struct Buffer {
  uint32_t bytes;
  uint16_t first_step;
  uint16_t last_step;
  uint32_t offset = kNotPlaced;  ///< bytes from the start of the planned region
};

/// Gives every buffer at kNotPlaced the lowest offset at which it overlaps no other that is alive at the
/// same time, largest buffers first (equal ones in order). Others keep their place, which must end at
/// kMostBytes or before; so do buffers without bytes. New offsets are multiples of `align_bytes`, a
/// power of two. Returns the bytes of the whole region, or kNotPlaced if they are more than kMostBytes
/// or too many to place in time: that is the square of the count, times the conflicts of a placement, and
/// never more than 2^26 looks at a buffer beside twice that square.
uint32_t place(Span<Buffer> buffers, uint32_t align_bytes);

/// Index of the first placed buffer that overlaps an earlier one alive at the same time, or
/// `buffers.size()`. Ends are at most 2^32 - 1.
size_t first_overlap(Span<const Buffer> buffers);

/// Most bytes alive at one step: no plan can be smaller.
uint32_t lower_bound_bytes(Span<const Buffer> buffers, uint32_t align_bytes);

}  // namespace mote::plan
