// SPDX-License-Identifier: Apache-2.0
#include "ops/shared/pool.h"

#include "base/real.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

CheckNumber fold(PrepareContext& context, PoolShape& shape, Activation& activation) {
  if (const CheckNumber bad = check::counts(context, 1, 1)) return bad;
  if (const CheckNumber bad = check::solid(context, input_slot(0), 4)) return bad;
  if (const CheckNumber bad = check::solid(context, output_slot(0), 4)) return bad;
  shape.input = shape4(context.input(0));
  shape.output = shape4(context.output(0));
  if (shape.input.channels != shape.output.channels) {
    return context.refuse(check::Shape, output_slot(0));
  }
  shape.window = {context.option<int32_t>(kPoolFilterH, 0),
                  context.option<int32_t>(kPoolFilterW, 0),
                  context.option<int32_t>(kPoolStrideH, 0),
                  context.option<int32_t>(kPoolStrideW, 0),
                  1,
                  1,
                  0,
                  0};
  const auto number = context.option<uint8_t>(kPoolActivation, 0);
  if (!is_supported_activation(number)) return context.refuse(check::Activation, kNoTensorSlot);
  activation = static_cast<Activation>(number);
  return fit_window(context, context.option<uint8_t>(kPoolPadding, 0), shape.window);
}

}  // namespace

CheckNumber prepare_pool_s8(PrepareContext& context) {
  auto& p = context.params<PoolS8>();
  Activation activation{};
  if (const CheckNumber bad = fold(context, p.shape, activation)) return bad;
  if (const CheckNumber bad = check::per_tensor(context, input_slot(0))) return bad;
  if (const CheckNumber bad = check::per_tensor(context, output_slot(0))) return bad;
  const format::TensorView input = context.input(0);
  const format::TensorView output = context.output(0);
  constexpr uint32_t kMillionth = 0x358637BD;  // 1e-6 as a float: what TFLite lets pass
  const Real off =
      distance(real_from_float_bits(input.scale_bits()), real_from_float_bits(output.scale_bits()));
  if (input.zero_point() != output.zero_point() ||
      !at_most(off, real_from_float_bits(kMillionth))) {
    return context.refuse(check::ScaleDiffers, output_slot(0));
  }
  p.range = activation_range_s8(activation, output.scale_bits(), output.zero_point());
  return kAllWell;
}

CheckNumber prepare_pool_f32(PrepareContext& context) {
  auto& p = context.params<PoolF32>();
  Activation activation{};
  if (const CheckNumber bad = fold(context, p.shape, activation)) return bad;
  p.range = activation_range_f32(activation);
  return kAllWell;
}

Patch patch_at(const PoolShape& shape, int32_t y, int32_t x) {
  const Window& w = shape.window;
  const int32_t top = y * w.stride_h - w.pad_top;
  const int32_t left = x * w.stride_w - w.pad_left;
  const int32_t rows_left = shape.input.height - top;
  const int32_t columns_left = shape.input.width - left;
  return {top < 0 ? 0 : top, top + (w.filter_h < rows_left ? w.filter_h : rows_left),
          left < 0 ? 0 : left, left + (w.filter_w < columns_left ? w.filter_w : columns_left)};
}

}  // namespace mote
