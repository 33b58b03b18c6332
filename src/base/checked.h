// SPDX-License-Identifier: Apache-2.0
// Sums and products of sizes that come from a model. They stop at a size that no arena has, which the
// planner refuses (ArenaBytes): a size that wraps would be a small one, with a kernel that writes a
// large one. Sizes of tensors and files need none of this: the verifier holds them below 2^31.
#pragma once

#include <stdint.h>

namespace mote {

/// More than any arena has: 2^31 - 1. Rounded up to any alignment it is still below 2^32.
constexpr uint32_t kTooManyBytes = 0x7FFFFFFF;

constexpr uint32_t checked_bytes(uint64_t bytes) {
  return bytes < kTooManyBytes ? static_cast<uint32_t>(bytes) : kTooManyBytes;
}
constexpr uint32_t checked_sum(uint32_t a, uint32_t b) { return checked_bytes(uint64_t{a} + b); }
constexpr uint32_t checked_product(uint32_t a, uint32_t b) {
  return checked_bytes(uint64_t{a} * b);
}

}  // namespace mote
