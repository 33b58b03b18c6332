// SPDX-License-Identifier: Apache-2.0
// The entry with kernels of the overlay cortex_m_dsp.
#include "base/checked.h"
#include "kernels/cortex_m_dsp/depthwise_rows_s8.h"
#include "kernels/cortex_m_dsp/depthwise_unpacked_s8.h"
#include "mote/cortex_m_dsp_ops.h"
#include "mote/ops.h"
#include "ops/depthwise_conv_2d/fold.h"
#include "ops/shared/cortex_m_dsp.h"

namespace mote {
namespace {

using cortex_m_dsp::UnpackedConv2d;

/// Beyond this a layer's scratch would be most of an arena.
constexpr uint32_t kMostScratchBytes = 16384;

UnpackedConv2d unpacked(const DepthwiseConv2dS8& p) {
  return cortex_m_dsp::unpacked_window(p.input, p.output, p.window, p.input_zero_point,
                                       {p.output_zero_point, p.range.low, p.range.high});
}

bool is_of_one_channel(const UnpackedConv2d& layer) {
  return layer.input_channels == 1 && layer.output_channels > 1;
}

uint32_t kernel_scratch_bytes(const UnpackedConv2d& layer) {
  return is_of_one_channel(layer) ? depthwise_of_one_channel_unpacked_s8_scratch_bytes(layer)
                                  : depthwise_unpacked_s8_scratch_bytes(layer);
}

/// Null, or why the layer is the reference kernel's.
const char* why_reference(const UnpackedConv2d& layer) {
  if (!is_of_one_channel(layer) && !fits_depthwise_rows(layer)) {
    return "has a filter wider than 7 with its dilation, or a stride above 2";
  }
  return kernel_scratch_bytes(layer) <= kMostScratchBytes
             ? nullptr
             : "needs more than 16384 bytes of scratch";
}

CheckNumber prepare_s8(PrepareContext& context) {
  if (const CheckNumber bad = ops::depthwise_conv_2d_s8.prepare(context)) return bad;
  const auto& params = context.params<depthwise_conv_2d::ParamsS8>();
  const UnpackedConv2d layer = unpacked(params.kernel);
  if (why_reference(layer) != nullptr) return kAllWell;
  context.request_scratch(
      checked_sum(cortex_m_dsp::factor_scratch_bytes(params.scales), kernel_scratch_bytes(layer)));
  return kAllWell;
}

CheckNumber run_s8(const RunContext& context) {
  const auto& params = context.params<depthwise_conv_2d::ParamsS8>();
  const UnpackedConv2d layer = unpacked(params.kernel);
  if (why_reference(layer) != nullptr) return ops::depthwise_conv_2d_s8.run(context);
  auto* const kernel = is_of_one_channel(layer) ? cortex_m_dsp::depthwise_of_one_channel_unpacked_s8
                                                : cortex_m_dsp::depthwise_unpacked_s8;
  kernel(layer, context.input<int8_t>(0), context.input<int8_t>(1),
         context.input<Unaligned<int32_t>>(2),
         cortex_m_dsp::channel_factors(context, params.scales), context.output<int8_t>(0),
         context.scratch() + cortex_m_dsp::factor_scratch_bytes(params.scales));
  return kAllWell;
}

}  // namespace

namespace ops::cortex_m_dsp {
const OpDef depthwise_conv_2d_s8{4,
                                 TensorType::Int8,
                                 TensorType::Int8,
                                 TensorType::Int8,
                                 false,
                                 sizeof(depthwise_conv_2d::ParamsS8),
                                 prepare_s8,
                                 run_s8};
}  // namespace ops::cortex_m_dsp
namespace cortex_m_dsp::why_slow {
const char* depthwise_conv_2d_s8(const void* params) {
  const auto& p = *static_cast<const depthwise_conv_2d::ParamsS8*>(params);
  return why_reference(unpacked(p.kernel));
}
}  // namespace cortex_m_dsp::why_slow
}  // namespace mote
