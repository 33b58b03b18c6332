// SPDX-License-Identifier: Apache-2.0
#include "base/fixed_point.h"
#include "mote/ops.h"
#include "ops/transpose_conv/fold.h"
#include "ops/transpose_conv/taps.h"

namespace mote {
namespace reference {

void transpose_conv_f32(const TransposeConvF32& p, const Unaligned<float>* input,
                        const Unaligned<float>* filter, const Unaligned<float>* bias,
                        float* output) {
  const TransposeConvShape& s = p.shape;
  for (int32_t b = 0; b < s.output.batches; ++b) {
    for (int32_t y = 0; y < s.output.height; ++y) {
      for (int32_t x = 0; x < s.output.width; ++x) {
        for (int32_t c = 0; c < s.output.channels; ++c) {
          float sum = 0.0F;
          transpose_conv::for_each_tap(s, b, y, x, c, [&](int32_t input_at, int32_t filter_at) {
            for (int32_t i = 0; i < s.input.channels; ++i) {
              sum += float{input[input_at + i]} * float{filter[filter_at + i]};
            }
          });
          if (bias != nullptr) sum += float{bias[c]};
          *output++ = clamp(sum, p.range.low, p.range.high);
        }
      }
    }
  }
}

}  // namespace reference

namespace {

CheckNumber prepare_f32(PrepareContext& context) {
  auto& p = context.params<TransposeConvF32>();
  Activation activation{};
  if (const CheckNumber bad = transpose_conv::fold_shape(context, p.shape, activation)) return bad;
  p.range = activation_range_f32(activation);
  return transpose_conv::check_float_bias(context, p.shape.output.channels);
}

CheckNumber run_f32(const RunContext& context) {
  using F = Unaligned<float>;
  reference::transpose_conv_f32(context.params<TransposeConvF32>(),
                                context.input<F>(transpose_conv::kInput),
                                context.input<F>(transpose_conv::kFilter),
                                context.input<F>(transpose_conv::kBias), context.output<float>(0));
  return kAllWell;
}

}  // namespace

namespace ops {
const OpDef transpose_conv_f32{
    67,    TensorType::Int32,        TensorType::Float32, TensorType::Float32,
    false, sizeof(TransposeConvF32), prepare_f32,         run_f32};
}  // namespace ops
namespace run {
MOTE_RUN(transpose_conv_f32)
}  // namespace run
}  // namespace mote
