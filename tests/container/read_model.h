// SPDX-License-Identifier: Apache-2.0
// The small model that the tests send about.
#pragma once

#include <cstdint>
#include <fstream>
#include <iterator>
#include <vector>

namespace mote::tests {

inline std::vector<uint8_t> read_sine_model() {
  std::ifstream in(MOTE_SOURCE_DIR "/models/hello_sine/hello_sine.tflite", std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace mote::tests
