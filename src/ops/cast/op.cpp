// SPDX-License-Identifier: Apache-2.0
// CAST: every element to another type. Integers are taken modulo the output's range, floats are cut
// towards zero; see notes.md. Source: TFLite operator semantics.
#include "base/bytes.h"
#include "base/float16.h"
#include "mote/ops.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

struct Params {
  uint32_t elements;
};

struct Truth {
  uint8_t byte;
};
struct Half {
  uint16_t bits;
};

template <class T>
constexpr TensorType kType = tensor_type_of<T>();
template <>
constexpr TensorType kType<Truth> = TensorType::Bool;
template <>
constexpr TensorType kType<Half> = TensorType::Float16;

template <class To>
struct Cast {
  static To of(Truth x) { return static_cast<To>(x.byte != 0 ? 1 : 0); }
  template <class From>
  static To of(From x) {
    return static_cast<To>(x);
  }
  static To of(float x) {
    constexpr bool kSigned = To(-1) < To(0);
    constexpr To kMost = kSigned ? To(~(uint64_t{1} << (8 * sizeof(To) - 1))) : To(~To(0));
    constexpr To kLeast = To(~kMost);
    constexpr float kAbove =
        static_cast<float>(uint64_t{1} << (8 * sizeof(To) - (kSigned ? 1 : 0)));
    if (x != x) return 0;
    if (x >= kAbove) return kMost;
    if (x <= static_cast<float>(kLeast)) return kLeast;
    return static_cast<To>(x);
  }
};
template <>
struct Cast<float> {
  static float of(Truth x) { return x.byte != 0 ? 1.0F : 0.0F; }
  static float of(Half x) {
    const uint32_t bits = float_bits_from_half(x.bits);
    float value = 0;
    __builtin_memcpy(&value, &bits, sizeof(value));
    return value;
  }
  template <class From>
  static float of(From x) {
    return static_cast<float>(x);
  }
};
template <>
struct Cast<Half> {
  static Half of(float x) {
    uint32_t bits = 0;
    __builtin_memcpy(&bits, &x, sizeof(bits));
    return {half_from_float_bits(bits)};
  }
};
template <>
struct Cast<Truth> {
  static Truth of(Truth x) { return {x.byte != 0}; }
  template <class From>
  static Truth of(From x) {
    return {x != From(0)};
  }
};

CheckNumber prepare(PrepareContext& context) {
  if (const CheckNumber bad = check::counts(context, 1, 1)) return bad;
  context.params<Params>().elements = context.input(0).elements();
  return check::same_elements(context);
}

template <class From, class To>
CheckNumber run(const RunContext& context) {
  const uint32_t elements = context.params<Params>().elements;
  const auto* input = context.input<Unaligned<From>>(0);
  auto* output = context.output<To>(0);
  for (uint32_t i = 0; i < elements; ++i) {
    const From x = input[i];
    output[i] = Cast<To>::of(x);
  }
  return kAllWell;
}

template <class From, class To>
constexpr OpDef def() {
  return {53,       kType<From>,    TensorType::None, kType<To>,
          kInPlace, sizeof(Params), prepare,          run<From, To>};
}

}  // namespace

