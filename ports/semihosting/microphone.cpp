// SPDX-License-Identifier: Apache-2.0
// A microphone that plays the file named on the emulator's command line (run.py --sound).
#include "microphone/microphone.h"

#include "semihosting/semihosting.h"

namespace mote::microphone {
namespace {

constexpr intptr_t kOpen = 0x01;
constexpr intptr_t kRead = 0x06;
constexpr intptr_t kGetCommandLine = 0x15;
constexpr intptr_t kModeReadBytes = 1;
constexpr intptr_t kNotOpened = -1;

/// A block of the semihosting call: the longest path it can hold, without its end.
constexpr size_t kMostLetters = 255;

intptr_t open_sound() {
  char name[kMostLetters + 1];
  intptr_t line[] = {reinterpret_cast<intptr_t>(name), sizeof(name)};
  if (mote_semihosting_call(kGetCommandLine, line) != 0) return kNotOpened;
  size_t count = 0;
  while (count < kMostLetters && name[count] != '\0') ++count;
  const intptr_t block[] = {reinterpret_cast<intptr_t>(name), kModeReadBytes,
                            static_cast<intptr_t>(count)};
  return mote_semihosting_call(kOpen, block);
}

}  // namespace

size_t read(Span<int16_t> samples) {
  static intptr_t sound = kNotOpened;
  static bool tried = false;
  if (!tried) sound = open_sound();
  tried = true;
  if (sound == kNotOpened) return 0;
  const auto wanted = static_cast<intptr_t>(samples.size() * sizeof(int16_t));
  const intptr_t block[] = {sound, reinterpret_cast<intptr_t>(samples.data()), wanted};
  const intptr_t missing = mote_semihosting_call(kRead, block);
  return static_cast<size_t>(wanted - missing) / sizeof(int16_t);
}

}  // namespace mote::microphone
