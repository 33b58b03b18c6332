// SPDX-License-Identifier: Apache-2.0
// What every element type checks: shapes, window and activation.
#pragma once

#include "ops/conv_2d/conv_2d.h"
#include "ops/shared/checks.h"

namespace mote {
namespace check {
#define MOTE_CHECK(name, number, sentence, advice) constexpr CheckNumber name = number;
#include "ops/conv_2d/checks.inc"
#undef MOTE_CHECK
}  // namespace check

namespace conv_2d {

enum Option : uint32_t {
  kPadding,
  kStrideW,
  kStrideH,
  kActivation,
  kDilationW,
  kDilationH,
  kBiasType
};

/// `p` has the members of Conv2dShape. Inlined into prepare, which fills a struct of its own.
template <class Kernel>
[[gnu::always_inline]] inline CheckNumber fold_shapes(PrepareContext& context, Kernel& p,
                                                      Activation& activation) {
  if (const CheckNumber bad = check::counts(context, 2, 3)) return bad;
  const TensorSlot slots[] = {input_slot(0), input_slot(1), output_slot(0)};
  for (const TensorSlot slot : slots) {
    if (const CheckNumber bad = check::solid(context, slot, 4)) return bad;
  }
  const Shape4 filter = shape4(context.input(1));  // its "batches" are the output channels
  p.input = shape4(context.input(0));
  p.output = shape4(context.output(0));
  p.filter_channels = filter.channels;
  if (filter.batches != p.output.channels) return context.refuse(check::Shape, input_slot(1));
  if (p.input.channels % filter.channels != 0) {
    return context.refuse(check::FilterChannels, input_slot(1));
  }
  if (p.output.channels % (p.input.channels / filter.channels) != 0) {
    return context.refuse(check::Groups, input_slot(1));
  }
  p.window = {filter.height,
              filter.width,
              context.option<int32_t>(kStrideH, 0),
              context.option<int32_t>(kStrideW, 0),
              context.option<int32_t>(kDilationH, 1),
              context.option<int32_t>(kDilationW, 1),
              0,
              0};
  if (const CheckNumber bad = fit_window(context, context.option<uint8_t>(kPadding, 0), p.window)) {
    return bad;
  }
  const auto number = context.option<uint8_t>(kActivation, 0);
  if (!is_supported_activation(number)) return context.refuse(check::Activation, kNoTensorSlot);
  activation = static_cast<Activation>(number);
  return kAllWell;
}

/// The same for the types that share Conv2dShape.
CheckNumber fold_shape(PrepareContext& context, Conv2dShape& shape, Activation& activation);

struct ParamsS8 {
  Conv2dS8 kernel;
  ChannelScales scales;
};
struct HybridParams {
  Conv2dHybrid kernel;
  HybridScales scales;
};
struct IntegerParams {
  Conv2dInteger kernel;
  ChannelScales scales;
};
/// The whole prepare of the integer ones, but for zero points of the filter.
CheckNumber fold_integer(PrepareContext& context, uint32_t bias_types, TensorType left_out_bias);

}  // namespace conv_2d
}  // namespace mote
