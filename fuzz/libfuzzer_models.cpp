// SPDX-License-Identifier: Apache-2.0
// The mutator of targets whose input is a .tflite file: mostly such that the file stays valid enough
// to get deep, and at times any bytes.
#include <algorithm>
#include <cstring>

#include "mutate.h"

extern "C" size_t LLVMFuzzerMutate(uint8_t* data, size_t size, size_t most);

namespace mote::fuzz {
namespace {

size_t give(const Bytes& file, uint8_t* data) {
  if (!file.empty()) std::memcpy(data, file.data(), file.size());
  return file.size();
}

}  // namespace
}  // namespace mote::fuzz

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t most,
                                          unsigned int seed) {
  using namespace mote::fuzz;
  Random random(seed);
  const uint32_t kind = random.below(100);
  Bytes file(data, data + size);
  bool is_done = false;
  if (kind < 45) is_done = mutate_graph(file, random);
  if (!is_done && kind < 90) is_done = mutate_fields(file, random);
  if (is_done && file.size() <= most) return give(file, data);
  return LLVMFuzzerMutate(data, size, most);
}

extern "C" size_t LLVMFuzzerCustomCrossOver(const uint8_t* first, size_t first_size,
                                            const uint8_t* second, size_t second_size, uint8_t* out,
                                            size_t most, unsigned int seed) {
  using namespace mote::fuzz;
  Random random(seed);
  Bytes file(first, first + first_size);
  if (cross_graphs(file, Bytes(second, second + second_size), random) && file.size() <= most) {
    return give(file, out);
  }
  return 0;
}
