// SPDX-License-Identifier: Apache-2.0
// A microphone that plays the file named on the emulator's command line (run.py --sound).
#include "microphone/microphone.h"

#include "host_file/host_file.h"

namespace mote::microphone {

size_t read(Span<int16_t> samples) {
  auto* bytes = reinterpret_cast<uint8_t*>(samples.data());
  return host_file::read({bytes, samples.size() * sizeof(int16_t)}) / sizeof(int16_t);
}

}  // namespace mote::microphone
