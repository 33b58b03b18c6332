// SPDX-License-Identifier: Apache-2.0
// Pseudo-random numbers that are the same on every machine.
// Source: SplitMix64, Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.
#pragma once

#include <cstdint>

namespace mote::random_graphs {

class RandomNumbers {
 public:
  explicit RandomNumbers(uint64_t seed) : state_(seed) {}

  uint64_t next() {
    state_ += 0x9E3779B97F4A7C15;
    uint64_t x = state_;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
    return x ^ (x >> 31);
  }
  /// From 0 to bound - 1.
  uint32_t below(uint32_t bound) { return static_cast<uint32_t>((next() >> 32) * bound >> 32); }
  /// Both included.
  int32_t between(int32_t first, int32_t last) {
    return first + static_cast<int32_t>(below(static_cast<uint32_t>(last - first + 1)));
  }
  bool chance(uint32_t percent) { return below(100) < percent; }
  /// From `first` up to `last`, in 2^24 steps.
  double real(double first, double last) {
    return first + (last - first) * static_cast<double>(next() >> 40) / 16777216.0;
  }

 private:
  uint64_t state_;
};

}  // namespace mote::random_graphs
