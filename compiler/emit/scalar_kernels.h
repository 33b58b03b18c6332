// SPDX-License-Identifier: Apache-2.0
// Calls of the kernels of src/kernels/scalar, as emit/cortex_m_dsp.h has them for its own.
#pragma once

#include <optional>

#include "emit/step_writer.h"
#include "ops/add/add.h"
#include "ops/conv_2d/conv_2d.h"
#include "ops/depthwise_conv_2d/depthwise_conv_2d.h"
#include "ops/fully_connected/fully_connected.h"

namespace mote::compiler::scalar {

uint32_t plan_conv_2d(StepWriter& w, const Conv2dS8& p, const ChannelScales& scales);
uint32_t plan_depthwise(StepWriter& w, const DepthwiseConv2dS8& p, const ChannelScales& scales);
uint32_t plan_fully_connected(StepWriter& w, const FullyConnectedS8& p,
                              const ChannelScales& scales);
uint32_t plan_add(StepWriter& w, const AddS8& p);
/// Of whatever was planned; false: nothing was.
bool write(StepWriter& w);

/// Of whatever was planned: a row by itself leaves many pixels of its last block unused.
bool is_slow_by_rows(StepWriter& w);

// How far the output may lie over the input; nullopt if the layer was not packed.
std::optional<KernelOverlap> overlap_of_conv_2d(StepWriter& w, const Conv2dS8& p);
std::optional<KernelOverlap> overlap_of_depthwise(StepWriter& w, const DepthwiseConv2dS8& p);
std::optional<KernelOverlap> overlap_of_fully_connected(StepWriter& w,
                                                        const FullyConnectedShape& p);

}  // namespace mote::compiler::scalar
