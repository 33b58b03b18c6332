// SPDX-License-Identifier: Apache-2.0
#include "ops/transpose_conv/fold.h"

namespace mote::transpose_conv {
namespace {

enum Option : uint32_t { kPadding, kStrideW, kStrideH, kActivation };

/// Padding before the output along one axis: that of the convolution of which this is the
/// gradient. False if an extent is out of range.
bool fit_axis(Padding padding, int32_t input, int32_t filter, int32_t stride, int32_t output,
              int32_t& pad) {
  constexpr int32_t kMost = 1 << 20;  // keeps what follows in 32 bits
  if (input > kMost || filter > kMost || stride > kMost || output > kMost) return false;
  if (padding == Padding::Valid) return output >= filter;
  const int32_t missing = ((output + stride - 1) / stride - 1) * stride + filter - output;
  pad = missing > 0 ? missing / 2 : 0;
  return true;
}

/// The shape input has the output's dimensions, where the model knows it.
CheckNumber check_output_shape(PrepareContext& context) {
  const format::TensorView shape = context.input(kOutputShape);
  const format::TensorView output = context.output(0);
  if (shape.elements() != 4) return context.refuse(check::Shape, input_slot(kOutputShape));
  if (!shape.is_constant()) return kAllWell;
  for (uint32_t axis = 0; axis < 4; ++axis) {
    if (load<int32_t>(shape.constant_bytes() + 4 * axis) != output.dim(axis)) {
      return context.refuse(check::Shape, output_slot(0));
    }
  }
  return kAllWell;
}

}  // namespace

CheckNumber fold_shape(PrepareContext& context, TransposeConvShape& shape, Activation& activation) {
  if (const CheckNumber bad = check::counts(context, 3, 4)) return bad;
  const TensorSlot slots[] = {input_slot(kInput), input_slot(kFilter), output_slot(0)};
  for (const TensorSlot slot : slots) {
    if (const CheckNumber bad = check::solid(context, slot, 4)) return bad;
  }
  if (const CheckNumber bad = check_output_shape(context)) return bad;
  const Shape4 filter = shape4(context.input(kFilter));  // its "batches" are the output channels
  shape.input = shape4(context.input(kInput));
  shape.output = shape4(context.output(0));
  if (filter.batches != shape.output.channels || filter.channels != shape.input.channels) {
    return context.refuse(check::Shape, input_slot(kFilter));
  }
  Window& w = shape.window;
  w = {filter.height,
       filter.width,
       context.option<int32_t>(kStrideH, 0),
       context.option<int32_t>(kStrideW, 0),
       1,
       1,
       0,
       0};
  if (w.stride_h < 1 || w.stride_w < 1) return context.refuse(check::Stride, kNoTensorSlot);
  const auto padding = context.option<uint8_t>(kPadding, 0);
  if (padding > 1) return context.refuse(check::Padding, kNoTensorSlot);
  const auto kind = static_cast<Padding>(padding);
  if (shape.input.batches != shape.output.batches ||
      !fit_axis(kind, shape.input.height, w.filter_h, w.stride_h, shape.output.height, w.pad_top) ||
      !fit_axis(kind, shape.input.width, w.filter_w, w.stride_w, shape.output.width, w.pad_left)) {
    return context.refuse(check::Shape, output_slot(0));
  }
  const auto number = context.option<uint8_t>(kActivation, 0);
  if (!is_supported_activation(number)) return context.refuse(check::Activation, kNoTensorSlot);
  activation = static_cast<Activation>(number);
  return kAllWell;
}

CheckNumber fold_integer(PrepareContext& context, uint32_t bias_types, TensorType left_out_bias) {
  auto& [p, scales] = context.params<IntegerParams>();
  Activation activation{};
  if (const CheckNumber bad = fold_shape(context, p.shape, activation)) return bad;
  if (context.input(kInput).type() != context.output(0).type()) {
    return context.refuse(check::Type, input_slot(kInput));
  }
  const LayerSpec spec{input_slot(kInput),
                       input_slot(kFilter),
                       input_slot(kBias),
                       bias_types,
                       left_out_bias,
                       static_cast<uint32_t>(p.shape.output.channels),
                       0,
                       activation};
  return fold_integer_layer(context, spec, p.layer, scales);
}

CheckNumber check_float_bias(PrepareContext& context, int32_t channels) {
  if (context.input(kInput).type() != TensorType::Float32) {
    return context.refuse(check::Type, input_slot(kInput));
  }
  const format::TensorView bias = context.input(kBias);
  if (!bias) return kAllWell;
  if (bias.type() != TensorType::Float32) return context.refuse(check::Type, input_slot(kBias));
  return bias.elements() == static_cast<uint32_t>(channels)
             ? kAllWell
             : context.refuse(check::Shape, input_slot(kBias));
}

}  // namespace mote::transpose_conv
