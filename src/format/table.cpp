// SPDX-License-Identifier: Apache-2.0
// Out of line on purpose: every check and every operator reads tables, and images pay by the byte.
#include "format/table.h"

namespace mote::format {

const uint8_t Vector::kEmpty[4] = {};

uint32_t Table::field_at(const uint8_t* at, uint32_t field) {
  if (at == nullptr) return 0;
  const uint8_t* list = field_list(at);
  const uint32_t entry = 4 + 2 * field;
  return entry + 2 <= load<uint16_t>(list) ? load<uint16_t>(list + entry) : 0;
}

const uint8_t* Table::scalar_at(const uint8_t* at, uint32_t field, uint32_t bytes) {
  const uint32_t inside = field_at(at, field);
  if (inside == 0 || inside + bytes > load<uint16_t>(field_list(at) + 2)) return nullptr;
  return at + inside;
}

uint32_t Table::number(const uint8_t* at, uint32_t field, uint32_t bytes, uint32_t otherwise) {
  const uint8_t* from = scalar_at(at, field, bytes);
  if (from == nullptr) return otherwise;
  uint32_t value = 0;
  for (uint32_t i = 0; i < bytes; ++i) value |= uint32_t{from[i]} << (8 * i);
  return value;
}

const uint8_t* Table::reference(const uint8_t* at, uint32_t field) {
  const uint32_t inside = field_at(at, field);
  return inside == 0 ? nullptr : at + inside + load<uint32_t>(at + inside);
}

Vector Table::vector(const uint8_t* at, uint32_t field) {
  const uint8_t* target = reference(at, field);
  return target == nullptr ? Vector{} : Vector(target);
}

uint32_t Table::count(const uint8_t* at, uint32_t field) { return vector(at, field).count(); }

Table Table::table_in(const uint8_t* at, uint32_t field, uint32_t index) {
  const uint8_t* slot = vector(at, field).elements() + index * 4;
  return Table(slot + load<uint32_t>(slot));
}

}  // namespace mote::format
