// SPDX-License-Identifier: Apache-2.0
// Constants that are stored compressed, unpacked by an operator before the ones that use them. Each
// has a code and a header with tables. Three ways:
// - look-up: each element is an index, of 1 to 7 bits, in a table of values; a table a channel;
// - Huffman: each element is a word of as many bits as it is rare;
// - pruned: a bit an element says whether it is there; the others are the zero point.
// Bits are read from the highest of a byte down.
// Source: operator semantics of TensorFlow Lite Micro (TFLM_DECODE).
#pragma once

#include <stdint.h>

namespace mote {

/// Bytes in front of the tables: [0] coding, [1] and [4] versions, [5] and [6] by coding.
constexpr uint32_t kDecodeHeaderBytes = 16;
enum class Coding : uint8_t { LookUp, Huffman, Pruned };

struct DecodeOutput {
  uint32_t elements;
  uint32_t element_bytes;  ///< 1, 2, 4 or 8
  uint32_t channels;       ///< 1: no channels
  bool channels_last;      ///< neighbouring elements have neighbouring channels, or the same one
  uint8_t* bytes;

  uint32_t channel_of(uint32_t element) const {
    return channels_last ? element % channels : element / (elements / channels);
  }
};

struct LookUp {
  const uint8_t* code;    ///< as many bits as the elements' indices have
  const uint8_t* tables;  ///< [channel][stride]
  uint32_t index_bits;
  uint32_t stride;
};

/// An entry is found (highest bit), a count (4 bits) and a value. Found: the value is the element,
/// and the count of bits belong to it. Else: look up with count + 1 bits more, `value` entries on.
struct Huffman {
  const uint8_t* code;
  uint32_t code_bytes;
  const uint8_t* table;
  uint32_t entries;
  uint32_t entry_bytes;  ///< 2 or 4
  uint32_t first_bits;   ///< of the first look-up of each element
};

struct Pruned {
  const uint8_t* code;         ///< a bit an element
  const uint8_t* values;       ///< as many as there are ones
  const uint8_t* zero_points;  ///< [channel], 64 bits each; null: 0
};

namespace reference {

/// False if an index lies outside its table.
bool decode_look_up(const LookUp& p, const DecodeOutput& output);
/// False if the code ends too early or leads outside the table. Elements of 1 or 2 bytes.
bool decode_huffman(const Huffman& p, const DecodeOutput& output);
void decode_pruned(const Pruned& p, const DecodeOutput& output);

}  // namespace reference
}  // namespace mote
