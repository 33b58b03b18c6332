// SPDX-License-Identifier: Apache-2.0
// The entry with kernels of the overlay scalar: of 3x3 and a multiplier of 1, or of one input channel,
// which is a convolution.
#include "mote/ops.h"
#include "mote/scalar_ops.h"
#include "ops/depthwise_conv_2d/fold.h"
#include "ops/shared/scalar.h"

namespace mote {
namespace {

using scalar::ModelChannels;

uint16_t wide(int32_t x) { return static_cast<uint16_t>(x); }
uint8_t narrow(int32_t x) { return static_cast<uint8_t>(x); }

scalar::OutputScaling scaling_of(const DepthwiseConv2dS8& p) {
  return {static_cast<int8_t>(p.output_zero_point), p.range.low, p.range.high};
}

// Only of what fits.

scalar::Conv2d conv_2d_of(const DepthwiseConv2dS8& p) {
  const Window& w = p.window;
  return {wide(p.input.batches),
          wide(p.input.height),
          wide(p.input.width),
          1,
          wide(p.output.height),
          wide(p.output.width),
          wide(p.output.channels),
          wide(w.filter_h * w.filter_w),
          narrow(w.filter_h),
          narrow(w.filter_w),
          narrow(w.stride_h),
          narrow(w.stride_w),
          narrow(w.dilation_h),
          narrow(w.dilation_w),
          narrow(w.pad_top),
          narrow(w.pad_left),
          static_cast<int8_t>(p.input_zero_point),
          scaling_of(p)};
}

scalar::Depthwise depthwise_of(const DepthwiseConv2dS8& p) {
  const Window& w = p.window;
  scalar::Depthwise layer{wide(p.input.batches),
                          wide(p.input.channels),
                          wide(p.input.height),
                          wide(p.input.width),
                          wide(p.output.height),
                          wide(p.output.width),
                          0,
                          narrow(w.filter_h),
                          narrow(w.filter_w),
                          narrow(w.stride_h),
                          narrow(w.stride_w),
                          narrow(w.pad_top),
                          narrow(w.pad_left),
                          static_cast<int8_t>(p.input_zero_point),
                          scaling_of(p)};
  layer.rows_at_once = narrow(depthwise_s8_rows_at_once(layer));
  return layer;
}

bool is_of_one_channel(const DepthwiseConv2dS8& p) { return p.input.channels == 1; }

uint32_t kernel_scratch_bytes(const DepthwiseConv2dS8& p) {
  return is_of_one_channel(p) ? conv_2d_unpacked_s8_scratch_bytes(conv_2d_of(p))
                              : depthwise_unpacked_s8_scratch_bytes(depthwise_of(p));
}

/// Null, or why the layer is the reference kernel's.
const char* why_reference(const DepthwiseConv2dS8& p) {
  const Window& w = p.window;
  if (!scalar::fits(p.input, p.output, w)) {
    return "has extents above 65535, or a window above 255";
  }
  if (is_of_one_channel(p)) {
    return kernel_scratch_bytes(p) <= scalar::kMostScratchBytes
               ? nullptr
               : "needs more than 16384 bytes of scratch";
  }
  if (p.depth_multiplier != 1) return "has a multiplier above 1";
  if (w.dilation_h != 1 || w.dilation_w != 1) return "is dilated";
  if (w.filter_h != 3 || w.filter_w != 3) return "has a filter that is not 3x3";
  return depthwise_of(p).rows_at_once != 0 ? nullptr : "has rows of more than 4096 bytes";
}

CheckNumber prepare_s8(PrepareContext& context) {
  if (const CheckNumber bad = ops::depthwise_conv_2d_s8.prepare(context)) return bad;
  const auto& params = context.params<depthwise_conv_2d::ParamsS8>();
  if (why_reference(params.kernel) != nullptr) return kAllWell;
  const uint32_t for_reference = channel_scratch_bytes(params.scales);
  const uint32_t bytes = kernel_scratch_bytes(params.kernel);
  context.request_scratch(bytes > for_reference ? bytes : for_reference);
  return kAllWell;
}

CheckNumber run_s8(const RunContext& context) {
  const auto& params = context.params<depthwise_conv_2d::ParamsS8>();
  const DepthwiseConv2dS8& p = params.kernel;
  if (why_reference(p) != nullptr) return ops::depthwise_conv_2d_s8.run(context);
  const scalar::ScaledLayer scaled(context, params.scales);
  const ModelChannels channels{{context.input<int8_t>(1),
                                p.output.channels,
                                p.window.filter_h * p.window.filter_w,
                                0,
                                {},
                                p.input_zero_point,
                                p.output_zero_point},
                               1,
                               context.input<Unaligned<int32_t>>(2),
                               scalar::ScaledLayer::factor_of,
                               &scaled};
  const auto* input = context.input<int8_t>(0);
  auto* output = context.output<int8_t>(0);
  const bool is_done =
      is_of_one_channel(p)
          ? conv_2d_unpacked_s8(conv_2d_of(p), input, channels, output, context.scratch())
          : depthwise_unpacked_s8(depthwise_of(p), input, channels, output, context.scratch());
  return is_done ? kAllWell : ops::depthwise_conv_2d_s8.run(context);
}

}  // namespace

namespace ops::scalar {
const OpDef depthwise_conv_2d_s8{4,
                                 TensorType::Int8,
                                 TensorType::Int8,
                                 TensorType::Int8,
                                 false,
                                 sizeof(depthwise_conv_2d::ParamsS8),
                                 prepare_s8,
                                 run_s8};
}  // namespace ops::scalar
namespace scalar::why_slow {
const char* depthwise_conv_2d_s8(const void* params) {
  return why_reference(static_cast<const depthwise_conv_2d::ParamsS8*>(params)->kernel);
}
}  // namespace scalar::why_slow
}  // namespace mote
