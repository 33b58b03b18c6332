// SPDX-License-Identifier: Apache-2.0
#include "marks/marks.h"
#include "run_marked.h"
#include "run_scalar.h"

namespace mote::kernel_check {

bool run_marked(Kernel kernel, const int32_t* numbers, const Buffers& buffers) {
  return run_scalar(kernel, numbers, buffers, [](auto run) {
    mote_mark();
    run();
    mote_mark();
  });
}

}  // namespace mote::kernel_check
