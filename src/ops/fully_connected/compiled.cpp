// SPDX-License-Identifier: Apache-2.0
// What compiled code calls: kernels with the multipliers of the channels as constants.
#include "emit/coded_layer.h"
#include "emit/cortex_m_dsp.h"
#include "emit/cortex_m_mve.h"
#include "emit/layer_calls.h"
#include "emit/scalar_kernels.h"
#include "emit/step_writer.h"
#include "ops/fully_connected/fold.h"
#include "overlap/reference_kernels.h"

namespace mote::compiler {
namespace {

constexpr LayerRoom kRoom{"fully_connected"};

uint32_t plan_s8(StepWriter& w) {
  const auto& p = w.params<fully_connected::ParamsS8>();
  if (w.target().mve) {
    const uint32_t bytes = mve::plan_fully_connected(w, p.kernel, p.scales);
    if (w.is_packed()) return bytes;
  }
  if (w.target().dsp) return dsp::plan_fully_connected(w, p.kernel, p.scales);
  if (w.target().scalar) return scalar::plan_fully_connected(w, p.kernel, p.scales);
  return plan_coded(w, p.kernel.shape.batches == 1 ? 1 : 0);
}

void write_s8(StepWriter& w) {
  if (mve::write(w) || dsp::write_fully_connected(w) || scalar::write(w)) return;
  const auto& p = w.params<fully_connected::ParamsS8>();
  w.include("ops/fully_connected/fully_connected.h");
  const ChannelConstants channels = channel_constants_s8(
      w, p.scales, p.kernel, p.kernel.shape.units, p.kernel.weights_zero_point);
  const auto* coded = w.packed<CodedStep>();
  if (coded != nullptr && coded->is_tiled()) {
    const std::string function = "tiles::fully_connected_s8";
    w.call(function, {w.constant(p.kernel), w.input<int8_t>(0), code_operand(w, *coded, function),
                      w.scratch<int8_t>(), std::to_string(coded->tile_weights), channels.factors,
                      w.output<int8_t>(0)});
    return;
  }
  const std::string weights = weights_operand(w, coded);
  w.call("reference::fully_connected_s8", {w.constant(p.kernel), w.input<int8_t>(0), weights,
                                           channels.bias, channels.factors, w.output<int8_t>(0)});
}

uint32_t plan_s16(StepWriter& w) {
  const auto& p = w.params<fully_connected::IntegerParams>();
  return w.target().dsp ? dsp::plan_fully_connected_s16(w, p.kernel, p.scales) : 0;
}
void write_s16(StepWriter& w) {
  if (dsp::write_conv_2d_s16(w)) return;
  write_integer_layer<fully_connected::IntegerParams, Unaligned<int16_t>, int16_t>(
      w, kRoom, "s16", w.input<int8_t>(1));
}
/// The same layer with 8-bit weights, which the kernels of overlays compute.
FullyConnectedS8 as_s8(const FullyConnectedInteger& p) {
  return {p.shape, p.layer.input_zero_point, p.layer.filter_zero_point, p.layer.output_zero_point,
          range_s8(p.layer)};
}

uint32_t plan_s4(StepWriter& w) {
  const auto& p = w.params<fully_connected::IntegerParams>();
  if (w.target().dsp) return dsp::plan_fully_connected(w, as_s8(p.kernel), p.scales);
  if (w.target().scalar) return scalar::plan_fully_connected(w, as_s8(p.kernel), p.scales);
  return 0;
}
void write_s4(StepWriter& w) {
  if (dsp::write_fully_connected(w) || scalar::write(w)) return;
  write_integer_layer<fully_connected::IntegerParams, int8_t, int8_t>(w, kRoom, "s4",
                                                                      int4_weights(w, kRoom));
}
void write_u8(StepWriter& w) {
  write_integer_layer<fully_connected::IntegerParams, uint8_t, uint8_t>(w, kRoom, "u8",
                                                                        w.input<uint8_t>(1));
}
void write_hybrid_s8(StepWriter& w) {
  write_hybrid_layer<fully_connected::HybridParams>(w, kRoom, "hybrid", w.input<int8_t>(1));
}
void write_hybrid_s4(StepWriter& w) {
  write_hybrid_layer<fully_connected::HybridParams>(w, kRoom, "hybrid_s4", int4_weights(w, kRoom));
}

KernelOverlaps overlaps_s8(StepWriter& w) {
  // Tiles write some channels of all the output before others read the input.
  if (const auto* coded = w.packed<CodedStep>(); coded != nullptr && coded->is_tiled()) return {};
  const FullyConnectedShape& shape = w.params<fully_connected::ParamsS8>().kernel.shape;
  if (const auto fast = mve::overlap_of_fully_connected(w, shape)) return {*fast};
  if (const auto fast = dsp::overlap_of_fully_connected(w, shape)) return {*fast};
  if (const auto fast = scalar::overlap_of_fully_connected(w, shape)) return {*fast};
  return {overlap_of(reference_fully_connected(shape, 1))};
}
KernelOverlaps overlaps_s4(StepWriter& w) {
  const auto kernel = as_s8(w.params<fully_connected::IntegerParams>().kernel);
  if (const auto fast = dsp::overlap_of_fully_connected(w, kernel.shape)) return {*fast};
  if (const auto fast = scalar::overlap_of_fully_connected(w, kernel.shape)) return {*fast};
  return {overlap_of(reference_fully_connected(kernel.shape, 1))};
}
template <uint32_t kBytes>
KernelOverlaps overlaps_integer(StepWriter& w) {
  const auto& shape = w.params<fully_connected::IntegerParams>().kernel.shape;
  return {overlap_of(reference_fully_connected(shape, kBytes))};
}
KernelOverlaps overlaps_s16(StepWriter& w) {
  return w.is_packed() ? KernelOverlaps{} : overlaps_integer<2>(w);
}
KernelOverlaps overlaps_hybrid(StepWriter& w) {
  const auto& shape = w.params<fully_connected::HybridParams>().kernel.shape;
  return {overlap_of(hybrid_layer(shape.batches, shape.depth, shape.units))};
}
KernelOverlaps overlaps_f32(StepWriter& w) {
  return {overlap_of(reference_fully_connected(w.params<FullyConnectedF32>().shape, 4))};
}

constexpr DirectCall kCalls[] = {
    {"fully_connected_s8", write_s8, false, plan_s8, nullptr, overlaps_s8},
    {"fully_connected_s16", write_s16, false, plan_s16, nullptr, overlaps_s16},
    {"fully_connected_s4", write_s4, false, plan_s4, nullptr, overlaps_s4},
    {"fully_connected_u8", write_u8, false, nullptr, nullptr, overlaps_integer<1>},
    {"fully_connected_hybrid", write_hybrid_s8, true, nullptr, nullptr, overlaps_hybrid},
    {"fully_connected_hybrid_s4", write_hybrid_s4, true, nullptr, nullptr, overlaps_hybrid},
    {"fully_connected_f32", nullptr, true, nullptr, nullptr, overlaps_f32},
};

}  // namespace

Span<const DirectCall> fully_connected_calls() { return kCalls; }

}  // namespace mote::compiler
