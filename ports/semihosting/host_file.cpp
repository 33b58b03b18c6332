// SPDX-License-Identifier: Apache-2.0
#include "host_file/host_file.h"

#include "semihosting/semihosting.h"

namespace mote::host_file {
namespace {

constexpr intptr_t kOpen = 0x01;
constexpr intptr_t kRead = 0x06;
constexpr intptr_t kGetCommandLine = 0x15;
constexpr intptr_t kModeReadBytes = 1;
constexpr intptr_t kNotOpened = -1;

/// A block of the semihosting call: the longest path it can hold, without its end.
constexpr size_t kMostLetters = 255;

intptr_t open() {
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

size_t read(Span<uint8_t> bytes) {
  static intptr_t file = kNotOpened;
  static bool tried = false;
  if (!tried) file = open();
  tried = true;
  if (file == kNotOpened || bytes.empty()) return 0;
  const intptr_t block[] = {file, reinterpret_cast<intptr_t>(bytes.data()),
                            static_cast<intptr_t>(bytes.size())};
  return bytes.size() - static_cast<size_t>(mote_semihosting_call(kRead, block));
}

}  // namespace mote::host_file
