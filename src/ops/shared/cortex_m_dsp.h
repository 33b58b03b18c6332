// SPDX-License-Identifier: Apache-2.0
// What the rooms' entries with kernels of the overlay cortex_m_dsp share (ROOM/cortex_m_dsp.cpp).
#pragma once

#include "kernels/cortex_m_dsp/channel_factors.h"
#include "kernels/cortex_m_dsp/conv_2d_unpacked_s8.h"
#include "kernels/cortex_m_dsp/pool.h"
#include "ops/shared/channel_scales.h"
#include "ops/shared/pool.h"
#include "ops/shared/window.h"

namespace mote::cortex_m_dsp {

constexpr uint32_t factor_scratch_bytes(const ChannelScales& scales) {
  return scales.count * static_cast<uint32_t>(sizeof(ChannelFactor));
}

/// The layer as kernels have it.
UnpackedConv2d unpacked_window(const Shape4& input, const Shape4& output, const Window& window,
                               int32_t input_zero_point, const OutputScaling& scaling);

/// The channels' factors, at the start of the operator's scratch.
ChannelFactors channel_factors(const RunContext& context, const ChannelScales& scales);

/// Whether a pool's extents fit the kernels' struct, and that struct.
bool fits_pool(const PoolShape& s);
Pool pool_of(const PoolS8& p);

/// For host tools: why an entry runs the reference kernel with its prepared params; null if it does
/// not.
namespace why_slow {
#define MOTE_OP(room, entry) const char* entry(const void* params);
#include "mote/cortex_m_dsp_ops.inc"
#undef MOTE_OP
}  // namespace why_slow

}  // namespace mote::cortex_m_dsp
