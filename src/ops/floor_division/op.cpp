// SPDX-License-Identifier: Apache-2.0
// FLOOR_DIV, the greatest integer not above the quotient, and FLOOR_MOD, what that leaves, which
// has the divisor's sign; with broadcasting. Source: TFLite operator semantics.
#include "base/float_math.h"
#include "mote/ops.h"
#include "ops/shared/plain_pair.h"

namespace mote {
namespace {

/// The least integer divided by -1 wraps around.
struct Quotient {
  static float of(float a, float b) { return floor_divide_f32(a, b); }
  template <class T>
  static T of(T a, T b) {
    if (b == -1) return static_cast<T>(0 - static_cast<uint32_t>(a));
    const int32_t down = a % b != 0 && (a < 0) != (b < 0) ? 1 : 0;
    return static_cast<T>(a / b - down);
  }
};
struct Rest {
  static float of(float a, float b) { return floor_modulo_f32(a, b); }
  template <class T>
  static T of(T a, T b) {
    if (b == -1) return 0;  // the least integer has no quotient
    const auto rest = static_cast<T>(a % b);
    return rest != 0 && (rest < 0) != (b < 0) ? static_cast<T>(rest + b) : rest;
  }
};

/// Zero divides nothing.
template <class T, class F>
CheckNumber run(const RunContext& context) {
  const auto& p = context.params<PlainPair>();
  const auto* first = context.input<Unaligned<T>>(0);
  const auto* second = context.input<Unaligned<T>>(1);
  auto* output = context.output<T>(0);
  CheckNumber bad = kAllWell;
  for_each_pair(p.broadcast, [&](uint32_t i, uint32_t j, uint32_t out) {
    const T divisor = second[j];
    if (divisor == T(0)) {
      bad = check::DivisionByZero;
      return;
    }
    output[out] = F::of(T{first[i]}, divisor);
  });
  return bad;
}

template <class T>
constexpr OpDef def(uint8_t code, CheckNumber (*run)(const RunContext&)) {
  constexpr TensorType kType = tensor_type_of<T>();
  return {code, kType, kType, kType, kInPlace, sizeof(PlainPair), prepare_bare_pair, run};
}

constexpr uint8_t kDiv = 90, kMod = 95;

}  // namespace

namespace ops {
const OpDef floor_div_f32 = def<float>(kDiv, run<float, Quotient>);
const OpDef floor_div_s8 = def<int8_t>(kDiv, run<int8_t, Quotient>);
const OpDef floor_div_s16 = def<int16_t>(kDiv, run<int16_t, Quotient>);
const OpDef floor_div_s32 = def<int32_t>(kDiv, run<int32_t, Quotient>);
/// NaN for a divisor of zero, as C's fmod.
const OpDef floor_mod_f32 = def<float>(kMod, run_bare_pair<float, float, Rest>);
const OpDef floor_mod_s8 = def<int8_t>(kMod, run<int8_t, Rest>);
const OpDef floor_mod_s16 = def<int16_t>(kMod, run<int16_t, Rest>);
const OpDef floor_mod_s32 = def<int32_t>(kMod, run<int32_t, Rest>);
const OpDef floor_mod_s64 = def<int64_t>(kMod, run<int64_t, Rest>);
}  // namespace ops
namespace run {
MOTE_RUN(floor_div_f32)
MOTE_RUN(floor_div_s8)
MOTE_RUN(floor_div_s16)
MOTE_RUN(floor_div_s32)
MOTE_RUN(floor_mod_f32)
MOTE_RUN(floor_mod_s8)
MOTE_RUN(floor_mod_s16)
MOTE_RUN(floor_mod_s32)
MOTE_RUN(floor_mod_s64)
}  // namespace run
}  // namespace mote
