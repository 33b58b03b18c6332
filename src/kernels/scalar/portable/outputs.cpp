// SPDX-License-Identifier: Apache-2.0
#include "kernels/scalar/outputs.h"

#include "kernels/scalar/requantize.h"

namespace mote::scalar {

extern "C" void mote_scalar_write_outputs(const int32_t* sums, const Factor* factor, int8_t* output,
                                          const OutputBlock* block) {
  const Factor f = *factor;
  const int32_t offset = block->offset;
  const int32_t step = block->step;
  for (const int32_t* end = sums + block->count; sums != end; ++sums, output += step) {
    *output = requantized(*sums, f, offset);
  }
}

}  // namespace mote::scalar
