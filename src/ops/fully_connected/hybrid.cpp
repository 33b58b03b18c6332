// SPDX-License-Identifier: Apache-2.0
// Float activations with 8-bit or 4-bit weights.
#include "base/fixed_point.h"
#include "mote/ops.h"
#include "ops/fully_connected/fold.h"
#include "ops/shared/bias.h"

namespace mote {
namespace {

/// Weights: anything with [].
template <class Weights>
void run_rows(const FullyConnectedHybrid& p, const Unaligned<float>* input, Weights weights,
              const Unaligned<float>* bias, const WeightScales& scales, int8_t* quantized,
              float* output) {
  const auto [batches, depth, units] = p.shape;
  for (int32_t b = 0; b < batches; ++b, input += depth) {
    const QuantizedGroup group = quantize_group(p.asymmetric, input, depth, 1, quantized);
    int32_t at = 0;
    for (int32_t u = 0; u < units; ++u) {
      uint32_t sum = 0;
      for (int32_t i = 0; i < depth; ++i, ++at) {
        sum += static_cast<uint32_t>((quantized[i] - group.zero_point) * weights[at]);
      }
      const auto whole = static_cast<float>(static_cast<int32_t>(sum));
      float real = whole * (group.scale * scales[u]);
      if (bias != nullptr) real += float{bias[u]};
      *output++ = clamp(real, p.range.low, p.range.high);
    }
  }
}

}  // namespace

namespace reference {

void fully_connected_hybrid(const FullyConnectedHybrid& p, const Unaligned<float>* input,
                            const int8_t* weights, const Unaligned<float>* bias,
                            const WeightScales& scales, int8_t* quantized, float* output) {
  run_rows(p, input, weights, bias, scales, quantized, output);
}

void fully_connected_hybrid_s4(const FullyConnectedHybrid& p, const Unaligned<float>* input,
                               Int4Weights weights, const Unaligned<float>* bias,
                               const WeightScales& scales, int8_t* quantized, float* output) {
  run_rows(p, input, weights, bias, scales, quantized, output);
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

CheckNumber run_hybrid_s4(const RunContext& context) {
  using F = Unaligned<float>;
  const auto& params = context.params<fully_connected::HybridParams>();
  reference::fully_connected_hybrid_s4(
      params.kernel, context.input<F>(0), Int4Weights{context.input<uint8_t>(1)},
      context.input<F>(2), WeightScales(context, params.scales),
      reinterpret_cast<int8_t*>(context.scratch()), context.output<float>(0));
  return kAllWell;
}

constexpr OpDef def(TensorType weights, CheckNumber (*run)(const RunContext&)) {
  return {9,
          {TensorType::Float32, weights, TensorType::Float32},
          0,
          sizeof(fully_connected::HybridParams),
          prepare_hybrid,
          run};
}

}  // namespace

namespace ops {
const OpDef fully_connected_hybrid = def(TensorType::Int8, run_hybrid);
const OpDef fully_connected_hybrid_s4 = def(TensorType::Int4, run_hybrid_s4);
}  // namespace ops
}  // namespace mote
