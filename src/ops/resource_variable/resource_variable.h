// SPDX-License-Identifier: Apache-2.0
// Resource variables: the bytes of one stand behind its header in the state of the first VAR_HANDLE
// of its name. Source: TFLite operator semantics.
#pragma once

#include <stdint.h>

namespace mote {

/// In front of a variable's bytes, which keeps them at an 8-byte boundary.
struct VariableHeader {
  uint32_t is_assigned;
  uint32_t unused;
};

/// Params of READ_VARIABLE and ASSIGN_VARIABLE.
struct VariableAccess {
  uint32_t handle_step;
  uint32_t bytes;
  int8_t first_value;  ///< of each byte, until the first assignment
};

namespace reference {

/// `state`: header and bytes. `bytes` of them go to `output`.
void read_variable(const uint8_t* state, uint32_t bytes, int8_t first_value, uint8_t* output);
void assign_variable(const uint8_t* input, uint32_t bytes, uint8_t* state);

}  // namespace reference
}  // namespace mote
