// SPDX-License-Identifier: Apache-2.0
// Every operator there is, for host tools. A device names its own few (`mote ops MODEL`).
#pragma once

#include "mote/op_list.h"

namespace mote {

/// An entry of ops.inc and the folder of its operator.
struct NamedOp {
  const char* room;
  const char* entry;
};
/// In the order of all_ops().
Span<const NamedOp> all_op_names();
OpList all_ops();

}  // namespace mote
