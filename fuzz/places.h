// SPDX-License-Identifier: Apache-2.0
// Where the fields of a .tflite file lie, valid or not, so that a mutation can change one of them and
// leave the rest as it is. It has a schema of its own: an error in src/format must show.
#pragma once

#include <cstdint>
#include <vector>

#include "mote/span.h"

namespace mote::fuzz {

struct Place {
  enum Kind : uint8_t {
    kScalar,     ///< a field
    kElement,    ///< of a vector of numbers
    kOffset,     ///< to a table, vector or string
    kCount,      ///< of a vector
    kListEntry,  ///< of a table's list of fields, or its sizes
  };
  uint32_t at;
  uint8_t bytes;
  Kind kind;
  uint16_t field;  ///< table type above the field's number: places of equal ones are of a kind
};

/// Follows what can be followed; of long vectors a few elements. Empty if it is no such file.
std::vector<Place> places_of(Span<const uint8_t> file);

}  // namespace mote::fuzz
