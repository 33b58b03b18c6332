// SPDX-License-Identifier: Apache-2.0
// Float activations with 8-bit weights.
#include "base/fixed_point.h"
#include "mote/ops.h"
#include "ops/fully_connected/fold.h"
#include "ops/shared/bias.h"

namespace mote {
namespace reference {

void fully_connected_hybrid(const FullyConnectedHybrid& p, const Unaligned<float>* input,
                            const int8_t* weights, const Unaligned<float>* bias,
                            const WeightScales& scales, int8_t* quantized, float* output) {
  const auto [batches, depth, units] = p.shape;
  for (int32_t b = 0; b < batches; ++b, input += depth) {
    const QuantizedGroup group = quantize_group(p.asymmetric, input, depth, 1, quantized);
    const int8_t* row = weights;
    for (int32_t u = 0; u < units; ++u, row += depth) {
      uint32_t sum = 0;
      for (int32_t i = 0; i < depth; ++i) {
        sum += static_cast<uint32_t>((quantized[i] - group.zero_point) * row[i]);
      }
      const auto whole = static_cast<float>(static_cast<int32_t>(sum));
      float real = whole * (group.scale * scales[u]);
      if (bias != nullptr) real += float{bias[u]};
      *output++ = clamp(real, p.range.low, p.range.high);
    }
  }
}

}  // namespace reference

namespace {

CheckNumber prepare_hybrid(PrepareContext& context) {
  auto& params = context.params<fully_connected::HybridParams>();
  FullyConnectedHybrid& p = params.kernel;
  Activation activation{};
  if (const CheckNumber bad = fully_connected::fold_shape(context, p.shape, activation)) return bad;
  const auto units = static_cast<uint32_t>(p.shape.units);
  if (const CheckNumber bad = check_bias(context, TensorType::Float32, units)) return bad;
  if (const CheckNumber bad = fold_hybrid_scales(context, input_slot(1), units, 0, params.scales)) {
    return bad;
  }
  p.asymmetric = context.option<uint8_t>(fully_connected::kAsymmetric, 0) != 0;
  p.range = activation_range_f32(activation);
  context.request_scratch(static_cast<uint32_t>(p.shape.depth));
  return kAllWell;
}

CheckNumber run_hybrid(const RunContext& context) {
  using F = Unaligned<float>;
  const auto& params = context.params<fully_connected::HybridParams>();
  reference::fully_connected_hybrid(params.kernel, context.input<F>(0), context.input<int8_t>(1),
                                    context.input<F>(2), WeightScales(context, params.scales),
                                    reinterpret_cast<int8_t*>(context.scratch()),
                                    context.output<float>(0));
  return kAllWell;
}

}  // namespace

namespace ops {
const OpDef fully_connected_hybrid{9,
                                   TensorType::Float32,
                                   TensorType::Int8,
                                   TensorType::Float32,
                                   false,
                                   sizeof(fully_connected::HybridParams),
                                   prepare_hybrid,
                                   run_hybrid};
}  // namespace ops
}  // namespace mote
