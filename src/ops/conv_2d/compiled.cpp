// SPDX-License-Identifier: Apache-2.0
// What compiled code calls: kernels with the multipliers of the channels as constants.
#include "emit/coded_layer.h"
#include "emit/cortex_m_dsp.h"
#include "emit/cortex_m_mve.h"
#include "emit/layer_calls.h"
#include "emit/scalar_kernels.h"
#include "emit/step_writer.h"
#include "ops/conv_2d/fold.h"
#include "overlap/reference_kernels.h"

namespace mote::compiler {
namespace {

constexpr LayerRoom kRoom{"conv_2d"};

int32_t depth_of(const Conv2dS8& p) {
  return p.window.filter_h * p.window.filter_w * p.filter_channels;
}

uint32_t plan_s8(StepWriter& w) {
  const auto& p = w.params<conv_2d::ParamsS8>();
  if (w.target().mve) {
    const uint32_t bytes = mve::plan_conv_2d(w, w.with_padding(p.kernel), p.scales);
    if (w.is_packed()) return bytes;
  }
  if (w.target().dsp) return dsp::plan_conv_2d(w, w.with_padding(p.kernel), p.scales);
  if (w.target().scalar) return scalar::plan_conv_2d(w, w.with_padding(p.kernel), p.scales);
  const bool is_grouped = p.kernel.filter_channels != p.kernel.input.channels;
  return plan_coded(w, is_grouped ? 0 : depth_of(p.kernel));
}

void write_s8(StepWriter& w) {
  if (mve::write(w) || dsp::write_conv_2d(w) || scalar::write(w)) return;
  const auto& p = w.params<conv_2d::ParamsS8>();
  w.include("ops/conv_2d/conv_2d.h");
  const ChannelConstants channels =
      channel_constants_s8(w, p.scales, p.kernel, p.kernel.output.channels);
  const auto* coded = w.packed<CodedStep>();
  if (coded != nullptr && coded->is_tiled()) {
    const std::string function = "tiles::conv_2d_s8";
    const uint32_t tile_channels = coded->tile_weights / static_cast<uint32_t>(depth_of(p.kernel));
    w.call(function, {w.constant(w.with_padding(p.kernel)), w.input<int8_t>(0),
                      code_operand(w, *coded, function), w.scratch<int8_t>(),
                      std::to_string(tile_channels), channels.factors, w.output<int8_t>(0)});
    return;
  }
  const std::string weights = weights_operand(w, coded);
  w.call("reference::conv_2d_s8", {w.constant(w.with_padding(p.kernel)), w.input<int8_t>(0),
                                   weights, channels.bias, channels.factors, w.output<int8_t>(0)});
}

std::optional<RowGeometry> rows_s8(StepWriter& w) {
  const Conv2dS8 p = w.with_padding(w.params<conv_2d::ParamsS8>().kernel);
  return rows_of_window(p.input, p.output, p.window);
}
std::optional<RowGeometry> rows_integer(StepWriter& w) {
  const Conv2dShape& p = w.params<conv_2d::IntegerParams>().kernel.shape;
  return rows_of_window(p.input, p.output, p.window);
}

uint32_t plan_s16(StepWriter& w) {
  const auto& p = w.params<conv_2d::IntegerParams>();
  return w.target().dsp ? dsp::plan_conv_2d_s16(w, p.kernel, p.scales) : 0;
}
void write_s16(StepWriter& w) {
  if (dsp::write_conv_2d_s16(w)) return;
  write_integer_layer<conv_2d::IntegerParams, Unaligned<int16_t>, int16_t>(w, kRoom, "s16",
                                                                           w.input<int8_t>(1));
}
/// The same layer with 8-bit weights, which the kernels of overlays compute.
Conv2dS8 as_s8(const Conv2dInteger& p) {
  return {p.shape.input,           p.shape.output,           p.shape.window,
          p.shape.filter_channels, p.layer.input_zero_point, p.layer.output_zero_point,
          range_s8(p.layer)};
}

uint32_t plan_s4(StepWriter& w) {
  const auto& p = w.params<conv_2d::IntegerParams>();
  if (w.target().dsp) return dsp::plan_conv_2d(w, as_s8(p.kernel), p.scales);
  if (w.target().scalar) return scalar::plan_conv_2d(w, as_s8(p.kernel), p.scales);
  return 0;
}
void write_s4(StepWriter& w) {
  if (dsp::write_conv_2d(w) || scalar::write(w)) return;
  write_integer_layer<conv_2d::IntegerParams, int8_t, int8_t>(w, kRoom, "s4",
                                                              int4_weights(w, kRoom));
}
void write_u8(StepWriter& w) {
  write_integer_layer<conv_2d::IntegerParams, uint8_t, uint8_t>(w, kRoom, "u8",
                                                                w.input<uint8_t>(1));
}
void write_hybrid(StepWriter& w) {
  write_hybrid_layer<conv_2d::HybridParams>(w, kRoom, "hybrid", w.input<int8_t>(1));
}

KernelOverlaps overlaps_s8(StepWriter& w) {
  // Tiles write some channels of all the output before others read the input.
  if (const auto* coded = w.packed<CodedStep>(); coded != nullptr && coded->is_tiled()) return {};
  const auto kernel = w.with_padding(w.params<conv_2d::ParamsS8>().kernel);
  if (const auto fast = mve::overlap_of_conv_2d(w, kernel)) return {*fast};
  if (const auto fast = dsp::overlap_of_conv_2d(w, kernel)) return {*fast};
  if (const auto fast = scalar::overlap_of_conv_2d(w, kernel)) return {*fast};
  return {overlap_of(reference_conv_2d(kernel, 1))};
}
KernelOverlaps overlaps_s4(StepWriter& w) {
  const auto kernel = as_s8(w.params<conv_2d::IntegerParams>().kernel);
  if (const auto fast = dsp::overlap_of_conv_2d(w, kernel)) return {*fast};
  if (const auto fast = scalar::overlap_of_conv_2d(w, kernel)) return {*fast};
  return {overlap_of(reference_conv_2d(kernel, 1))};
}
template <uint32_t kBytes>
KernelOverlaps overlaps_integer(StepWriter& w) {
  return {overlap_of(reference_conv_2d(w.params<conv_2d::IntegerParams>().kernel.shape, kBytes))};
}
KernelOverlaps overlaps_s16(StepWriter& w) {
  return w.is_packed() ? KernelOverlaps{} : overlaps_integer<2>(w);
}
KernelOverlaps overlaps_hybrid(StepWriter& w) {
  const auto& shape = w.params<conv_2d::HybridParams>().kernel.shape;
  return {overlap_of(hybrid_layer(shape.input, shape.output))};
}
KernelOverlaps overlaps_f32(StepWriter& w) {
  return {overlap_of(reference_conv_2d(w.params<Conv2dF32>(), 4))};
}

constexpr DirectCall kCalls[] = {
    {"conv_2d_s8", write_s8, false, plan_s8, rows_s8, overlaps_s8},
    {"conv_2d_s16", write_s16, false, plan_s16, rows_integer, overlaps_s16},
    {"conv_2d_s4", write_s4, false, plan_s4, rows_integer, overlaps_s4},
    {"conv_2d_u8", write_u8, false, nullptr, rows_integer, overlaps_integer<1>},
    {"conv_2d_hybrid", write_hybrid, true, nullptr, nullptr, overlaps_hybrid},
    {"conv_2d_f32", nullptr, true, nullptr, nullptr, overlaps_f32},
};

}  // namespace

Span<const DirectCall> conv_2d_calls() { return kCalls; }

}  // namespace mote::compiler
