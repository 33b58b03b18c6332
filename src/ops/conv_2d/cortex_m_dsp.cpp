// SPDX-License-Identifier: Apache-2.0
// The entry with a kernel of the overlay cortex_m_dsp.
#include "base/checked.h"
#include "kernels/cortex_m_dsp/conv_2d_unpacked_s8.h"
#include "mote/cortex_m_dsp_ops.h"
#include "mote/ops.h"
#include "ops/conv_2d/fold.h"
#include "ops/shared/cortex_m_dsp.h"

namespace mote {
namespace {

using cortex_m_dsp::UnpackedConv2d;

/// Beyond this a layer's columns would be most of an arena.
constexpr uint32_t kMostScratchBytes = 16384;

UnpackedConv2d unpacked(const Conv2dS8& p) {
  return cortex_m_dsp::unpacked_window(p.input, p.output, p.window, p.input_zero_point,
                                       {p.output_zero_point, p.range.low, p.range.high});
}

/// Null, or why the layer is the reference kernel's.
const char* why_reference(const Conv2dS8& p, const UnpackedConv2d& layer) {
  if (p.filter_channels != p.input.channels) return "is grouped";
  return conv_2d_unpacked_s8_scratch_bytes(layer) <= kMostScratchBytes
             ? nullptr
             : "needs more than 16384 bytes of scratch";
}

CheckNumber prepare_s8(PrepareContext& context) {
  if (const CheckNumber bad = ops::conv_2d_s8.prepare(context)) return bad;
  const auto& params = context.params<conv_2d::ParamsS8>();
  const UnpackedConv2d layer = unpacked(params.kernel);
  if (why_reference(params.kernel, layer) != nullptr) return kAllWell;
  context.request_scratch(checked_sum(cortex_m_dsp::factor_scratch_bytes(params.scales),
                                      conv_2d_unpacked_s8_scratch_bytes(layer)));
  return kAllWell;
}

CheckNumber run_s8(const RunContext& context) {
  const auto& params = context.params<conv_2d::ParamsS8>();
  const UnpackedConv2d layer = unpacked(params.kernel);
  if (why_reference(params.kernel, layer) != nullptr) return ops::conv_2d_s8.run(context);
  conv_2d_unpacked_s8(layer, context.input<int8_t>(0), context.input<int8_t>(1),
                      context.input<Unaligned<int32_t>>(2),
                      cortex_m_dsp::channel_factors(context, params.scales),
                      context.output<int8_t>(0),
                      context.scratch() + cortex_m_dsp::factor_scratch_bytes(params.scales));
  return kAllWell;
}

}  // namespace

namespace ops::cortex_m_dsp {
const OpDef conv_2d_s8{3,     TensorType::Int8,          TensorType::Int8, TensorType::Int8,
                       false, sizeof(conv_2d::ParamsS8), prepare_s8,       run_s8};
}  // namespace ops::cortex_m_dsp
namespace cortex_m_dsp::why_slow {
const char* conv_2d_s8(const void* params) {
  const Conv2dS8& p = static_cast<const conv_2d::ParamsS8*>(params)->kernel;
  return why_reference(p, unpacked(p));
}
}  // namespace cortex_m_dsp::why_slow
}  // namespace mote
