// SPDX-License-Identifier: Apache-2.0
// Reads a verified FlatBuffer in place, at any alignment. Nothing here checks anything but what
// its comment says: verify() has been over these bytes before.
// Source: FlatBuffers internals documentation (tables, vtables, vectors, strings).
#pragma once

#include <stdint.h>

#include "base/bytes.h"
#include "mote/span.h"

namespace mote::format {

/// A vector of fixed-size elements; `elements` points at the first.
struct Vector {
  const uint8_t* elements = nullptr;
  uint32_t count = 0;

  template <class T>
  T at(uint32_t index) const {
    return load<T>(elements + index * sizeof(T));
  }
};

/// A table, or the empty table when `bytes` is null: every field then has its default.
class Table {
 public:
  Table() = default;
  Table(const uint8_t* file, uint32_t at) : file_(file), at_(at) {}

  explicit operator bool() const { return file_ != nullptr; }
  uint32_t offset() const { return at_; }

  /// A field stored in the table itself. A field of another width than the schema's would end
  /// outside the table's own bytes; it reads as the default and sets *malformed, if given.
  template <class T>
  T scalar(uint32_t field, T default_value, bool* malformed = nullptr) const {
    const uint8_t* from = scalar_at(field, sizeof(T), malformed);
    return from == nullptr ? default_value : load<T>(from);
  }
  Table table(uint32_t field) const;
  Vector vector(uint32_t field) const;
  uint32_t count(uint32_t field) const { return vector(field).count; }
  /// Element of a vector of tables.
  Table table_in(uint32_t field, uint32_t index) const;
  /// Offset in the file of what a field refers to; 0 if the field is absent.
  uint32_t reference(uint32_t field) const;
  bool has(uint32_t field) const { return field_at(field) != 0; }

 private:
  const uint8_t* scalar_at(uint32_t field, uint32_t bytes, bool* malformed) const;
  const uint8_t* vtable() const { return file_ + at_ - load<int32_t>(file_ + at_); }
  /// Offset of a field inside the table; 0 if it is absent.
  uint32_t field_at(uint32_t field) const;

  const uint8_t* file_ = nullptr;
  uint32_t at_ = 0;
};

}  // namespace mote::format
