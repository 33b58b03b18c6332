// SPDX-License-Identifier: Apache-2.0
// One number of all elements along some axes: sum, mean, product, extremum, any, all.
// Source: TFLite operator semantics and 8-bit quantisation specification.
#pragma once

#include <stdint.h>

#include "base/bytes.h"
#include "base/fixed_point.h"
#include "ops/op_def.h"

namespace mote {

/// The input's axes; neighbours of one kind are joined, so that kept and reduced ones alternate.
struct Reduction {
  uint32_t extents[format::kMaxRank];  ///< outermost first
  uint8_t axes;
  bool first_is_reduced;
};
struct ReductionOf {
  Reduction reduction;
  uint32_t count;  ///< elements that become one
};
struct ScaledReduction {
  Reduction reduction;
  Rescale factor;      ///< of the sum of q - zero point
  int32_t zero_total;  ///< the input's zero point, as often as there are elements in a sum
  int32_t output_zero_point;
};

/// The axes of a reduction that are of one kind.
struct Walk {
  static constexpr uint32_t kMostOuter = format::kMaxRank / 2;
  uint32_t extents[kMostOuter], steps[kMostOuter];  ///< all but the innermost
  uint32_t outer;
  uint32_t inner_extent, inner_step;

  Walk(const Reduction& r, bool reduced) : extents(), steps(), outer(0) {
    uint32_t step = 1;
    for (uint32_t i = 0; i < r.axes; ++i) step *= r.extents[i];
    inner_extent = 1;
    inner_step = 0;
    bool seen = false;
    for (uint32_t i = 0; i < r.axes; ++i) {
      step /= r.extents[i];
      if (((i & 1) == 0) != (r.first_is_reduced == reduced)) continue;
      if (seen) {
        extents[outer] = inner_extent;
        steps[outer] = inner_step;
        ++outer;
      }
      inner_extent = r.extents[i];
      inner_step = step;
      seen = true;
    }
  }
};

/// Calls visit(offset in elements) for each combination of indices, the last axis fastest.
template <class Visit>
void for_each_offset(const Walk& w, Visit visit) {
  uint32_t at[Walk::kMostOuter] = {};
  uint32_t start = 0;
  while (true) {
    uint32_t offset = start;
    for (uint32_t i = 0; i < w.inner_extent; ++i, offset += w.inner_step) visit(offset);
    uint32_t axis = w.outer;
    do {
      if (axis == 0) return;
      --axis;
      start += w.steps[axis];
      if (++at[axis] < w.extents[axis]) break;
      start -= w.steps[axis] * w.extents[axis];
      at[axis] = 0;
    } while (true);
  }
}

/// For each element of the output, in order: a = start, a = take(a, x) for every x, give(a).
/// In place is safe: an output element never stands behind the elements that it is made of.
template <class T, class A, class Take, class Give>
void reduce(const Reduction& r, const Unaligned<T>* input, T* output, A start, Take take,
            Give give) {
  const Walk reduced(r, true);
  for_each_offset(Walk(r, false), [&](uint32_t first) {
    A value = start;
    for_each_offset(reduced,
                    [&](uint32_t offset) { value = take(value, T{input[first + offset]}); });
    *output++ = give(value);
  });
}

/// Counts, types, axes and the number of the output's elements, in whatever shape; folds the input's axes. `count`: elements that
/// become one.
CheckNumber fold_reduction(PrepareContext& context, Reduction& reduction, uint32_t& count);

}  // namespace mote
