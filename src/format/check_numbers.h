// SPDX-License-Identifier: Apache-2.0
// The numbers of checks.inc as an enum.
#pragma once

#include <stdint.h>

namespace mote::format {

enum class Check : uint8_t {
#define MOTE_CHECK(name, number, sentence, advice) name = number,
#include "format/checks.inc"
#undef MOTE_CHECK
};

}  // namespace mote::format