namespace ops {
const OpDef cast_s8_s8 = def<int8_t, int8_t>();
const OpDef cast_s8_s16 = def<int8_t, int16_t>();
const OpDef cast_s8_s32 = def<int8_t, int32_t>();
const OpDef cast_s8_s64 = def<int8_t, int64_t>();
const OpDef cast_s8_u8 = def<int8_t, uint8_t>();
const OpDef cast_s8_u32 = def<int8_t, uint32_t>();
const OpDef cast_s8_f32 = def<int8_t, float>();
const OpDef cast_s8_b = def<int8_t, Truth>();
const OpDef cast_s16_s8 = def<int16_t, int8_t>();
const OpDef cast_s16_s16 = def<int16_t, int16_t>();
const OpDef cast_s16_s32 = def<int16_t, int32_t>();
const OpDef cast_s16_s64 = def<int16_t, int64_t>();
const OpDef cast_s16_u8 = def<int16_t, uint8_t>();
const OpDef cast_s16_u32 = def<int16_t, uint32_t>();
const OpDef cast_s16_f32 = def<int16_t, float>();
const OpDef cast_s16_b = def<int16_t, Truth>();
const OpDef cast_s32_s8 = def<int32_t, int8_t>();
const OpDef cast_s32_s16 = def<int32_t, int16_t>();
const OpDef cast_s32_s32 = def<int32_t, int32_t>();
const OpDef cast_s32_s64 = def<int32_t, int64_t>();
const OpDef cast_s32_u8 = def<int32_t, uint8_t>();
const OpDef cast_s32_u32 = def<int32_t, uint32_t>();
const OpDef cast_s32_f32 = def<int32_t, float>();
const OpDef cast_s32_b = def<int32_t, Truth>();
const OpDef cast_s64_s8 = def<int64_t, int8_t>();
const OpDef cast_s64_s16 = def<int64_t, int16_t>();
const OpDef cast_s64_s32 = def<int64_t, int32_t>();
const OpDef cast_s64_s64 = def<int64_t, int64_t>();
const OpDef cast_s64_u8 = def<int64_t, uint8_t>();
const OpDef cast_s64_u32 = def<int64_t, uint32_t>();
const OpDef cast_s64_f32 = def<int64_t, float>();
const OpDef cast_s64_b = def<int64_t, Truth>();
const OpDef cast_u8_s8 = def<uint8_t, int8_t>();
const OpDef cast_u8_s16 = def<uint8_t, int16_t>();
const OpDef cast_u8_s32 = def<uint8_t, int32_t>();
const OpDef cast_u8_s64 = def<uint8_t, int64_t>();
const OpDef cast_u8_u8 = def<uint8_t, uint8_t>();
const OpDef cast_u8_u32 = def<uint8_t, uint32_t>();
const OpDef cast_u8_f32 = def<uint8_t, float>();
const OpDef cast_u8_b = def<uint8_t, Truth>();
const OpDef cast_u32_s8 = def<uint32_t, int8_t>();
const OpDef cast_u32_s16 = def<uint32_t, int16_t>();
const OpDef cast_u32_s32 = def<uint32_t, int32_t>();
const OpDef cast_u32_s64 = def<uint32_t, int64_t>();
const OpDef cast_u32_u8 = def<uint32_t, uint8_t>();
const OpDef cast_u32_u32 = def<uint32_t, uint32_t>();
const OpDef cast_u32_f32 = def<uint32_t, float>();
const OpDef cast_u32_b = def<uint32_t, Truth>();
const OpDef cast_f32_s8 = def<float, int8_t>();
const OpDef cast_f32_s16 = def<float, int16_t>();
const OpDef cast_f32_s32 = def<float, int32_t>();
const OpDef cast_f32_s64 = def<float, int64_t>();
const OpDef cast_f32_u8 = def<float, uint8_t>();
const OpDef cast_f32_u32 = def<float, uint32_t>();
const OpDef cast_f32_f32 = def<float, float>();
const OpDef cast_f32_b = def<float, Truth>();
const OpDef cast_b_s8 = def<Truth, int8_t>();
const OpDef cast_b_s16 = def<Truth, int16_t>();
const OpDef cast_b_s32 = def<Truth, int32_t>();
const OpDef cast_b_s64 = def<Truth, int64_t>();
const OpDef cast_b_u8 = def<Truth, uint8_t>();
const OpDef cast_b_u32 = def<Truth, uint32_t>();
const OpDef cast_b_f32 = def<Truth, float>();
const OpDef cast_b_b = def<Truth, Truth>();
const OpDef cast_f16_f32 = def<Half, float>();
const OpDef cast_f32_f16 = def<float, Half>();
}  // namespace ops
namespace run {
MOTE_RUN(cast_s8_s8)
MOTE_RUN(cast_s8_s16)
MOTE_RUN(cast_s8_s32)
MOTE_RUN(cast_s8_s64)
MOTE_RUN(cast_s8_u8)
MOTE_RUN(cast_s8_u32)
MOTE_RUN(cast_s8_f32)
MOTE_RUN(cast_s8_b)
MOTE_RUN(cast_s16_s8)
MOTE_RUN(cast_s16_s16)
MOTE_RUN(cast_s16_s32)
MOTE_RUN(cast_s16_s64)
MOTE_RUN(cast_s16_u8)
MOTE_RUN(cast_s16_u32)
MOTE_RUN(cast_s16_f32)
MOTE_RUN(cast_s16_b)
MOTE_RUN(cast_s32_s8)
MOTE_RUN(cast_s32_s16)
MOTE_RUN(cast_s32_s32)
MOTE_RUN(cast_s32_s64)
MOTE_RUN(cast_s32_u8)
MOTE_RUN(cast_s32_u32)
MOTE_RUN(cast_s32_f32)
MOTE_RUN(cast_s32_b)
MOTE_RUN(cast_s64_s8)
MOTE_RUN(cast_s64_s16)
MOTE_RUN(cast_s64_s32)
MOTE_RUN(cast_s64_s64)
MOTE_RUN(cast_s64_u8)
MOTE_RUN(cast_s64_u32)
MOTE_RUN(cast_s64_f32)
MOTE_RUN(cast_s64_b)
MOTE_RUN(cast_u8_s8)
MOTE_RUN(cast_u8_s16)
MOTE_RUN(cast_u8_s32)
MOTE_RUN(cast_u8_s64)
MOTE_RUN(cast_u8_u8)
MOTE_RUN(cast_u8_u32)
MOTE_RUN(cast_u8_f32)
MOTE_RUN(cast_u8_b)
MOTE_RUN(cast_u32_s8)
MOTE_RUN(cast_u32_s16)
MOTE_RUN(cast_u32_s32)
MOTE_RUN(cast_u32_s64)
MOTE_RUN(cast_u32_u8)
MOTE_RUN(cast_u32_u32)
MOTE_RUN(cast_u32_f32)
MOTE_RUN(cast_u32_b)
MOTE_RUN(cast_f32_s8)
MOTE_RUN(cast_f32_s16)
MOTE_RUN(cast_f32_s32)
MOTE_RUN(cast_f32_s64)
MOTE_RUN(cast_f32_u8)
MOTE_RUN(cast_f32_u32)
MOTE_RUN(cast_f32_f32)
MOTE_RUN(cast_f32_b)
MOTE_RUN(cast_b_s8)
MOTE_RUN(cast_b_s16)
MOTE_RUN(cast_b_s32)
MOTE_RUN(cast_b_s64)
MOTE_RUN(cast_b_u8)
MOTE_RUN(cast_b_u32)
MOTE_RUN(cast_b_f32)
MOTE_RUN(cast_b_b)
MOTE_RUN(cast_f16_f32)
MOTE_RUN(cast_f32_f16)
}  // namespace run
}  // namespace mote
