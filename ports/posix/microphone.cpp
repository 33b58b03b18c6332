// SPDX-License-Identifier: Apache-2.0
// Raw samples from standard input.
#include "microphone/microphone.h"

#include <unistd.h>

namespace mote::microphone {

size_t read(Span<int16_t> samples) {
  auto* bytes = reinterpret_cast<char*>(samples.data());
  const size_t wanted = samples.size() * sizeof(int16_t);
  size_t done = 0;
  while (done < wanted) {
    const ssize_t count = ::read(STDIN_FILENO, bytes + done, wanted - done);
    if (count <= 0) break;
    done += static_cast<size_t>(count);
  }
  return done / sizeof(int16_t);
}

}  // namespace mote::microphone
