// SPDX-License-Identifier: Apache-2.0
// What compiled code uses beside kernels: bytes as elements, and faults.
#pragma once

#include <stdint.h>

#include "base/bytes.h"
#include "mote/status.h"

namespace mote::compiled {

/// A constant as elements of another type; Unaligned<T> for what an operator reads from a model.
template <class T>
const T* constant(const void* elements) {
  return static_cast<const T*>(elements);
}

/// The same as an operand of an operator's run, which takes inputs and outputs alike.
inline uint8_t* operand(const void* elements) {
  return const_cast<uint8_t*>(static_cast<const uint8_t*>(elements));
}

/// Data that an operator cannot work on, met at a step of the compiled program.
inline Fault refused(uint8_t check, uint16_t step, uint32_t code) {
  return Fault{Error::DataRefused, check, step, operator_detail(code, kNoTensor)};
}

}  // namespace mote::compiled
