// SPDX-License-Identifier: Apache-2.0
#include "mote/signal.h"

namespace mote::signal {

void FeatureHistory::push(Span<const int8_t> features) {
  if (features.size() != kChannels) return;
  __builtin_memcpy(ring_[oldest_], features.data(), kChannels);
  oldest_ = static_cast<uint8_t>(oldest_ + 1 == kFrames ? 0 : oldest_ + 1);
  if (pushed_ < kFrames) ++pushed_;
}

bool FeatureHistory::copy_to(Span<int8_t> out) const {
  if (out.size() != kElements) return false;
  const uint32_t older = (kFrames - oldest_) * kChannels;
  __builtin_memcpy(out.data(), ring_[oldest_], older);
  __builtin_memcpy(out.data() + older, ring_[0], kElements - older);
  return true;
}

void FeatureHistory::reset() {
  __builtin_memset(ring_, INT8_MIN, sizeof(ring_));
  oldest_ = 0;
  pushed_ = 0;
}

}  // namespace mote::signal
