// SPDX-License-Identifier: Apache-2.0
// Float activations with 8-bit weights.
#include "base/fixed_point.h"
#include "mote/ops.h"
#include "ops/conv_2d/fold.h"
#include "ops/conv_2d/taps.h"
#include "ops/shared/bias.h"

namespace mote {
namespace reference {

void conv_2d_hybrid(const Conv2dHybrid& p, const Unaligned<float>* input, const int8_t* filter,
                    const Unaligned<float>* bias, const WeightScales& scales, int8_t* quantized,
                    float* output) {
  const Conv2dShape& s = p.shape;
  const int32_t batch_elements = s.input.height * s.input.width * s.input.channels;
  for (int32_t b = 0; b < s.output.batches; ++b, input += batch_elements) {
    const QuantizedGroup group = quantize_group(p.asymmetric, input, batch_elements, 1, quantized);
    for (int32_t y = 0; y < s.output.height; ++y) {
      for (int32_t x = 0; x < s.output.width; ++x) {
        for (int32_t c = 0; c < s.output.channels; ++c) {
          uint32_t sum = 0;
          conv_2d::for_each_tap(s, 0, y, x, c, [&](int32_t input_at, int32_t filter_at) {
            for (int32_t i = 0; i < s.filter_channels; ++i) {
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
  auto& params = context.params<conv_2d::HybridParams>();
  Conv2dHybrid& p = params.kernel;
  Activation activation{};
  if (const CheckNumber bad = conv_2d::fold_shape(context, p.shape, activation)) return bad;
  const auto channels = static_cast<uint32_t>(p.shape.output.channels);
  if (const CheckNumber bad = check_bias(context, TensorType::Float32, channels)) return bad;
  if (const CheckNumber bad =
          fold_hybrid_scales(context, input_slot(1), channels, 0, params.scales)) {
    return bad;
  }
  p.asymmetric = params.scales.asymmetric != 0;
  p.range = activation_range_f32(activation);
  context.request_scratch(context.input(0).elements() /
                          static_cast<uint32_t>(p.shape.input.batches));
  return kAllWell;
}

CheckNumber run_hybrid(const RunContext& context) {
  using F = Unaligned<float>;
  const auto& params = context.params<conv_2d::HybridParams>();
  reference::conv_2d_hybrid(params.kernel, context.input<F>(0), context.input<int8_t>(1),
                            context.input<F>(2), WeightScales(context, params.scales),
                            reinterpret_cast<int8_t*>(context.scratch()), context.output<float>(0));
  return kAllWell;
}

}  // namespace

namespace ops {
const OpDef conv_2d_hybrid{
    3,     TensorType::Float32,           TensorType::Int8, TensorType::Float32,
    false, sizeof(conv_2d::HybridParams), prepare_hybrid,   run_hybrid};
}  // namespace ops
}  // namespace mote
