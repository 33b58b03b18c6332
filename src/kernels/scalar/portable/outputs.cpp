// SPDX-License-Identifier: Apache-2.0
#include "kernels/scalar/outputs.h"

namespace mote::scalar {

extern "C" void mote_scalar_write_outputs(const int32_t* sums, const Factor* factor, int8_t* output,
                                          const OutputBlock* block) {
  const int64_t multiplier = factor->multiplier;
  const int32_t shift = factor->shift;
  const int32_t offset = block->offset * (int32_t{1} << (shift - 1));
  const int32_t step = block->step;
  for (const int32_t* end = sums + block->count; sums != end; ++sums, output += step) {
    const int64_t product = int64_t{2 * *sums} * multiplier;
    const auto high = static_cast<int32_t>((product + (int64_t{1} << 31)) >> 32);
    // Ties away from zero: less one for negative numbers, then ties up.
    const int32_t value = (high + (high >> 31) + offset) >> shift;
    const bool fits = value == static_cast<int8_t>(value);
    *output = static_cast<int8_t>(__builtin_expect(fits, 1) ? value : (value >> 31) ^ 127);
  }
}

}  // namespace mote::scalar
