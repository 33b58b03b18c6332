// SPDX-License-Identifier: Apache-2.0
// Float activations with 8-bit weights.
#include "base/fixed_point.h"
#include "mote/ops.h"
#include "ops/transpose_conv/fold.h"
#include "ops/transpose_conv/taps.h"

namespace mote {
namespace reference {

void transpose_conv_hybrid(const TransposeConvHybrid& p, const Unaligned<float>* input,
                           const int8_t* filter, const Unaligned<float>* bias,
                           const WeightScales& scales, int8_t* quantized, float* output) {
  const TransposeConvShape& s = p.shape;
  const int32_t batch_elements = s.input.height * s.input.width * s.input.channels;
  for (int32_t b = 0; b < s.output.batches; ++b, input += batch_elements) {
    const QuantizedGroup group = quantize_asymmetric(input, batch_elements, 1, quantized);
    for (int32_t y = 0; y < s.output.height; ++y) {
      for (int32_t x = 0; x < s.output.width; ++x) {
        for (int32_t c = 0; c < s.output.channels; ++c) {
          uint32_t sum = 0;
          transpose_conv::for_each_tap(s, 0, y, x, c, [&](int32_t input_at, int32_t filter_at) {
            for (int32_t i = 0; i < s.input.channels; ++i) {
              sum += static_cast<uint32_t>((quantized[input_at + i] - group.zero_point) *
                                           filter[filter_at + i]);
            }
          });
          const auto whole = static_cast<float>(static_cast<int32_t>(sum));
          float real = whole * (group.scale * scales[c]);
          if (bias != nullptr) real += float{bias[c]};
          *output++ = clamp(real, p.range.low, p.range.high);
        }
      }
    }
  }
}

}  // namespace reference

namespace {

CheckNumber prepare_hybrid(PrepareContext& context) {
  auto& params = context.params<transpose_conv::HybridParams>();
  TransposeConvHybrid& p = params.kernel;
  Activation activation{};
  if (const CheckNumber bad = transpose_conv::fold_shape(context, p.shape, activation)) return bad;
  const int32_t channels = p.shape.output.channels;
  if (const CheckNumber bad = transpose_conv::check_float_bias(context, channels)) return bad;
  p.range = activation_range_f32(activation);
  context.request_scratch(context.input(transpose_conv::kInput).elements() /
                          static_cast<uint32_t>(p.shape.input.batches));
  return fold_hybrid_scales(context, input_slot(transpose_conv::kFilter),
                            static_cast<uint32_t>(channels), 0, params.scales);
}

CheckNumber run_hybrid(const RunContext& context) {
  using F = Unaligned<float>;
  const auto& params = context.params<transpose_conv::HybridParams>();
  reference::transpose_conv_hybrid(
      params.kernel, context.input<F>(transpose_conv::kInput),
      context.input<int8_t>(transpose_conv::kFilter), context.input<F>(transpose_conv::kBias),
      WeightScales(context, params.scales), reinterpret_cast<int8_t*>(context.scratch()),
      context.output<float>(0));
  return kAllWell;
}

}  // namespace

namespace ops {
const OpDef transpose_conv_hybrid{67,
                                  TensorType::Int32,
                                  TensorType::Int8,
                                  TensorType::Float32,
                                  false,
                                  sizeof(transpose_conv::HybridParams),
                                  prepare_hybrid,
                                  run_hybrid};
}  // namespace ops
}  // namespace mote
