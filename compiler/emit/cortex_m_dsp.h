// SPDX-License-Identifier: Apache-2.0
// Calls of the kernels of src/kernels/cortex_m_dsp, with weights packed for them. Each layer has two
// functions: `plan` packs it, keeps that with the step and returns the scratch that its call takes;
// `write` prints the call, or returns false if the layer was not packed.
#pragma once

#include <optional>

#include "emit/step_writer.h"
#include "ops/add/add.h"
#include "ops/conv_2d/conv_2d.h"
#include "ops/depthwise_conv_2d/depthwise_conv_2d.h"
#include "ops/fully_connected/fully_connected.h"
#include "ops/mul/mul.h"
#include "ops/reduce/reduce.h"
#include "ops/shared/pool.h"

namespace mote::compiler::dsp {

// Inputs 0 to 2 are tensor, weights and bias. `p` has the padding of a PAD before it.
uint32_t plan_conv_2d(StepWriter& w, const Conv2dS8& p, const ChannelScales& scales);
bool write_conv_2d(StepWriter& w);
uint32_t plan_depthwise(StepWriter& w, const DepthwiseConv2dS8& p, const ChannelScales& scales);
bool write_depthwise(StepWriter& w);
uint32_t plan_fully_connected(StepWriter& w, const FullyConnectedS8& p,
                              const ChannelScales& scales);
bool write_fully_connected(StepWriter& w);

// The same for int16 activations. Nothing may overlap.
uint32_t plan_conv_2d_s16(StepWriter& w, const Conv2dInteger& p, const ChannelScales& scales);
uint32_t plan_fully_connected_s16(StepWriter& w, const FullyConnectedInteger& p,
                                  const ChannelScales& scales);
bool write_conv_2d_s16(StepWriter& w);

/// `sign`: -1 for a difference.
uint32_t plan_add(StepWriter& w, const AddS8& p, int32_t sign = 1);
bool write_add(StepWriter& w);
uint32_t plan_mul(StepWriter& w, const MulQuantized& p);
bool write_mul(StepWriter& w);
uint32_t plan_reduced_sum(StepWriter& w, const ScaledReduction& p);
bool write_reduced_sum(StepWriter& w);
/// `kernel`: average_pool_s8 or max_pool_s8.
bool write_pool(StepWriter& w, const PoolS8& p, const std::string& kernel);

// How far the output may lie over the input; nullopt if the layer was not packed.
std::optional<KernelOverlap> overlap_of_conv_2d(StepWriter& w, const Conv2dS8& p);
std::optional<KernelOverlaps> overlaps_of_depthwise(StepWriter& w, const DepthwiseConv2dS8& p);
std::optional<KernelOverlap> overlap_of_fully_connected(StepWriter& w,
                                                        const FullyConnectedShape& p);
std::optional<KernelOverlap> overlap_of_pool(const PoolS8& p);

}  // namespace mote::compiler::dsp
