// SPDX-License-Identifier: Apache-2.0
#include "ops/resource_variable/resource_variable.h"

namespace mote::reference {

void read_variable(const uint8_t* state, uint32_t bytes, int8_t first_value, uint8_t* output) {
  if (reinterpret_cast<const VariableHeader*>(state)->is_assigned == 0) {
    __builtin_memset(output, first_value, bytes);
  } else {
    __builtin_memcpy(output, state + sizeof(VariableHeader), bytes);
  }
}

void assign_variable(const uint8_t* input, uint32_t bytes, uint8_t* state) {
  reinterpret_cast<VariableHeader*>(state)->is_assigned = 1;
  __builtin_memcpy(state + sizeof(VariableHeader), input, bytes);
}

}  // namespace mote::reference
