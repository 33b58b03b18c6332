// SPDX-License-Identifier: Apache-2.0
// On a host. Ends with status 0 only if both modes agree and are right.
#include <stdio.h>

#include "sine.h"

int main() {
  const example::Outcome outcome = example::compare();
  if (const mote::Fault& f = outcome.fault; !f.ok()) {
    fprintf(stderr, "cannot run the model: mote explain %d %d %d %u\n", static_cast<int>(f.error),
            static_cast<int>(f.check), static_cast<int>(f.op_index),
            static_cast<unsigned>(f.detail));
    return 1;
  }
  const double steps = outcome.sine - example::kSineZeroPoint;
  printf("sine(1.57) = %.2f\n", steps * static_cast<double>(example::kSineScale));
  printf("compiled and interpreted differ for %d of 256 inputs\n",
         static_cast<int>(outcome.different));
  return outcome.right && outcome.different == 0 ? 0 : 1;
}
