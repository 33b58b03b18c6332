// SPDX-License-Identifier: Apache-2.0
// Finds tables, fields and vectors in the bytes of a .tflite file, to break them. Shares no code
// with src/format. Works on valid files only.
#pragma once

#include <cstdint>
#include <cstring>

#include "models/builder.h"

namespace mote::models {

class FileBytes {
 public:
  explicit FileBytes(Bytes bytes) : bytes_(std::move(bytes)) {}

  const Bytes& bytes() const { return bytes_; }
  uint32_t size() const { return static_cast<uint32_t>(bytes_.size()); }

  template <class T>
  T get(uint32_t at) const {
    T value;
    std::memcpy(&value, &bytes_.at(at), sizeof(T));
    return value;
  }
  template <class T>
  void put(uint32_t at, T value) {
    std::memcpy(&bytes_.at(at), &value, sizeof(T));
  }

  /// Where the reference stored at `at` leads.
  uint32_t follow(uint32_t at) const { return at + get<uint32_t>(at); }
  uint32_t root() const { return follow(0); }
  uint32_t field_list(uint32_t table) const {
    return table - static_cast<uint32_t>(get<int32_t>(table));
  }
  /// Where the list says in which place of the table a field is.
  uint32_t field_entry(uint32_t table, uint32_t field) const {
    return field_list(table) + 4 + 2 * field;
  }
  uint32_t field(uint32_t table, uint32_t number) const {
    return table + get<uint16_t>(field_entry(table, number));
  }
  /// What a field of type table, vector or string refers to.
  uint32_t referred(uint32_t table, uint32_t number) const { return follow(field(table, number)); }
  /// A table in a vector of tables.
  uint32_t table_in(uint32_t table, uint32_t number, uint32_t index) const {
    return follow(referred(table, number) + 4 + 4 * index);
  }

 private:
  Bytes bytes_;
};

}  // namespace mote::models
