// SPDX-License-Identifier: Apache-2.0
// What compiled code calls: kernels with the multipliers of the channels as constants.
#include "emit/coded_layer.h"
#include "emit/cortex_m_dsp.h"
#include "emit/cortex_m_mve.h"
#include "emit/layer_calls.h"
#include "emit/scalar_kernels.h"
#include "emit/step_writer.h"
#include "ops/depthwise_conv_2d/fold.h"
#include "overlap/reference_kernels.h"

namespace mote::compiler {
namespace {

constexpr LayerRoom kRoom{"depthwise_conv_2d"};

uint32_t plan_s8(StepWriter& w) {
  const auto& p = w.params<depthwise_conv_2d::ParamsS8>();
  if (w.target().mve) {
    const uint32_t bytes = mve::plan_depthwise(w, w.with_padding(p.kernel), p.scales);
    if (w.is_packed()) return bytes;
  }
  if (w.target().dsp) return dsp::plan_depthwise(w, w.with_padding(p.kernel), p.scales);
  if (w.target().scalar) return scalar::plan_depthwise(w, w.with_padding(p.kernel), p.scales);
  return plan_coded(w, 0);
}

void write_s8(StepWriter& w) {
  if (mve::write(w) || dsp::write_depthwise(w) || scalar::write(w)) return;
  const auto& p = w.params<depthwise_conv_2d::ParamsS8>();
  w.include("ops/depthwise_conv_2d/depthwise_conv_2d.h");
  const ChannelConstants channels =
      channel_constants_s8(w, p.scales, p.kernel, p.kernel.output.channels, 0, true);
  const std::string weights = weights_operand(w, w.packed<CodedStep>());
  w.call("reference::depthwise_conv_2d_s8",
         {w.constant(w.with_padding(p.kernel)), w.input<int8_t>(0), weights, channels.bias,
          channels.factors, w.output<int8_t>(0)});
}

std::optional<RowGeometry> rows_s8(StepWriter& w) {
  const DepthwiseConv2dS8 p = w.with_padding(w.params<depthwise_conv_2d::ParamsS8>().kernel);
  return rows_of_window(p.input, p.output, p.window);
}
std::optional<RowGeometry> rows_integer(StepWriter& w) {
  const DepthwiseConv2dShape& p = w.params<depthwise_conv_2d::IntegerParams>().kernel.shape;
  return rows_of_window(p.input, p.output, p.window);
}

void write_s16(StepWriter& w) {
  write_integer_layer<depthwise_conv_2d::IntegerParams, Unaligned<int16_t>, int16_t>(
      w, kRoom, "s16", w.input<int8_t>(1));
}
/// The same layer with 8-bit weights, which the kernels of overlays compute.
DepthwiseConv2dS8 as_s8(const DepthwiseConv2dInteger& p) {
  return {p.shape.input,
          p.shape.output,
          p.shape.window,
          p.shape.depth_multiplier,
          p.layer.input_zero_point,
          p.layer.output_zero_point,
          range_s8(p.layer)};
}

uint32_t plan_s4(StepWriter& w) {
  const auto& p = w.params<depthwise_conv_2d::IntegerParams>();
  if (w.target().dsp) return dsp::plan_depthwise(w, as_s8(p.kernel), p.scales);
  if (w.target().scalar) return scalar::plan_depthwise(w, as_s8(p.kernel), p.scales);
  return 0;
}
void write_s4(StepWriter& w) {
  if (dsp::write_depthwise(w) || scalar::write(w)) return;
  write_integer_layer<depthwise_conv_2d::IntegerParams, int8_t, int8_t>(w, kRoom, "s4",
                                                                        int4_weights(w, kRoom));
}
void write_u8(StepWriter& w) {
  write_integer_layer<depthwise_conv_2d::IntegerParams, uint8_t, uint8_t>(w, kRoom, "u8",
                                                                          w.input<uint8_t>(1));
}
void write_hybrid(StepWriter& w) {
  write_hybrid_layer<depthwise_conv_2d::HybridParams>(w, kRoom, "hybrid", w.input<int8_t>(1));
}

KernelOverlaps overlaps_s8(StepWriter& w) {
  const auto kernel = w.with_padding(w.params<depthwise_conv_2d::ParamsS8>().kernel);
  if (const auto fast = mve::overlap_of_depthwise(w, kernel)) return {*fast};
  if (const auto fast = dsp::overlaps_of_depthwise(w, kernel)) return *fast;
  if (const auto fast = scalar::overlap_of_depthwise(w, kernel)) return {*fast};
  return {overlap_of(reference_depthwise(kernel, 1))};
}
KernelOverlaps overlaps_s4(StepWriter& w) {
  const auto kernel = as_s8(w.params<depthwise_conv_2d::IntegerParams>().kernel);
  if (const auto fast = dsp::overlaps_of_depthwise(w, kernel)) return *fast;
  if (const auto fast = scalar::overlap_of_depthwise(w, kernel)) return {*fast};
  return {overlap_of(reference_depthwise(kernel, 1))};
}
template <uint32_t kBytes>
KernelOverlaps overlaps_integer(StepWriter& w) {
  return {overlap_of(
      reference_depthwise(w.params<depthwise_conv_2d::IntegerParams>().kernel.shape, kBytes))};
}
KernelOverlaps overlaps_hybrid(StepWriter& w) {
  const auto& shape = w.params<depthwise_conv_2d::HybridParams>().kernel.shape;
  return {overlap_of(hybrid_layer(shape.input, shape.output))};
}
KernelOverlaps overlaps_f32(StepWriter& w) {
  return {overlap_of(reference_depthwise(w.params<DepthwiseConv2dF32>(), 4))};
}

constexpr DirectCall kCalls[] = {
    {"depthwise_conv_2d_s8", write_s8, false, plan_s8, rows_s8, overlaps_s8},
    {"depthwise_conv_2d_s16", write_s16, false, nullptr, rows_integer, overlaps_integer<2>},
    {"depthwise_conv_2d_s4", write_s4, false, plan_s4, rows_integer, overlaps_s4},
    {"depthwise_conv_2d_u8", write_u8, false, nullptr, rows_integer, overlaps_integer<1>},
    {"depthwise_conv_2d_hybrid", write_hybrid, true, nullptr, nullptr, overlaps_hybrid},
    {"depthwise_conv_2d_f32", nullptr, true, nullptr, nullptr, overlaps_f32},
};

}  // namespace

Span<const DirectCall> depthwise_conv_2d_calls() { return kCalls; }

}  // namespace mote::compiler
