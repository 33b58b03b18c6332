// SPDX-License-Identifier: Apache-2.0
// Reads a verified FlatBuffer in place, at any alignment. Nothing here checks anything but what
// its comment says: verify() has been over these bytes before.
// Source: FlatBuffers internals documentation (tables, vtables, vectors, strings).
#pragma once

#include <stdint.h>

#include "base/bytes.h"
#include "mote/span.h"

namespace mote::format {

// Both views are one pointer, because that is what a small core returns in a register.

/// A vector of fixed-size elements: a 32-bit count, then the elements. Absent ones read as empty.
class Vector {
 public:
  Vector() = default;
  explicit Vector(const uint8_t* at) : at_(at) {}

  uint32_t count() const { return load<uint32_t>(at_); }
  const uint8_t* elements() const { return at_ + 4; }
  template <class T>
  T at(uint32_t index) const {
    return load<T>(elements() + index * sizeof(T));
  }

 private:
  static const uint8_t kEmpty[4];
  const uint8_t* at_ = kEmpty;
};

/// A table, or the empty table, whose fields all have their defaults.
class Table {
 public:
  Table() = default;
  explicit Table(const uint8_t* at) : at_(at) {}
  /// The first table of a file.
  static Table root(const uint8_t* file) { return Table(file + load<uint32_t>(file)); }

  explicit operator bool() const { return at_ != nullptr; }
  const uint8_t* at() const { return at_; }

  /// A field of up to 32 bits stored in the table itself. A field of another width than the
  /// schema's would end outside the table's own bytes; it reads as the default.
  template <class T>
  T scalar(uint32_t field, T default_value) const {
    static_assert(sizeof(T) <= 4);
    return static_cast<T>(number(at_, field, sizeof(T), static_cast<uint32_t>(default_value)));
  }
  /// Where a field of that width is; nullptr if it is absent, or ends outside the table.
  const uint8_t* scalar_at(uint32_t field, uint32_t bytes) const {
    return scalar_at(at_, field, bytes);
  }
  bool has(uint32_t field) const { return field_at(at_, field) != 0; }
  Table table(uint32_t field) const { return Table(reference(at_, field)); }
  Vector vector(uint32_t field) const { return vector(at_, field); }
  uint32_t count(uint32_t field) const { return count(at_, field); }
  /// Element of a vector of tables.
  Table table_in(uint32_t field, uint32_t index) const { return table_in(at_, field, index); }

 private:
  // By pointer and not as members, so that a table never has to leave its register.
  static uint32_t number(const uint8_t* at, uint32_t field, uint32_t bytes, uint32_t otherwise);
  static const uint8_t* scalar_at(const uint8_t* at, uint32_t field, uint32_t bytes);
  static const uint8_t* reference(const uint8_t* at, uint32_t field);
  static Vector vector(const uint8_t* at, uint32_t field);
  static uint32_t count(const uint8_t* at, uint32_t field);
  static Table table_in(const uint8_t* at, uint32_t field, uint32_t index);
  /// Offset of a field inside the table; 0 if it is absent.
  static uint32_t field_at(const uint8_t* at, uint32_t field);
  static const uint8_t* field_list(const uint8_t* at) { return at - load<int32_t>(at); }

  const uint8_t* at_ = nullptr;
};

}  // namespace mote::format
