// SPDX-License-Identifier: Apache-2.0
// The kernels that an image for these cores checks.
#pragma once

#include "../run_kernel.h"

namespace mote::kernel_check {

template <class Measure>
bool run(Kernel kernel, const int32_t* numbers, const Buffers& b, Measure measure) {
  return run_kernel(kernel, numbers, b, measure);
}

}  // namespace mote::kernel_check
