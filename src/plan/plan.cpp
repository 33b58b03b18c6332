// SPDX-License-Identifier: Apache-2.0
#include "plan/plan.h"

#include "base/bytes.h"

namespace mote::plan {
namespace {

bool alive_together(const Buffer& a, const Buffer& b) {
  return a.first_step <= b.last_step && b.first_step <= a.last_step;
}

/// Buffers without bytes are nowhere.
bool is_placed(const Buffer& buffer) { return buffer.bytes != 0 && buffer.offset != kNotPlaced; }

bool overlap(const Buffer& a, const Buffer& b) {
  return alive_together(a, b) && a.offset < b.offset + b.bytes && b.offset < a.offset + a.bytes;
}

/// Looks at a buffer that one plan may take: seconds on a slow core. Models with fewer than a few
/// thousand tensors stay far below.
constexpr uint32_t kMostLooks = 1U << 26;

/// Lowest offset at which `buffer` overlaps nothing that is placed already; kMostBytes, where nothing
/// can be, when `looks` are used up.
uint32_t lowest_offset(Span<const Buffer> buffers, const Buffer& buffer, uint32_t align_bytes,
                       uint32_t& looks) {
  uint32_t offset = 0;
  bool moved = true;
  while (moved) {  // what did not overlap before may do so now
    const auto count = static_cast<uint32_t>(buffers.size());
    if (looks < count) return kMostBytes;
    looks -= count;
    moved = false;
    for (const Buffer& other : buffers) {
      // One that is not placed yet lies beyond every end.
      const bool overlaps = other.bytes != 0 && alive_together(other, buffer) &&
                            other.offset < offset + buffer.bytes &&
                            offset < other.offset + other.bytes;
      if (!overlaps) continue;
      offset = align_up(other.offset + other.bytes, align_bytes);
      moved = true;
    }
  }
  return offset;
}

}  // namespace

uint32_t place(Span<Buffer> buffers, uint32_t align_bytes) {
  uint32_t looks = kMostLooks;
  while (true) {
    uint32_t region_bytes = 0;
    Buffer* largest = nullptr;
    for (Buffer& buffer : buffers) {
      if (buffer.offset == kNotPlaced) {
        if (largest == nullptr || buffer.bytes > largest->bytes) largest = &buffer;
      } else if (buffer.bytes != 0 && buffer.offset + buffer.bytes > region_bytes) {
        region_bytes = buffer.offset + buffer.bytes;
      }
    }
    if (largest == nullptr) return region_bytes;
    largest->offset = lowest_offset(buffers, *largest, align_bytes, looks);
    // Before any sum can wrap.
    if (largest->offset + largest->bytes > kMostBytes) return kNotPlaced;
  }
}

size_t first_overlap(Span<const Buffer> buffers) {
  for (size_t i = 1; i < buffers.size(); ++i) {
    if (!is_placed(buffers[i])) continue;
    for (size_t k = 0; k < i; ++k) {
      if (is_placed(buffers[k]) && overlap(buffers[k], buffers[i])) return i;
    }
  }
  return buffers.size();
}

uint32_t lower_bound_bytes(Span<const Buffer> buffers, uint32_t align_bytes) {
  uint32_t most = 0;
  for (const Buffer& at : buffers) {  // the peak is reached where some buffer starts
    uint32_t alive = 0;
    for (const Buffer& other : buffers) {
      if (other.first_step <= at.first_step && at.first_step <= other.last_step) {
        alive += align_up(other.bytes, align_bytes);
      }
    }
    if (alive > most) most = alive;
  }
  return most;
}

}  // namespace mote::plan
