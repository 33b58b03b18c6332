// SPDX-License-Identifier: Apache-2.0
// An arena between two bands that nobody may write, for programs whose other parts are not trusted
// either. A band holds words that is_intact() compares; where a core can forbid writes to it
// (ports/memory_protection), a wrong one is caught when it happens. Linked only where it is used.
#pragma once

#include <stdint.h>

#include "mote/span.h"

namespace mote {

/// What memory protection units can cover, and on what boundary.
constexpr uint32_t kBandBytes = 32;

/// Fills memory with words that differ from place to place.
void fill_band(Span<uint8_t> band);
/// True if it is as fill_band() left it.
bool is_band_intact(Span<const uint8_t> band);

/// Memory for an interpreter, or for a compiled net that is made in it. Zeros at the start.
template <uint32_t kBytes>
class GuardedArena {
 public:
  Span<uint8_t> memory() { return {arena_, kBytes}; }

  /// Call once, before the first run.
  void arm() {
    fill_band(before());
    fill_band(after());
  }
  /// Call between runs, or steps of a run.
  bool is_intact() const {
    return is_band_intact({before_, kBandBytes}) && is_band_intact({arena_ + kBytes, kAfterBytes});
  }

  /// To forbid; all of it lies on boundaries of kBandBytes. Not what is left of the arena's own last
  /// kBandBytes, which is compared only.
  Span<uint8_t> before() { return {before_, kBandBytes}; }
  Span<uint8_t> protected_after() { return {arena_ + kRoundBytes, kBandBytes}; }

 private:
  static constexpr uint32_t kRoundBytes = (kBytes + kBandBytes - 1) / kBandBytes * kBandBytes;
  static constexpr uint32_t kAfterBytes = kRoundBytes - kBytes + kBandBytes;
  Span<uint8_t> after() { return {arena_ + kBytes, kAfterBytes}; }

  alignas(kBandBytes) uint8_t before_[kBandBytes];
  uint8_t arena_[kRoundBytes + kBandBytes];
};

}  // namespace mote
