// SPDX-License-Identifier: Apache-2.0
// The entry with a kernel of the overlay scalar.
#include "mote/ops.h"
#include "mote/scalar_ops.h"
#include "ops/conv_2d/fold.h"
#include "ops/shared/scalar.h"

namespace mote {
namespace {

int64_t depth_of(const Conv2dS8& p) {
  return int64_t{p.window.filter_h} * p.window.filter_w * p.filter_channels;
}

/// Only of what fits.
scalar::Conv2d layer_of(const Conv2dS8& p) {
  const Window& w = p.window;
  const auto wide = [](int32_t x) { return static_cast<uint16_t>(x); };
  const auto narrow = [](int32_t x) { return static_cast<uint8_t>(x); };
  return {wide(p.input.batches),
          wide(p.input.height),
          wide(p.input.width),
          wide(p.input.channels),
          wide(p.output.height),
          wide(p.output.width),
          wide(p.output.channels),
          wide(static_cast<int32_t>(depth_of(p))),
          narrow(w.filter_h),
          narrow(w.filter_w),
          narrow(w.stride_h),
          narrow(w.stride_w),
          narrow(w.dilation_h),
          narrow(w.dilation_w),
          narrow(w.pad_top),
          narrow(w.pad_left),
          static_cast<int8_t>(p.input_zero_point),
          {static_cast<int8_t>(p.output_zero_point), p.range.low, p.range.high}};
}

/// Null, or why the layer is the reference kernel's.
const char* why_reference(const Conv2dS8& p) {
  if (p.filter_channels != p.input.channels) return "is grouped";
  if (!scalar::fits(p.input, p.output, p.window) || depth_of(p) > UINT16_MAX) {
    return "has extents above 65535, or a window above 255";
  }
  return conv_2d_unpacked_s8_scratch_bytes(layer_of(p)) <= scalar::kMostScratchBytes
             ? nullptr
             : "needs more than 16384 bytes of scratch";
}

CheckNumber prepare_s8(PrepareContext& context) {
  if (const CheckNumber bad = ops::conv_2d_s8.prepare(context)) return bad;
  const Conv2dS8& p = context.params<conv_2d::ParamsS8>().kernel;
  if (why_reference(p) != nullptr) return kAllWell;
  const uint32_t for_reference = channel_scratch_bytes(context.params<conv_2d::ParamsS8>().scales);
  const uint32_t bytes = conv_2d_unpacked_s8_scratch_bytes(layer_of(p));
  context.request_scratch(bytes > for_reference ? bytes : for_reference);
  return kAllWell;
}

CheckNumber run_s8(const RunContext& context) {
  const auto& params = context.params<conv_2d::ParamsS8>();
  const Conv2dS8& p = params.kernel;
  if (why_reference(p) != nullptr) return ops::conv_2d_s8.run(context);
  const scalar::Conv2d layer = layer_of(p);
  const scalar::ScaledLayer scaled(context, params.scales);
  const scalar::ModelChannels channels{
      {context.input<int8_t>(1), 1, layer.depth, 0, {}, p.input_zero_point, p.output_zero_point},
      layer.depth,
      context.input<Unaligned<int32_t>>(2),
      scalar::ScaledLayer::factor_of,
      &scaled};
  if (conv_2d_unpacked_s8(layer, context.input<int8_t>(0), channels, context.output<int8_t>(0),
                          context.scratch())) {
    return kAllWell;
  }
  return ops::conv_2d_s8.run(context);
}

}  // namespace

namespace ops::scalar {
const OpDef conv_2d_s8{3,     TensorType::Int8,          TensorType::Int8, TensorType::Int8,
                       false, sizeof(conv_2d::ParamsS8), prepare_s8,       run_s8};
}  // namespace ops::scalar
namespace scalar::why_slow {
const char* conv_2d_s8(const void* params) {
  return why_reference(static_cast<const conv_2d::ParamsS8*>(params)->kernel);
}
}  // namespace scalar::why_slow
}  // namespace mote
