// SPDX-License-Identifier: Apache-2.0
// The operators' entries with kernels of the overlay cortex_m_dsp, for host tools.
#pragma once

#include "registry/all_ops.h"

namespace mote {

/// In the order of cortex_m_dsp_ops().
Span<const NamedOp> cortex_m_dsp_op_names();
OpList cortex_m_dsp_ops();
/// Why one of them runs the reference kernel with its prepared params; null if it does not.
const char* cortex_m_dsp_why_slow(size_t op, const void* params);

}  // namespace mote
