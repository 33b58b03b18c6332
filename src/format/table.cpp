// SPDX-License-Identifier: Apache-2.0
// Out of line on purpose: every check and every operator reads tables, and images pay by the byte.
#include "format/table.h"

namespace mote::format {

uint32_t Table::field_at(uint32_t field) const {
  if (file_ == nullptr) return 0;
  const uint8_t* list = vtable();
  const uint32_t at = 4 + 2 * field;
  return at + 2 <= load<uint16_t>(list) ? load<uint16_t>(list + at) : 0;
}

const uint8_t* Table::scalar_at(uint32_t field, uint32_t bytes, bool* malformed) const {
  const uint32_t inside = field_at(field);
  if (inside == 0) return nullptr;
  if (inside + bytes <= load<uint16_t>(vtable() + 2)) return file_ + at_ + inside;
  if (malformed != nullptr) *malformed = true;
  return nullptr;
}

uint32_t Table::reference(uint32_t field) const {
  const uint32_t inside = field_at(field);
  return inside == 0 ? 0 : at_ + inside + load<uint32_t>(file_ + at_ + inside);
}

Table Table::table(uint32_t field) const {
  const uint32_t target = reference(field);
  return target == 0 ? Table{} : Table(file_, target);
}

Vector Table::vector(uint32_t field) const {
  const uint32_t target = reference(field);
  if (target == 0) return {};
  return {file_ + target + 4, load<uint32_t>(file_ + target)};
}

Table Table::table_in(uint32_t field, uint32_t index) const {
  const uint8_t* slot = vector(field).elements + index * 4;
  return {file_, static_cast<uint32_t>(slot - file_) + load<uint32_t>(slot)};
}

}  // namespace mote::format
