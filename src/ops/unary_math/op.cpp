// SPDX-License-Identifier: Apache-2.0
// Functions of one number, element by element: SIN, COS, LOG, EXP, SQRT, RSQRT, SQUARE, CEIL,
// FLOOR, ROUND (ties to even) and SIGN. Quantised RSQRT is in the room rsqrt.
// Source: TFLite operator semantics.
#include "base/bytes.h"
#include "base/float_math.h"
#include "mote/ops.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

struct Params {
  uint32_t elements;
};

CheckNumber prepare(PrepareContext& context) {
  if (const CheckNumber bad = check::counts(context, 1, 1)) return bad;
  context.params<Params>().elements = context.input(0).elements();
  return check::same_elements(context);
}

template <class T, T (*kFunction)(T)>
CheckNumber run(const RunContext& context) {
  const uint32_t elements = context.params<Params>().elements;
  const auto* input = context.input<Unaligned<T>>(0);
  auto* output = context.output<T>(0);
  for (uint32_t i = 0; i < elements; ++i) output[i] = kFunction(input[i]);
  return kAllWell;
}

float rsqrt(float x) { return 1.0F / sqrt_f32(x); }
float square(float x) { return x * x; }

/// NaN gives 0.
template <class T>
T sign(T x) {
  if (x > T(0)) return T(1);
  return x < T(0) ? T(-1) : T(0);
}

template <class T, T (*kFunction)(T)>
constexpr OpDef def(uint16_t code) {
  return {code,     tensor_type_of<T>(), TensorType::None, tensor_type_of<T>(),
          kInPlace, sizeof(Params),      prepare,          run<T, kFunction>};
}

}  // namespace

namespace ops {
const OpDef ceil_f32 = def<float, mote::ceil_f32>(104);
const OpDef cos_f32 = def<float, mote::cos_f32>(108);
const OpDef exp_f32 = def<float, mote::exp_f32>(47);
const OpDef floor_f32 = def<float, mote::floor_f32>(8);
const OpDef log_f32 = def<float, mote::log_f32>(73);
const OpDef round_f32 = def<float, mote::round_half_even_f32>(116);
const OpDef rsqrt_f32 = def<float, rsqrt>(76);
const OpDef sign_f32 = def<float, sign<float>>(158);
const OpDef sign_s32 = def<int32_t, sign<int32_t>>(158);
const OpDef sin_f32 = def<float, mote::sin_f32>(66);
const OpDef sqrt_f32 = def<float, mote::sqrt_f32>(75);
const OpDef square_f32 = def<float, square>(92);
}  // namespace ops
namespace run {
MOTE_RUN(ceil_f32)
MOTE_RUN(cos_f32)
MOTE_RUN(exp_f32)
MOTE_RUN(floor_f32)
MOTE_RUN(log_f32)
MOTE_RUN(round_f32)
MOTE_RUN(rsqrt_f32)
MOTE_RUN(sign_f32)
MOTE_RUN(sign_s32)
MOTE_RUN(sin_f32)
MOTE_RUN(sqrt_f32)
MOTE_RUN(square_f32)
}  // namespace run
}  // namespace mote
