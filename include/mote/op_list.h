// SPDX-License-Identifier: Apache-2.0
// Which operators an image holds: the caller's list decides what the linker keeps.
// `mote ops MODEL` prints the list for a model; mote/ops.h declares every entry there is.
#pragma once

#include "mote/span.h"

namespace mote {

/// One operator for one combination of element types; see src/ops/op_def.h.
struct OpDef;

/// Earlier entries win when two accept the same operator and types.
using OpList = Span<const OpDef* const>;

}  // namespace mote
