// SPDX-License-Identifier: Apache-2.0
#include "mote/arena_guard.h"

namespace mote {
namespace {

/// No byte that memory usually holds, and no two neighbours alike.
uint8_t mark_at(size_t i) { return static_cast<uint8_t>(0xB5 ^ (i * 0x1D)); }

}  // namespace

void fill_band(Span<uint8_t> band) {
  for (size_t i = 0; i < band.size(); ++i) band[i] = mark_at(i);
}

bool is_band_intact(Span<const uint8_t> band) {
  for (size_t i = 0; i < band.size(); ++i) {
    if (band[i] != mark_at(i)) return false;
  }
  return true;
}

}  // namespace mote
