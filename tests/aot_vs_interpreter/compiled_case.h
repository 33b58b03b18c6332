// SPDX-License-Identifier: Apache-2.0
// What make_cases writes and compare_cases reads: models as compiled code, behind the functions of
// their C headers.
#pragma once

#include <cstddef>
#include <cstdint>

#include "mote/fault_c.h"
#include "mote/span.h"

namespace mote::aot {

struct CompiledPort {
  const void* (*data)(void* net);
  size_t bytes;
};

struct CompiledCase {
  const char* folder;  ///< below the root of all cases
  size_t net_bytes;
  size_t state_bytes;  ///< at the begin of the net; only they must be zero before the first run
  mote_fault (*invoke)(void* net);
  void (*reset)(void* net);
  Span<const CompiledPort> inputs, outputs;
  CompiledPort
      kept;  ///< memory of the application amid the net's, which no run may change; or none
};

/// A model that the compiler refused.
struct RefusedCase {
  const char* folder;
  uint8_t error, check;
};

/// One for each generated file of code.
extern const Span<const Span<const CompiledCase>> kBatches;
extern const Span<const RefusedCase> kRefused;

}  // namespace mote::aot
