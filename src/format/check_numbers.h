// SPDX-License-Identifier: Apache-2.0
// The numbers of checks.inc as an enum.
#pragma once

#include <stdint.h>

#include "mote/status.h"

namespace mote::format {

enum class Check : uint8_t {
#define MOTE_CHECK(name, number, sentence, advice) name = number,
#include "format/checks.inc"
#undef MOTE_CHECK
};

/// Numbers tell the kind of error: structure below 64, meaning, and from 192 what is not supported.
constexpr Error error_of(Check check) {
  const auto number = static_cast<uint8_t>(check);
  if (number < 64) return Error::ModelMalformed;
  return number < 192 ? Error::ModelInconsistent : Error::ModelUnsupported;
}

}  // namespace mote::format
