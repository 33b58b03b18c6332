// SPDX-License-Identifier: Apache-2.0
// The numbers of checks.inc as an enum, and the faults that they make.
#pragma once

#include <stdint.h>

#include "mote/status.h"

namespace mote::container {

enum class Check : uint8_t {
#define MOTE_CHECK(name, number, sentence, advice) name = number,
#include "container/checks.inc"
#undef MOTE_CHECK
};

/// Numbers tell the kind of error: the bytes below 64, what the device takes, and from 128 updates.
constexpr Fault fault(Check check, uint32_t detail = 0) {
  const auto number = static_cast<uint8_t>(check);
  const Error error = number < 64    ? Error::ContainerMalformed
                      : number < 128 ? Error::ContainerRefused
                                     : Error::UpdateFailed;
  return {error, number, kNoOperator, detail};
}

}  // namespace mote::container
