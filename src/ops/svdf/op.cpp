// SPDX-License-Identifier: Apache-2.0
#include "base/real.h"
#include "mote/ops.h"
#include "ops/shared/checks.h"
#include "ops/svdf/svdf.h"

namespace mote {
namespace check {
#define MOTE_CHECK(name, number, sentence, advice) constexpr CheckNumber name = number;
#include "ops/svdf/checks.inc"
#undef MOTE_CHECK
}  // namespace check

namespace {

enum Option : uint32_t { kRank, kActivation, kAsymmetric };
constexpr uint8_t kTanh = 4;  ///< as numbered in the file
enum Input : uint32_t { kInput, kFeatureWeights, kTimeWeights, kBias, kState };

/// Of the inputs, in their order.
using ElementTypes = TensorType[kState + 1];

CheckNumber refuse_shape(PrepareContext& context, TensorSlot slot) {
  return context.refuse(check::Shape, slot);
}

CheckNumber check_inputs(PrepareContext& context, const ElementTypes& types) {
  if (const CheckNumber bad = check::counts(context, 3, 5)) return bad;
  const format::TensorView state = context.input(kState);
  if (!state) return context.refuse(check::InputMissing, kNoTensorSlot);
  if (!state.is_variable() || state.is_constant()) {
    return context.refuse(check::NotVariable, input_slot(kState));
  }
  constexpr uint32_t kMatrices[] = {kInput, kFeatureWeights, kTimeWeights, kState};
  for (const uint32_t i : kMatrices) {
    if (const CheckNumber bad = check::solid(context, input_slot(i), 2)) return bad;
    if (context.input(i).type() != types[i]) return context.refuse(check::Type, input_slot(i));
  }
  return check::solid(context, output_slot(0), 2);
}

CheckNumber fold_shape(PrepareContext& context, const ElementTypes& types, SvdfShape& shape) {
  if (const CheckNumber bad = check_inputs(context, types)) return bad;
  const format::TensorView input = context.input(kInput);
  const format::TensorView features = context.input(kFeatureWeights);
  const format::TensorView time = context.input(kTimeWeights);
  const format::TensorView state = context.input(kState);
  const format::TensorView output = context.output(0);
  const format::TensorView bias = context.input(kBias);
  const auto rank = context.option<int32_t>(kRank, 0);
  const int32_t filters = features.dim(0);
  if (rank < 1 || filters % rank != 0) return context.refuse(check::Option, kNoTensorSlot);
  shape = {static_cast<uint32_t>(input.dim(0)), static_cast<uint32_t>(input.dim(1)),
           static_cast<uint32_t>(filters / rank), static_cast<uint32_t>(rank),
           static_cast<uint32_t>(time.dim(1))};
  if (features.dim(1) != input.dim(1)) return refuse_shape(context, input_slot(kFeatureWeights));
  if (time.dim(0) != filters) return refuse_shape(context, input_slot(kTimeWeights));
  if (state.dim(0) != input.dim(0) || static_cast<uint32_t>(state.dim(1)) != time.elements()) {
    return refuse_shape(context, input_slot(kState));
  }
  if (output.dim(0) != input.dim(0) || output.dim(1) != filters / rank) {
    return refuse_shape(context, output_slot(0));
  }
  if (!bias) return kAllWell;
  if (bias.type() != types[kBias]) return context.refuse(check::Type, input_slot(kBias));
  return bias.elements() == shape.units ? kAllWell : refuse_shape(context, input_slot(kBias));
}

/// s_a * s_b / s_c as floats compute it.
CheckNumber fold_factor(PrepareContext& context, uint32_t a, uint32_t b, TensorSlot c,
                        Rescale& factor) {
  const Real product = round_to_float(
      product_of_floats(context.input(a).scale_bits(), context.input(b).scale_bits()));
  if (product.mantissa == 0) return kAllWell;
  const Real divisor = real_from_float_bits(context.at(c).scale_bits());
  factor = rescale_from_real(round_to_float(divide(product, divisor)));
  return factor.shift > 30 ? context.refuse(check::ScaleRange, c) : kAllWell;
}

/// |s_state * s_time - s_bias| < 1e-5, as TFLM insists.
bool bias_scale_fits(const PrepareContext& context) {
  const format::TensorView bias = context.input(kBias);
  if (!bias || !bias.is_quantized()) return true;
  if (!is_finite_positive_float(bias.scale_bits())) return false;
  const Real product = round_to_float(product_of_floats(context.input(kState).scale_bits(),
                                                        context.input(kTimeWeights).scale_bits()));
  constexpr Real kLimit{11258999, -50};  // 1e-5
  return at_most(distance(product, real_from_float_bits(bias.scale_bits())), kLimit);
}

CheckNumber fold_s8(PrepareContext& context, TensorType time_type) {
  auto& p = context.params<SvdfS8>();
  const TensorType s8 = TensorType::Int8;
  const ElementTypes types{s8, s8, time_type, TensorType::Int32, time_type};
  if (const CheckNumber bad = fold_shape(context, types, p.shape)) return bad;
  const TensorSlot all[] = {input_slot(kInput), input_slot(kFeatureWeights),
                            input_slot(kTimeWeights), input_slot(kState), output_slot(0)};
  for (const TensorSlot slot : all) {
    if (const CheckNumber bad = check::per_tensor(context, slot)) return bad;
  }
  constexpr uint32_t kWeights[] = {kFeatureWeights, kTimeWeights};
  for (const uint32_t i : kWeights) {
    if (context.input(i).zero_point() != 0) {
      return context.refuse(check::FilterZeroPoint, input_slot(i));
    }
  }
  if (!bias_scale_fits(context)) return context.refuse(check::BiasScale, input_slot(kBias));
  p.input_zero_point = context.input(kInput).zero_point();
  p.state_zero_point = context.input(kState).zero_point();
  p.output_zero_point = context.output(0).zero_point();
  if (const CheckNumber bad =
          fold_factor(context, kInput, kFeatureWeights, input_slot(kState), p.to_state)) {
    return bad;
  }
  return fold_factor(context, kState, kTimeWeights, output_slot(0), p.to_output);
}

/// Entries are chosen by the types of inputs 0 and 1 and output 0, which are the same for both
/// types of the state: one entry runs either.
CheckNumber prepare_s8(PrepareContext& context) {
  const format::TensorView time = context.input(kTimeWeights);
  const bool wide = time && time.type() == TensorType::Int16;
  context.params<SvdfS8>().is_wide = wide;
  return fold_s8(context, wide ? TensorType::Int16 : TensorType::Int8);
}

template <class I, class T, class B>
SvdfTensors<I, T, B> tensors(const RunContext& context) {
  return {context.input<Unaligned<I>>(kInput),
          context.input<Unaligned<I>>(kFeatureWeights),
          context.input<Unaligned<T>>(kTimeWeights),
          context.input<Unaligned<B>>(kBias),
          reinterpret_cast<T*>(context.at(input_slot(kState))),
          context.output<I>(0)};
}

CheckNumber run_s8(const RunContext& context) {
  const auto& p = context.params<SvdfS8>();
  if (p.is_wide) {
    reference::svdf_s8_s16(p, tensors<int8_t, int16_t, int32_t>(context));
  } else {
    reference::svdf_s8(p, tensors<int8_t, int8_t, int32_t>(context));
  }
  return kAllWell;
}

CheckNumber fold_activation(PrepareContext& context, SvdfF32& p) {
  const auto number = context.option<uint8_t>(kActivation, 0);
  p.squashes = number == kTanh ? 1 : 0;
  if (p.squashes != 0) return kAllWell;
  if (!is_supported_activation(number)) return context.refuse(check::Activation, kNoTensorSlot);
  p.range = activation_range_f32(static_cast<Activation>(number));
  return kAllWell;
}

CheckNumber prepare_f32(PrepareContext& context) {
  auto& p = context.params<SvdfF32>();
  const TensorType f32 = TensorType::Float32;
  const ElementTypes types{f32, f32, f32, f32, f32};
  if (const CheckNumber bad = fold_shape(context, types, p.shape)) return bad;
  return fold_activation(context, p);
}

CheckNumber run_f32(const RunContext& context) {
  reference::svdf_f32(context.params<SvdfF32>(), tensors<float, float, float>(context));
  return kAllWell;
}

CheckNumber prepare_hybrid(PrepareContext& context) {
  auto& p = context.params<SvdfHybrid>();
  const TensorType f32 = TensorType::Float32;
  const TensorType s8 = TensorType::Int8;
  const ElementTypes types{f32, s8, s8, f32, f32};
  if (const CheckNumber bad = fold_shape(context, types, p.real.shape)) return bad;
  constexpr uint32_t kWeights[] = {kFeatureWeights, kTimeWeights};
  for (const uint32_t i : kWeights) {
    if (const CheckNumber bad = check::per_tensor(context, input_slot(i))) return bad;
    if (context.input(i).zero_point() != 0) {
      return context.refuse(check::FilterZeroPoint, input_slot(i));
    }
    const uint32_t bits = context.input(i).scale_bits();
    float& scale = i == kFeatureWeights ? p.feature_scale : p.time_scale;
    __builtin_memcpy(&scale, &bits, sizeof(bits));
  }
  p.asymmetric = context.option<uint8_t>(kAsymmetric, 0);
  context.request_scratch(p.real.shape.features);
  return fold_activation(context, p.real);
}

CheckNumber run_hybrid(const RunContext& context) {
  const SvdfTensorsHybrid t{context.input<Unaligned<float>>(kInput),
                            context.input<int8_t>(kFeatureWeights),
                            context.input<int8_t>(kTimeWeights),
                            context.input<Unaligned<float>>(kBias),
                            reinterpret_cast<float*>(context.at(input_slot(kState))),
                            context.output<float>(0)};
  reference::svdf_hybrid(context.params<SvdfHybrid>(), t,
                         reinterpret_cast<int8_t*>(context.scratch()));
  return kAllWell;
}

constexpr uint16_t kCode = 27;

}  // namespace

namespace ops {
const OpDef svdf_s8{kCode,           {TensorType::Int8, TensorType::Int8, TensorType::Int8},
                    kKeepsVariables, sizeof(SvdfS8),
                    prepare_s8,      run_s8};
const OpDef svdf_f32{
    kCode,           {TensorType::Float32, TensorType::Float32, TensorType::Float32},
    kKeepsVariables, sizeof(SvdfF32),
    prepare_f32,     run_f32};
const OpDef svdf_hybrid{
    kCode,           {TensorType::Float32, TensorType::Int8, TensorType::Float32},
    kKeepsVariables, sizeof(SvdfHybrid),
    prepare_hybrid,  run_hybrid};
}  // namespace ops
namespace run {
MOTE_RUN(svdf_s8)
MOTE_RUN(svdf_f32)
MOTE_RUN(svdf_hybrid)
}  // namespace run
}  // namespace mote
