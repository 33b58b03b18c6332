// SPDX-License-Identifier: Apache-2.0
// Stands before the source of a net that was compiled with --checksum: its constants become variables,
// and constants_crc32() writes down where they are, so that a test can flip their bits.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "mote/checksum.h"

namespace mote::damage {

struct Constant {
  std::string name;
  uint8_t* at;
  size_t bytes;
};

/// Filled by constants_crc32() while it is wanted.
inline std::vector<Constant>* wanted_constants = nullptr;

template <class T>
uint32_t note(const char* name, T& object, uint32_t before) {
  auto* at = reinterpret_cast<uint8_t*>(&object);
  if (wanted_constants != nullptr) wanted_constants->push_back({name, at, sizeof(object)});
  return mote::crc32({at, sizeof(object)}, before);
}

}  // namespace mote::damage
