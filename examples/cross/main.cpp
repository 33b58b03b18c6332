// SPDX-License-Identifier: Apache-2.0
// On a board. Ends with status 0 only if both modes agree and are right.
#include "../hello_sine/sine.h"
#include "console/console.h"

int main() {
  using mote::console::print_line;
  const example::Outcome outcome = example::compare();
  if (const mote::Fault& f = outcome.fault; !f.ok()) {
    print_line("cannot run the model; on the host: mote explain ", static_cast<int>(f.error), ' ',
               static_cast<int>(f.check), ' ', static_cast<int>(f.op_index), ' ', f.detail);
    return 1;
  }
  print_line("sine(1.57) = ", outcome.sine - example::kSineZeroPoint, " steps of the output");
  print_line("compiled and interpreted differ for ", outcome.different, " of 256 inputs");
  return outcome.right && outcome.different == 0 ? 0 : 1;
}
