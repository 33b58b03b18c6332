// SPDX-License-Identifier: Apache-2.0
// Runs kernels with the output over the input, and counts how often nearer would be wrong.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <functional>
#include <vector>

#include "overlap/overlap.h"

namespace mote::compiler {

/// Runs a kernel with the output `lead` bytes before the input. True if the output is as wanted; bytes
/// beside both must stay in any case.
using KernelCall = std::function<void(const void* input, void* output)>;
inline bool is_right(const std::vector<uint8_t>& input, const std::vector<uint8_t>& wanted,
                     int64_t lead, const KernelCall& run) {
  constexpr int64_t kGuard = 64;
  constexpr uint8_t kGuardByte = 0xA5;
  const int64_t input_at = kGuard + (std::max<int64_t>(lead, 0) + 7) / 8 * 8;
  const int64_t output_at = input_at - lead;
  const auto end_of = [](int64_t at, const auto& bytes) {
    return at + static_cast<int64_t>(bytes.size());
  };
  const int64_t end = std::max(end_of(input_at, input), end_of(output_at, wanted));
  std::vector<uint8_t> memory(end + kGuard, kGuardByte);
  std::copy(input.begin(), input.end(), memory.begin() + input_at);
  run(memory.data() + input_at, memory.data() + output_at);
  const int64_t begin = std::min(input_at, output_at);
  const auto is_guard = [](uint8_t byte) { return byte == kGuardByte; };
  EXPECT_TRUE(std::all_of(memory.begin(), memory.begin() + begin, is_guard));
  EXPECT_TRUE(std::all_of(memory.begin() + end, memory.end(), is_guard));
  return std::equal(wanted.begin(), wanted.end(), memory.begin() + output_at);
}

template <class T>
std::vector<uint8_t> bytes_of(const std::vector<T>& list) {
  std::vector<uint8_t> bytes(list.size() * sizeof(T));
  std::memcpy(bytes.data(), list.data(), bytes.size());
  return bytes;
}

/// Of the cases of one kernel.
struct Tally {
  int32_t cases = 0, bound = 0, wrong_if_nearer = 0;

  /// `step`: an element. The output may lie anywhere if the lead is minus the input's bytes.
  void check(const std::vector<uint8_t>& input, const std::vector<uint8_t>& wanted,
             const KernelOverlap& overlap, int64_t step, const KernelCall& run) {
    ++cases;
    const auto multiple = std::max<int64_t>(overlap.multiple, step);
    for (const int64_t more : {int64_t{0}, multiple, 3 * multiple}) {
      ASSERT_TRUE(is_right(input, wanted, overlap.lead_bytes + more, run))
          << "case " << cases << ", lead " << overlap.lead_bytes << " + " << more << ", multiple "
          << overlap.multiple;
    }
    if (overlap.lead_bytes - multiple <= -static_cast<int64_t>(input.size())) return;
    ++bound;
    if (!is_right(input, wanted, overlap.lead_bytes - multiple, run)) ++wrong_if_nearer;
  }
  /// Some outputs come out right by chance, or by a clamp.
  void expect_tight(int32_t percent) const {
    EXPECT_GT(cases, 20);
    EXPECT_GT(bound, 0);
    EXPECT_GE(100 * wrong_if_nearer, percent * bound) << wrong_if_nearer << " of " << bound;
  }
};

}  // namespace mote::compiler
