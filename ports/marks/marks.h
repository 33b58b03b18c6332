// SPDX-License-Identifier: Apache-2.0
// Marks for exact instruction counts under an emulator: tools/emulator/run.py --count learns the
// address of mote_mark() and takes the count each time it is entered. Without the emulator a mark
// costs a call and a return, and the labels are lines of output.
#pragma once

#include "console/console.h"

/// One instruction, a return. Marks come in pairs: the second one ends what the first one began.
/// Between the two lie that return and the second call; the emulator takes those two off.
extern "C" void mote_mark();

namespace mote::marks {

/// Names the pair of marks that has just ended. Call it after every pair.
template <class... Parts>
void label(const Parts&... parts) {
  console::print("@mark ");
  console::print_line(parts...);
}

}  // namespace mote::marks
