// SPDX-License-Identifier: Apache-2.0
// A compressed constant as the model describes it.
#pragma once

#include "format/views.h"
#include "ops/decode/decode.h"

namespace mote {

/// One compressed tensor: input 2i is the code, 2i + 1 header and tables, output i the elements.
struct Compressed {
  format::TensorView code, tables, output;

  const uint8_t* header() const { return tables.constant_bytes(); }
  Coding coding() const { return static_cast<Coding>(header()[0]); }
  uint32_t table_bytes() const { return tables.bytes() - kDecodeHeaderBytes; }
  const uint8_t* first_table() const { return header() + kDecodeHeaderBytes; }
  uint32_t element_bytes() const { return bits_per_element(output.type()) / 8; }
  uint32_t channels() const {
    const uint32_t scales = output.scales().count();
    return scales > 1 ? scales : 1;
  }
  bool channels_last() const { return channels() > 1 && output.quantized_dimension() != 0; }
  bool is_integer() const {
    return output.type() != TensorType::Float32 && output.type() != TensorType::Bool;
  }

  LookUp look_up() const {
    return {code.constant_bytes(), first_table(), header()[5] & 7U, header()[6]};
  }
  Huffman huffman() const {
    const uint32_t entry_bytes = (header()[5] & 1) != 0 ? 4 : 2;
    return {code.constant_bytes(),       code.bytes(), first_table(),
            table_bytes() / entry_bytes, entry_bytes,  (header()[5] >> 4) + 1U};
  }
  Pruned pruned() const {
    const bool has_zero_points = is_integer() && output.zero_points().count() != 0;
    return {code.constant_bytes(), first_table(),
            has_zero_points ? output.zero_points().elements() : nullptr};
  }
};

}  // namespace mote
