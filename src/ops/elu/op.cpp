// SPDX-License-Identifier: Apache-2.0
// ELU: x where it is not negative, e^x - 1 elsewhere.
// Source: TFLite operator semantics.
#include "base/float_math.h"
#include "mote/ops.h"
#include "ops/shared/table_s8.h"

namespace mote {
namespace {

struct EluF32 {
  uint32_t elements;
};

/// The difference is a float's: small x lose bits, see notes.md.
SignedReal elu(const SignedReal& x) {
  if (!x.is_negative) return x;
  const Real power = round_to_float(exp_of_minus(x.magnitude));
  return {round_to_float(distance({1, 0}, power)), true};
}

CheckNumber prepare_s8(PrepareContext& context) { return fold_table_s8(context, elu); }

CheckNumber prepare_f32(PrepareContext& context) {
  if (const CheckNumber bad = check_unary(context)) return bad;
  context.params<EluF32>().elements = context.input(0).elements();
  return kAllWell;
}

CheckNumber run_f32(const RunContext& context) {
  map_elements<float>(context, context.params<EluF32>().elements,
                      [](float x) { return x < 0 ? expm1_f32(x) : x; });
  return kAllWell;
}

constexpr uint8_t kCode = 111;

}  // namespace

namespace ops {
const OpDef elu_s8{kCode,    TensorType::Int8, TensorType::None, TensorType::Int8,
                   kInPlace, sizeof(TableS8),  prepare_s8,       run_table_s8};
const OpDef elu_f32{kCode,    TensorType::Float32, TensorType::None, TensorType::Float32,
                    kInPlace, sizeof(EluF32),      prepare_f32,      run_f32};
}  // namespace ops
namespace run {
MOTE_RUN(elu_s8)
MOTE_RUN(elu_f32)
}  // namespace run
}  // namespace mote
