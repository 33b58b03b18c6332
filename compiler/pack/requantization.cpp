// SPDX-License-Identifier: Apache-2.0
#include "pack/requantization.h"

#include <algorithm>
#include <vector>

#include "kernels/cortex_m_dsp/requantization.h"

namespace mote::pack {
namespace {

constexpr int64_t kScale = 256;  // of the accumulators

int64_t floor_divide(int64_t a, int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }
int64_t ceil_divide(int64_t a, int64_t b) { return -floor_divide(-a, b); }

/// Least sum in [0, greatest + 1] whose output is at least `value`; greatest + 1 if none is.
int64_t threshold(const Rescale& factor, int64_t greatest, int32_t value) {
  int64_t low = 0, high = greatest + 1;
  while (low < high) {
    const int64_t middle = (low + high) / 2;
    if (rescale(static_cast<int32_t>(middle), factor) - 128 >= value) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

struct Thresholds {
  /// sums[i]: the least sum that gives -127 + i; ends before the first one that no sum gives.
  std::vector<int64_t> sums;
};

/// Offsets that put every threshold in its place. Empty if least > greatest.
SumBounds offsets(const Thresholds& thresholds, const SumBounds& bounds, int64_t multiplier,
                  int32_t right_shift) {
  constexpr int64_t kHalf = int64_t{1} << 31;
  SumBounds allowed{INT32_MIN, INT32_MAX};
  // Output is at least `value` where the accumulator is at least this.
  const auto least_accumulator = [&](int32_t value) {
    const int64_t product = int64_t{value} * (int64_t{1} << (32 + right_shift));
    return ceil_divide(product - kHalf, multiplier);
  };
  int32_t value = -127;
  for (const int64_t sum : thresholds.sums) {
    const int64_t accumulator = least_accumulator(value++);
    allowed.least = std::max(allowed.least, accumulator - kScale * sum);
    allowed.greatest = std::min(allowed.greatest, accumulator - 1 - kScale * (sum - 1));
  }
  if (value <= 127) {
    allowed.greatest =
        std::min(allowed.greatest,
                 least_accumulator(value) - 1 - kScale * std::max<int64_t>(bounds.greatest, 0));
  }
  // The accumulator must not wrap around.
  allowed.least = std::max(allowed.least, int64_t{INT32_MIN} - kScale * bounds.least);
  allowed.greatest = std::min(allowed.greatest, int64_t{INT32_MAX} - kScale * bounds.greatest);
  return allowed;
}

}  // namespace

std::optional<Rectified> fit_rectified(const Rescale& factor, const SumBounds& bounds,
                                       int32_t right_shift) {
  if (bounds.least < INT32_MIN || bounds.greatest > INT32_MAX) return std::nullopt;
  // Left shifts wrap around in the reference; sums that small are rare and left to "exact".
  if (factor.shift > 0) return std::nullopt;
  Thresholds thresholds;
  for (int32_t value = -127; value <= 127; ++value) {
    const int64_t sum = threshold(factor, std::max<int64_t>(bounds.greatest, 0), value);
    if (sum > bounds.greatest) break;
    thresholds.sums.push_back(sum);
  }
  // factor = multiplier * 2^(shift - 31) = result * kScale / 2^(32 + right_shift)
  const int32_t bits = right_shift + 1 - 8 + factor.shift;  // result = multiplier * 2^bits
  const int64_t middle = bits >= 0 ? int64_t{factor.multiplier} << std::min(bits, 31)
                                   : int64_t{factor.multiplier} >> std::min(-bits, 31);
  constexpr int64_t kReach = 512;
  for (int64_t step = 0; step <= 2 * kReach; ++step) {
    const int64_t multiplier = middle + ((step & 1) != 0 ? -(step + 1) / 2 : step / 2);
    if (multiplier < 1 || multiplier > INT32_MAX) continue;
    const SumBounds allowed = offsets(thresholds, bounds, multiplier, right_shift);
    if (allowed.least <= allowed.greatest) {
      // As far from both ends as possible, if only for the looks.
      const int64_t offset = floor_divide(allowed.least + allowed.greatest, 2);
      return Rectified{static_cast<int32_t>(multiplier), offset};
    }
  }
  return std::nullopt;
}

std::optional<Exact> fit_exact(const Rescale& factor) {
  if (factor.multiplier == 0 || factor.shift < -31) return Exact{0, 0};
  if (factor.shift > -2) return std::nullopt;
  return Exact{static_cast<int32_t>(static_cast<uint32_t>(factor.multiplier) * 2),
               static_cast<int32_t>(uint32_t{1} << (32 + factor.shift))};
}

std::optional<int32_t> constant_output(const Rescale& factor, const SumBounds& bounds,
                                       const OutputScale& output) {
  if (bounds.least < INT32_MIN || bounds.greatest > INT32_MAX) return std::nullopt;
  // rescale() rises with its argument only as long as left shifts do not wrap around.
  if (factor.shift > 0 && bounds.least != bounds.greatest) return std::nullopt;
  const auto value = [&](int64_t sum) {
    const int64_t scaled = int64_t{rescale(static_cast<int32_t>(sum), factor)} + output.zero_point;
    return static_cast<int32_t>(clamp<int64_t>(scaled, output.range.low, output.range.high));
  };
  if (value(bounds.least) != value(bounds.greatest)) return std::nullopt;
  return value(bounds.least);
}

int64_t rectified_constant(int32_t value, Rectified& factors) {
  // A quarter of the accumulator, then the right shift, which drops the half.
  constexpr int32_t kShift = cortex_m_dsp::kRectifiedShift + 2;
  factors = {1 << 30, 0};
  return (int64_t{value} * (1 << kShift)) + (1 << (kShift - 1));
}

int64_t exact_constant(int32_t value, int32_t zero_point, Exact& factors) {
  factors = {0, 1 << 30};
  return 256 * 4 * int64_t{value - zero_point};
}

int64_t wide_constant(int32_t value, int32_t zero_point, Rescale& factor) {
  factor = {1 << 30, 1};
  return 256 * int64_t{value - zero_point};
}

}  // namespace mote::pack
