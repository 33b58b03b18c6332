// SPDX-License-Identifier: Apache-2.0
// What every element type checks.
#pragma once

#include "ops/shared/checks.h"
#include "ops/transpose_conv/transpose_conv.h"

namespace mote::transpose_conv {

enum Input : uint8_t { kOutputShape, kFilter, kInput, kBias };

struct HybridParams {
  TransposeConvHybrid kernel;
  HybridScales scales;
};
struct IntegerParams {
  TransposeConvInteger kernel;
  ChannelScales scales;
};

/// Shapes, window and activation.
CheckNumber fold_shape(PrepareContext& context, TransposeConvShape& shape, Activation& activation);
/// The whole prepare of the integer types.
CheckNumber fold_integer(PrepareContext& context, uint32_t bias_types, TensorType left_out_bias);
/// The bias of the others.
CheckNumber check_float_bias(PrepareContext& context, int32_t channels);

}  // namespace mote::transpose_conv
