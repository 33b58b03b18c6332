// SPDX-License-Identifier: Apache-2.0
// Names of the front-end's tables and the parameters they were made for (tools/signal).
#pragma once

#include <stdint.h>

namespace mote::signal {

constexpr uint32_t kFftLength = 512;  ///< 31.25 Hz a bin
constexpr uint32_t kBands = 41;       ///< one more than channels: the triangles overlap by half
constexpr int32_t kWindowShift = 12;
constexpr uint32_t kFallingPlusRising = 4095;  ///< see kBinWeights

#include "signal/tables.inc"

}  // namespace mote::signal
