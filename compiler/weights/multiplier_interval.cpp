// SPDX-License-Identifier: Apache-2.0
#include "weights/multiplier_interval.h"

namespace mote::compiler {
namespace {

using pack::OutputScale;
using pack::SumBounds;

int32_t output_of(int64_t sum, const Rescale& factor, const OutputScale& output) {
  const int64_t moved = int64_t{rescale(static_cast<int32_t>(sum), factor)} + output.zero_point;
  return static_cast<int32_t>(clamp<int64_t>(moved, output.range.low, output.range.high));
}

/// Shrinks an interval until it keeps what the factor's own multiplier does.
class Search {
 public:
  Search(const Rescale& factor, const OutputScale& output) : factor_(factor), output_(output) {}

  /// The sum's output stays at least `value`, or below it.
  void keep(int64_t sum, int32_t value, bool at_least) {
    const auto kept = [&](int32_t multiplier) {
      return (output_of(sum, {multiplier, factor_.shift}, output_) >= value) == at_least;
    };
    if (!kept(found_.least)) found_.least = last_kept(found_.least, kept);
    if (!kept(found_.greatest)) found_.greatest = last_kept(found_.greatest, kept);
  }
  const MultiplierInterval& found() const { return found_; }

 private:
  /// The multiplier on the way from the factor's to `bad` that is the last one to be kept.
  template <class Kept>
  int32_t last_kept(int32_t bad, Kept kept) const {
    int64_t good = factor_.multiplier;
    int64_t wrong = bad;
    while (wrong - good > 1 || good - wrong > 1) {
      const int64_t middle = (good + wrong) / 2;
      (kept(static_cast<int32_t>(middle)) ? good : wrong) = middle;
    }
    return static_cast<int32_t>(good);
  }

  Rescale factor_;
  OutputScale output_;
  MultiplierInterval found_{1 << 30, INT32_MAX};
};

/// Whether rescale() rises with its argument over the bounds.
bool is_monotonic(const Rescale& factor, const SumBounds& bounds) {
  if (bounds.least < INT32_MIN || bounds.greatest > INT32_MAX) return false;
  const int32_t left = factor.shift > 0 ? factor.shift : 0;
  const int64_t scale = int64_t{1} << left;
  return bounds.least * scale >= INT32_MIN && bounds.greatest * scale <= INT32_MAX;
}

}  // namespace

MultiplierInterval equal_multipliers(const Rescale& factor, const SumBounds& bounds,
                                     const OutputScale& output) {
  if (factor.multiplier < 1 << 30 || !is_monotonic(factor, bounds)) {
    return {factor.multiplier, factor.multiplier};
  }
  Search search(factor, output);
  const int32_t least = output_of(bounds.least, factor, output);
  const int32_t greatest = output_of(bounds.greatest, factor, output);
  if (least > output.range.low) search.keep(bounds.least, least, true);
  if (greatest < output.range.high) search.keep(bounds.greatest, greatest + 1, false);
  int64_t before = bounds.least;  // a sum that gives less than `value`
  for (int32_t value = least + 1; value <= greatest; ++value) {
    int64_t sum = bounds.greatest;  // one that gives as much
    while (sum - before > 1) {
      const int64_t middle = before + (sum - before) / 2;
      (output_of(middle, factor, output) >= value ? sum : before) = middle;
    }
    search.keep(before, value, false);
    search.keep(sum, value, true);
  }
  return search.found();
}

int32_t multiplier_of_bits(const MultiplierInterval& interval, int32_t bits) {
  const int64_t unit = int64_t{1} << (30 - bits);
  const int64_t multiple = (interval.least + unit - 1) / unit * unit;
  return multiple <= interval.greatest ? static_cast<int32_t>(multiple) : 0;
}

}  // namespace mote::compiler
