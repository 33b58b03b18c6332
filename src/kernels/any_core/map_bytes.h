// SPDX-License-Identifier: Apache-2.0
// Element by element functions of 8-bit tensors, as a table that the compiler made with the reference
// kernel: compiler/emit/byte_table.h. 3.75 instructions an element on Cortex-M.
#pragma once

#include <stdint.h>

namespace mote::any_core {

/// output[i] = table[input[i]], from the first element to the last; `output` may begin at or before
/// `input`. table: 256 bytes, by the element's bits as an unsigned number.
void map_bytes(const uint8_t* table, uint32_t count, const uint8_t* input, uint8_t* output);

}  // namespace mote::any_core
