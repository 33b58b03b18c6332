// SPDX-License-Identifier: Apache-2.0
#include "ops/signal_fft/sines.h"

namespace mote {
namespace {

constexpr uint64_t kOne = uint64_t{1} << 62;

/// 1 - y / (first (first + 1)) (1 - y / ((first + 2) (first + 3)) (...)), Q62, for y in [0, 0.62].
/// Seven terms more than the first leave less than 2^-62.
uint64_t alternating_series(uint64_t y, uint32_t first) {
  // 2^64 / (n (n + 1)) for n from 1 on.
  constexpr uint64_t kReciprocals[] = {~uint64_t{0} / 2,   ~uint64_t{0} / 6,   ~uint64_t{0} / 12,
                                       ~uint64_t{0} / 20,  ~uint64_t{0} / 30,  ~uint64_t{0} / 42,
                                       ~uint64_t{0} / 56,  ~uint64_t{0} / 72,  ~uint64_t{0} / 90,
                                       ~uint64_t{0} / 110, ~uint64_t{0} / 132, ~uint64_t{0} / 156,
                                       ~uint64_t{0} / 182, ~uint64_t{0} / 210, ~uint64_t{0} / 240,
                                       ~uint64_t{0} / 272, ~uint64_t{0} / 306, ~uint64_t{0} / 342};
  uint64_t sum = kOne;
  for (uint32_t n = first + 16; n + 1 > first; n -= 2) {
    const uint64_t term = multiply_high(multiply_high(sum << 1, y << 1), kReciprocals[n - 1]);
    sum = kOne - term;
  }
  return sum;
}

}  // namespace

uint64_t multiply_high(uint64_t a, uint64_t b) {
  const auto a_low = static_cast<uint32_t>(a);
  const auto b_low = static_cast<uint32_t>(b);
  const uint64_t a_high = a >> 32;
  const uint64_t b_high = b >> 32;
  const uint64_t middle = a_high * b_low + (uint64_t{a_low} * b_low >> 32);
  const uint64_t other = b_high * a_low + static_cast<uint32_t>(middle);
  return a_high * b_high + (middle >> 32) + (other >> 32);
}

uint64_t quarter_sine_q62(uint64_t turn) {
  constexpr uint64_t kHalfPi = 0x6487ED5110B4611A;  // pi / 2, Q62
  constexpr uint64_t kWhole = uint64_t{1} << 63;
  // Above an eighth of a turn the cosine of the rest converges faster.
  const bool is_steep = turn <= kWhole / 2;
  const uint64_t x = multiply_high(kHalfPi << 1, is_steep ? turn : kWhole - turn);
  const uint64_t y = multiply_high(x << 1, x << 1);  // x^2
  return is_steep ? multiply_high(x << 1, alternating_series(y, 2) << 1) : alternating_series(y, 1);
}

}  // namespace mote
