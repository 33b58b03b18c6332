// SPDX-License-Identifier: Apache-2.0
// What an image links of the kernels: one source for each overlay.
#pragma once

#include "kernel_numbers.h"

namespace mote::kernel_check {

/// Runs the kernel between two marks; false if the overlay has none of that number.
bool run_marked(Kernel kernel, const int32_t* numbers, const Buffers& buffers);

}  // namespace mote::kernel_check
