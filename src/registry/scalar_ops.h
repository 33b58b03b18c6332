// SPDX-License-Identifier: Apache-2.0
// The operators' entries with kernels of the overlay scalar, for host tools.
#pragma once

#include "registry/all_ops.h"

namespace mote {

/// In the order of scalar_ops().
Span<const NamedOp> scalar_op_names();
OpList scalar_ops();
/// Why one of them runs the reference kernel with its prepared params; null if it does not.
const char* scalar_why_slow(size_t op, const void* params);

}  // namespace mote
