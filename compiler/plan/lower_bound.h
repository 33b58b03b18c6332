// SPDX-License-Identifier: Apache-2.0
// What no plan can be below.
#pragma once

#include "plan/relation.h"

namespace mote::compiler {

/// The most bytes that the buffers of one moment need, where those that may share bytes do so as much
/// as they can. Exact for each moment as long as few buffers may share with each other; less than
/// that otherwise. Takes no look at what a placement means for other moments.
uint64_t lower_bound_bytes(Span<const plan::Buffer> buffers, const Rivals& rivals,
                           uint32_t align_bytes);

}  // namespace mote::compiler
