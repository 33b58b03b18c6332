// SPDX-License-Identifier: Apache-2.0
// L2_POOL_2D: root of the mean square of each window, over the part of it that lies inside the
// input. Source: TFLite operator semantics.
#include "base/bytes.h"
#include "base/fixed_point.h"
#include "base/float_math.h"
#include "mote/ops.h"
#include "ops/shared/checks.h"
#include "ops/shared/pool.h"

namespace mote {
namespace {

/// How many windows start at multiples of the stride: in the input, or as long as they fit.
int32_t window_count(Padding padding, int32_t input, int32_t filter, int32_t stride) {
  return (padding == Padding::Same ? input - 1 : input - filter) / stride + 1;
}

CheckNumber prepare(PrepareContext& context) {
  if (const CheckNumber bad = prepare_pool_f32(context)) return bad;
  const PoolShape& shape = context.params<PoolF32>().shape;
  const Window& w = shape.window;
  constexpr uint32_t kPadding = 0;
  const auto padding = static_cast<Padding>(context.option<uint8_t>(kPadding, 0));
  // The reference computes the output's extents anew.
  const bool agrees =
      shape.output.height == window_count(padding, shape.input.height, w.filter_h, w.stride_h) &&
      shape.output.width == window_count(padding, shape.input.width, w.filter_w, w.stride_w);
  return agrees ? kAllWell : context.refuse(check::Shape, output_slot(0));
}

CheckNumber run(const RunContext& context) {
  const auto& p = context.params<PoolF32>();
  const auto* input = context.input<Unaligned<float>>(0);
  auto* output = context.output<float>(0);
  for_each_patch(p.shape, [&](const Patch& patch, int32_t at) {
    const float squares = fold_patch<float>(p.shape, patch, input + at, 0.0F,
                                            [](float sum, float x) { return sum + x * x; });
    const float root = sqrt_f32(squares / static_cast<float>(patch.count()));
    *output++ = clamp(root, p.range.low, p.range.high);
  });
  return kAllWell;
}

}  // namespace

namespace ops {
const OpDef l2_pool_2d_f32{12,    TensorType::Float32, TensorType::None, TensorType::Float32,
                           false, sizeof(PoolF32),     prepare,          run};
}  // namespace ops
namespace run {
MOTE_RUN(l2_pool_2d_f32)
}  // namespace run
}  // namespace mote
