// SPDX-License-Identifier: Apache-2.0
// GELU: x times the normal distribution function of x, or its approximation by tanh.
// Source: TFLite operator semantics.
#include "base/float_math.h"
#include "mote/ops.h"
#include "ops/shared/table_s8.h"

namespace mote {
namespace {

enum Option : uint32_t { kApproximate };

struct GeluF32 {
  uint32_t elements;
  uint32_t is_approximate;
};

constexpr float kRootOfHalfF32 = 0.707106769F;
constexpr float kRootOf2OverPiF32 = 0.797884583F;
constexpr float kCubeFactorF32 = 0.044715F;
// The same floats.
constexpr Real kRootOfHalf{0xB504F3, -24};
constexpr Real kRootOf2OverPi{0xCC422A, -24};
constexpr Real kCubeFactor{0xB72713, -28};

Real float_product(const Real& a, const Real& b) { return round_to_float(multiply(a, b)); }

SignedReal gelu(const SignedReal& x) {
  const ErrorFunction e = error_function(float_product(x.magnitude, kRootOfHalf));
  const Real factor = round_to_float(x.is_negative ? e.one_minus : e.one_plus);
  return {float_product(times_power_of_two(x.magnitude, -1), factor), x.is_negative};
}

SignedReal approximate_gelu(const SignedReal& x) {
  const Real& m = x.magnitude;
  const Real cube = float_product(float_product(float_product(kCubeFactor, m), m), m);
  const Real argument = float_product(round_to_float(sum(m, cube)), kRootOf2OverPi);
  const Real tanh = round_to_float(tanh_of(argument));
  constexpr Real kOne{1, 0};
  const Real factor = round_to_float(x.is_negative ? distance(kOne, tanh) : sum(kOne, tanh));
  return {float_product(times_power_of_two(m, -1), factor), x.is_negative};
}

bool is_approximate(PrepareContext& context) {
  return context.option<uint8_t>(kApproximate, 0) != 0;
}

CheckNumber prepare_s8(PrepareContext& context) {
  return fold_table_s8(context, is_approximate(context) ? approximate_gelu : gelu);
}

CheckNumber prepare_f32(PrepareContext& context) {
  if (const CheckNumber bad = check_unary(context)) return bad;
  context.params<GeluF32>() = {context.input(0).elements(), is_approximate(context) ? 1U : 0U};
  return kAllWell;
}

CheckNumber run_f32(const RunContext& context) {
  const auto& p = context.params<GeluF32>();
  map_elements<float>(context, p.elements, [&p](float x) {
    if (p.is_approximate == 0) return 0.5F * x * erfc_f32(-kRootOfHalfF32 * x);
    const float argument = kRootOf2OverPiF32 * (x + kCubeFactorF32 * x * x * x);
    return 0.5F * x * (1.0F + tanh_f32(argument));
  });
  return kAllWell;
}

constexpr uint8_t kCode = 150;

}  // namespace

namespace ops {
const OpDef gelu_s8{kCode,    TensorType::Int8, TensorType::None, TensorType::Int8,
                    kInPlace, sizeof(TableS8),  prepare_s8,       run_table_s8};
const OpDef gelu_f32{kCode,    TensorType::Float32, TensorType::None, TensorType::Float32,
                     kInPlace, sizeof(GeluF32),     prepare_f32,      run_f32};
}  // namespace ops
namespace run {
MOTE_RUN(gelu_s8)
MOTE_RUN(gelu_f32)
}  // namespace run
}  // namespace mote
