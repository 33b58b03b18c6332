// SPDX-License-Identifier: Apache-2.0
// Second half of the verifier: indices, shapes, buffers and quantisation agree with one another.
// Expects a file that verify_structure() has passed.
#pragma once

#include "format/verify_structure.h"
#include "mote/span.h"
#include "mote/status.h"

namespace mote::format {

/// Faults: ModelInconsistent and ModelUnsupported, with the index of what is wrong.
Fault verify_meaning(Span<const uint8_t> file, WorkLimit& work);

}  // namespace mote::format
