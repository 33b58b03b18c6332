// SPDX-License-Identifier: Apache-2.0
// How a fuzz target says that something is wrong.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace mote::fuzz {

/// Ends the process, with a sentence, unless the condition holds: a finding.
inline void expect(bool condition, const std::string& otherwise) {
  if (condition) return;
  std::fprintf(stderr, "\nFINDING: %s\n", otherwise.c_str());
  std::abort();
}

/// What a target chooses beside its input follows from the input, so that a file repeats a run.
inline uint64_t seed_of(const uint8_t* data, size_t size) {
  uint64_t hash = 0xCBF29CE484222325;  // FNV-1a
  for (size_t i = 0; i < size; ++i) hash = (hash ^ data[i]) * 0x100000001B3;
  return hash ^ hash >> 29;
}

}  // namespace mote::fuzz
