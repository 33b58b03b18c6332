// SPDX-License-Identifier: Apache-2.0
// Weights stored in fewer bits each, as constants of compiled code: a prefix code, read from the first
// weight to the last. Codes of one length are consecutive numbers, shorter ones come first, and their
// first bit is the highest of a byte.
#pragma once

#include <stddef.h>
#include <stdint.h>

namespace mote {

/// The codes of one length.
struct CodeLength {
  uint16_t last;   ///< the greatest one, with all bits after it set up to 16
  uint8_t bits;    ///< at most 16; 0: the only code there is
  uint8_t offset;  ///< a code plus it is the symbol's rank, modulo 256
};

struct WeightCode {
  const uint8_t* stream;  ///< and two bytes more, which are read but mean nothing
  const CodeLength* lengths;
  const int8_t* symbols;  ///< weights by rank; null: 0, -1, 1, -2, 2 ...
};

/// The place in a stream.
class WeightReader {
 public:
  explicit WeightReader(const WeightCode& code) : code_(code), next_(code.stream) {}
  /// The next `count` weights, of which there must be as many.
  void read(int8_t* to, uint32_t count);

 private:
  const WeightCode& code_;
  const uint8_t* next_;
  uint32_t window_ = 0;  ///< bits that were read, the next one highest
  int32_t valid_ = 0;    ///< of them
};

/// All weights of a layer.
void read_weights(const WeightCode& code, uint32_t count, int8_t* to);

}  // namespace mote
