// SPDX-License-Identifier: Apache-2.0
// The entry with a kernel of the overlay cortex_m_dsp.
#include "kernels/cortex_m_dsp/fully_connected_unpacked_s8.h"
#include "mote/cortex_m_dsp_ops.h"
#include "mote/ops.h"
#include "ops/fully_connected/fold.h"
#include "ops/fully_connected/fully_connected.h"
#include "ops/shared/cortex_m_dsp.h"

namespace mote {
namespace {

using mote::cortex_m_dsp::ChannelFactor;
using mote::cortex_m_dsp::ChannelFactors;

/// A layer with one scale has its factor here: computing it takes longer than a small layer.
struct Params {
  fully_connected::ParamsS8 layer;
  ChannelFactor factor;
  bool is_exact;
};

CheckNumber prepare_s8(PrepareContext& context) {
  if (const CheckNumber bad = ops::fully_connected_s8.prepare(context)) return bad;
  auto& params = context.params<Params>();
  const ChannelScales& scales = params.layer.scales;
  if (scales.count != 1) {
    context.request_scratch(mote::cortex_m_dsp::factor_scratch_bytes(scales));
    return kAllWell;
  }
  const Rescale factor =
      channel_multiplier(scales, load<uint32_t>(context.file() + scales.filter_scales_at));
  params.is_exact = mote::cortex_m_dsp::is_exact(factor);
  params.factor = params.is_exact ? mote::cortex_m_dsp::exact_factor(factor)
                                  : ChannelFactor{factor.multiplier, factor.shift};
  context.request_scratch(0);
  return kAllWell;
}

CheckNumber run_s8(const RunContext& context) {
  const auto& params = context.params<Params>();
  const FullyConnectedS8& p = params.layer.kernel;
  const ChannelFactors factors =
      params.layer.scales.count == 1
          ? ChannelFactors{&params.factor, 0, params.is_exact}
          : mote::cortex_m_dsp::channel_factors(context, params.layer.scales);
  mote::cortex_m_dsp::fully_connected_unpacked_s8(
      {p.shape.batches,
       p.shape.depth,
       p.shape.units,
       p.input_zero_point,
       p.weights_zero_point,
       {p.output_zero_point, p.range.low, p.range.high}},
      context.input<int8_t>(0), context.input<int8_t>(1), context.input<Unaligned<int32_t>>(2),
      factors, context.output<int8_t>(0));
  return kAllWell;
}

}  // namespace

namespace ops::cortex_m_dsp {
const OpDef fully_connected_s8{9,     TensorType::Int8, TensorType::Int8, TensorType::Int8,
                               false, sizeof(Params),   prepare_s8,       run_s8};
}  // namespace ops::cortex_m_dsp
namespace cortex_m_dsp::why_slow {
const char* fully_connected_s8(const void* /*params*/) { return nullptr; }
}  // namespace cortex_m_dsp::why_slow
}  // namespace mote
