// SPDX-License-Identifier: Apache-2.0
// What every element type checks: shapes and activation.
#pragma once

#include "base/real.h"
#include "ops/fully_connected/fully_connected.h"
#include "ops/shared/bias.h"
#include "ops/shared/checks.h"

namespace mote {
namespace check {
#define MOTE_CHECK(name, number, sentence, advice) constexpr CheckNumber name = number;
#include "ops/fully_connected/checks.inc"
#undef MOTE_CHECK
}  // namespace check

namespace fully_connected {

enum Option : uint32_t { kActivation, kWeightsFormat, kKeepNumDims, kAsymmetric, kBiasType };

/// Inlined into the one caller that int8 models need.
template <bool kChecksBias>
[[gnu::always_inline]] inline CheckNumber fold_shapes(PrepareContext& context,
                                                      [[maybe_unused]] TensorType bias_type,
                                                      FullyConnectedShape& shape,
                                                      Activation& activation) {
  if (const CheckNumber bad = check::counts(context, 2, 3)) return bad;
  const format::TensorView input = context.input(0);
  const format::TensorView weights = context.input(1);
  const format::TensorView output = context.output(0);
  if (const CheckNumber bad = check::solid(context, input_slot(1), 2)) return bad;
  if (output.rank() == 0) return context.refuse(check::Rank, output_slot(0));
  if (output.elements() == 0) return context.refuse(check::Empty, output_slot(0));
  shape = {0, weights.dim(1), weights.dim(0)};
  if (output.dim(output.rank() - 1) != shape.units) {
    return context.refuse(check::Shape, output_slot(0));
  }
  const uint32_t batches = output.elements() / static_cast<uint32_t>(shape.units);
  shape.batches = static_cast<int32_t>(batches);
  if (input.elements() != uint64_t{batches} * static_cast<uint32_t>(shape.depth)) {
    return context.refuse(check::Shape, input_slot(0));
  }
  if (context.option<uint8_t>(kWeightsFormat, 0) != 0) {
    return context.refuse(check::WeightsFormat, input_slot(1));
  }
  const auto number = context.option<uint8_t>(kActivation, 0);
  if (!is_supported_activation(number)) return context.refuse(check::Activation, kNoTensorSlot);
  activation = static_cast<Activation>(number);
  if constexpr (kChecksBias) {
    return check_bias(context, bias_type, static_cast<uint32_t>(shape.units));
  }
  return kAllWell;
}

/// a / b, Q20; b is the bits of a float.
inline int32_t ratio_q20(const Real& a, uint32_t b) {
  return round_to_int(times_power_of_two(divide(a, real_from_float_bits(b)), 20));
}

/// |s_in * s_w - s_bias| <= 0.02 * s_out, as the converter promises for one scale.
[[gnu::always_inline]] inline bool bias_scale_fits(const PrepareContext& context,
                                                   const Real& product, uint32_t output_scale) {
  const format::TensorView bias = context.input(2);
  if (!bias || !bias.is_quantized() || !is_finite_positive_float(bias.scale_bits())) return true;
  constexpr int32_t kLimit = 20972;  // 0.02, Q20
  const int32_t off = ratio_q20(product, output_scale) -
                      ratio_q20(real_from_float_bits(bias.scale_bits()), output_scale);
  return off >= -kLimit && off <= kLimit;
}

/// The same for the types beside int8 and float32, without the bias.
CheckNumber fold_shape(PrepareContext& context, FullyConnectedShape& shape, Activation& activation);

struct ParamsS8 {
  FullyConnectedS8 kernel;
  ChannelScales scales;
};
struct HybridParams {
  FullyConnectedHybrid kernel;
  HybridScales scales;
};
struct IntegerParams {
  FullyConnectedInteger kernel;
  ChannelScales scales;
};
/// The whole prepare of the integer ones of them.
CheckNumber fold_integer(PrepareContext& context, uint32_t bias_types, TensorType left_out_bias);

}  // namespace fully_connected
}  // namespace mote
