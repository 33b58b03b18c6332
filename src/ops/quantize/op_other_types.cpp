// SPDX-License-Identifier: Apache-2.0
// QUANTIZE from and to other types than int8, apart so that int8 images hold none of it.
#include "base/float_math.h"
#include "base/real.h"
#include "mote/ops.h"
#include "ops/quantize/quantize.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

template <class T>
constexpr int64_t kLowest = T(-1) < T(0) ? -(int64_t{1} << (8 * sizeof(T) - 1)) : 0;
template <class T>
constexpr int64_t kGreatest = kLowest<T> + (int64_t{1} << (8 * sizeof(T))) - 1;

CheckNumber check_shapes(PrepareContext& context) {
  if (const CheckNumber bad = check::counts(context, 1, 1)) return bad;
  if (const CheckNumber bad = check::same_elements(context)) return bad;
  return check::per_tensor(context, output_slot(0));
}

CheckNumber prepare_f32(PrepareContext& context) {
  if (const CheckNumber bad = check_shapes(context)) return bad;
  const format::TensorView output = context.output(0);
  auto& p = context.params<QuantizeF32S8>();
  p.elements = output.elements();
  const uint32_t scale = output.scale_bits();
  __builtin_memcpy(&p.scale, &scale, sizeof(scale));
  p.zero_point = output.zero_point();
  return kAllWell;
}

template <class T>
CheckNumber run_f32(const RunContext& context) {
  const auto& p = context.params<QuantizeF32S8>();
  const auto* input = context.input<Unaligned<float>>(0);
  auto* output = context.output<T>(0);
  for (uint32_t i = 0; i < p.elements; ++i) {
    const int64_t value = int64_t{round_half_away(float{input[i]} / p.scale)} + p.zero_point;
    output[i] = static_cast<T>(clamp<int64_t>(value, kLowest<T>, kGreatest<T>));
  }
  return kAllWell;
}

/// kMostShift: so that an element without its zero point, of one bit more than its type, does not
/// leave 32 bits; int32 saturates instead.
template <int kMostShift>
CheckNumber prepare_rescale(PrepareContext& context) {
  if (const CheckNumber bad = check_shapes(context)) return bad;
  if (const CheckNumber bad = check::per_tensor(context, input_slot(0))) return bad;
  const format::TensorView input = context.input(0);
  const format::TensorView output = context.output(0);
  auto& p = context.params<QuantizeS8S8>();
  const Real scale = real_from_float_bits(input.scale_bits());
  p = {output.elements(), rescale_from_ratio(scale, output.scale_bits()), input.zero_point(),
       output.zero_point()};
  return p.factor.shift > kMostShift ? context.refuse(check::ScaleRange, output_slot(0)) : kAllWell;
}

int32_t rescale_saturating(int64_t x, const Rescale& factor) {
  const int32_t left = factor.shift > 0 ? factor.shift : 0;
  const auto narrow = static_cast<int32_t>(clamp<int64_t>(x, INT32_MIN, INT32_MAX));
  return rescale(shift_left_saturating(narrow, left), factor.multiplier, factor.shift - left);
}

template <class From, class To>
CheckNumber run_rescale(const RunContext& context) {
  const auto& p = context.params<QuantizeS8S8>();
  const auto* input = context.input<Unaligned<From>>(0);
  auto* output = context.output<To>(0);
  for (uint32_t i = 0; i < p.elements; ++i) {
    const int64_t x = int64_t{From{input[i]}} - p.input_zero_point;
    const int64_t value = int64_t{rescale_saturating(x, p.factor)} + p.output_zero_point;
    output[i] = static_cast<To>(clamp<int64_t>(value, kLowest<To>, kGreatest<To>));
  }
  return kAllWell;
}

template <class To>
constexpr OpDef from_f32() {
  return {114,      TensorType::Float32,   TensorType::None, tensor_type_of<To>(),
          kInPlace, sizeof(QuantizeF32S8), prepare_f32,      run_f32<To>};
}

template <class From, class To>
constexpr OpDef from_quantized() {
  constexpr int kMostShift = sizeof(From) == 1 ? 22 : sizeof(From) == 2 ? 15 : 30;
  return {114,
          tensor_type_of<From>(),
          TensorType::None,
          tensor_type_of<To>(),
          kInPlace,
          sizeof(QuantizeS8S8),
          prepare_rescale<kMostShift>,
          run_rescale<From, To>};
}

}  // namespace

namespace ops {
const OpDef quantize_f32_s16 = from_f32<int16_t>();
const OpDef quantize_f32_u8 = from_f32<uint8_t>();
const OpDef quantize_s8_u8 = from_quantized<int8_t, uint8_t>();
const OpDef quantize_s8_s16 = from_quantized<int8_t, int16_t>();
const OpDef quantize_s8_s32 = from_quantized<int8_t, int32_t>();
const OpDef quantize_u8_u8 = from_quantized<uint8_t, uint8_t>();
const OpDef quantize_u8_s8 = from_quantized<uint8_t, int8_t>();
const OpDef quantize_s16_s8 = from_quantized<int16_t, int8_t>();
const OpDef quantize_s16_s16 = from_quantized<int16_t, int16_t>();
const OpDef quantize_s16_s32 = from_quantized<int16_t, int32_t>();
const OpDef quantize_s32_s8 = from_quantized<int32_t, int8_t>();
const OpDef quantize_s32_s16 = from_quantized<int32_t, int16_t>();
}  // namespace ops
namespace run {
MOTE_RUN(quantize_f32_s16)
MOTE_RUN(quantize_f32_u8)
MOTE_RUN(quantize_s8_u8)
MOTE_RUN(quantize_s8_s16)
MOTE_RUN(quantize_s8_s32)
MOTE_RUN(quantize_u8_u8)
MOTE_RUN(quantize_u8_s8)
MOTE_RUN(quantize_s16_s8)
MOTE_RUN(quantize_s16_s16)
MOTE_RUN(quantize_s16_s32)
MOTE_RUN(quantize_s32_s8)
MOTE_RUN(quantize_s32_s16)
}  // namespace run
}  // namespace mote
