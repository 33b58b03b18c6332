// SPDX-License-Identifier: Apache-2.0
// Cases of the kernels of src/kernels/cortex_m_mve, as kernels/cases.h has them for cortex_m_dsp.
#pragma once

#include "kernels/cases.h"

namespace mote::kernel_check::mve {

/// The layers of well-known models.
std::vector<Case> model_layers();
/// Odd sizes, tails, paddings, zero points, ranges.
std::vector<Case> edge_cases();
std::vector<Case> random_cases(uint32_t seed, int32_t count);

}  // namespace mote::kernel_check::mve
