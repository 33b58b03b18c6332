// SPDX-License-Identifier: Apache-2.0
// Numbers by name from the options of custom operators: a FlexBuffer whose root is a map. The
// bytes may be anything: nothing outside them is read, and what does not hold together reads as
// absent or as no number.
// Source: FlatBuffers documentation, "FlexBuffers internals".
#pragma once

#include <stdint.h>

#include "format/table.h"

namespace mote::format {

class FlexMap {
 public:
  /// The options as they stand in the model; empty if they are no map.
  explicit FlexMap(const Vector& buffer);

  uint32_t count() const { return count_; }
  bool has(const char* key) const { return find(key) != count_; }
  /// Each leaves `value` alone and returns false without a number of that range under the key.
  bool read(const char* key, int32_t& value) const;
  /// Of a float or an integer: the bits of the nearest float; NaN and what is too great are refused.
  bool read_float_bits(const char* key, uint32_t& value) const;

 private:
  /// An unsigned number of 1, 2, 4 or 8 bytes; the bytes must be inside.
  uint64_t number(uint32_t at, uint32_t bytes) const;
  /// Where the reference at `at` leads; false if outside.
  bool follow(uint32_t at, uint32_t bytes, uint32_t& to) const;
  uint32_t find(const char* key) const;
  bool key_is(uint32_t at, const char* key) const;
  /// A value: its kind (below), place and bytes.
  struct Value {
    uint32_t kind, at, bytes;
  };
  Value value_of(const char* key) const;
  bool integer(const Value& value, int64_t& number) const;

  const uint8_t* bytes_;
  uint32_t size_;
  uint32_t count_ = 0;
  uint32_t width_ = 1;  ///< bytes of a value in the map
  uint32_t values_at_ = 0;
  uint32_t keys_at_ = 0;
  uint32_t key_width_ = 1;
};

}  // namespace mote::format
