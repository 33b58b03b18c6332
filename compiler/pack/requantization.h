// SPDX-License-Identifier: Apache-2.0
// Cheap sequences that bring an accumulator to int8 with the very bits of rescale(), found and
// proved on the host for every sum that can occur.
#pragma once

#include <cstdint>
#include <optional>

#include "base/fixed_point.h"
#include "ops/shared/activation.h"

namespace mote::pack {

/// Bounds of an accumulator with its bias.
struct SumBounds {
  int64_t least = 0, greatest = 0;
};

/// Output of a layer.
struct OutputScale {
  int32_t zero_point = 0;
  RangeS8 range{-128, 127};

  /// Whatever a negative sum gives is clamped to the least int8, and nothing else is clamped.
  bool is_rectified() const { return zero_point == -128 && range.low == -128 && range.high == 127; }
  bool is_whole_range() const { return range.low == -128 && range.high == 127; }
};

/// int8 saturate(((256 sum + offset) * multiplier, high word rounded) >> right_shift)
struct Rectified {
  int32_t multiplier = 0;
  int64_t offset = 0;
};
/// Where 256 sum + offset fits int32 and the result equals rescale(sum) + zero point, clamped, for
/// every sum in the bounds. Needs a rectified output. Most factors below 2^(7 - right_shift) have
/// one; nullopt if none was found.
std::optional<Rectified> fit_rectified(const Rescale& factor, const SumBounds& bounds,
                                       int32_t right_shift);

/// The two multipliers of "exact": see kernels/cortex_m_dsp/matrix_block.h.
struct Exact {
  int32_t doubled_multiplier = 0;
  int32_t power = 0;  ///< 2^(32 - right shift)
};
/// For right shifts of 2 and more, or a factor of 0.
std::optional<Exact> fit_exact(const Rescale& factor);

/// The output, if it is the same for every sum in the bounds: a channel that is dead, or saturated.
std::optional<int32_t> constant_output(const Rescale& factor, const SumBounds& bounds,
                                       const OutputScale& output);
/// What gives that output where the weights are zero: the sum with its offset, times 256.
int64_t rectified_constant(int32_t value, Rectified& factors);
int64_t exact_constant(int32_t value, int32_t zero_point, Exact& factors);
int64_t wide_constant(int32_t value, int32_t zero_point, Rescale& factor);

}  // namespace mote::pack
