// SPDX-License-Identifier: Apache-2.0
// ABS and NEG. Source: TFLite operator semantics.
#include "mote/ops.h"
#include "ops/shared/unary.h"

namespace mote {
namespace {

struct PlainParams {
  uint32_t elements;
};

/// The least integer is its own negative and its own magnitude.
struct Neg {
  static float of(float x) { return -x; }
  static int32_t of(int32_t x) { return static_cast<int32_t>(0 - static_cast<uint32_t>(x)); }
  static int64_t of(int64_t x) { return static_cast<int64_t>(0 - static_cast<uint64_t>(x)); }
};
struct Abs {
  static float of(float x) { return __builtin_fabsf(x); }
  static int32_t of(int32_t x) { return x < 0 ? Neg::of(x) : x; }
  static int64_t of(int64_t x) { return x < 0 ? Neg::of(x) : x; }
};

CheckNumber prepare_plain(PrepareContext& context) {
  if (const CheckNumber bad = check_unary(context)) return bad;
  context.params<PlainParams>().elements = context.input(0).elements();
  return kAllWell;
}

template <class T, class F>
CheckNumber run_plain(const RunContext& context) {
  map_elements<T>(context, context.params<PlainParams>().elements, [](T x) { return F::of(x); });
  return kAllWell;
}

/// Small integers: quantised, or plain ones if neither tensor has a scale.
struct SmallParams {
  Requantize requantize;
  RangeS32 range;
};

template <class T>
CheckNumber prepare_small(PrepareContext& context) {
  auto& p = context.params<SmallParams>();
  p.range = range_of<T>();
  if (const CheckNumber bad = check_unary(context)) return bad;
  if (context.input(0).is_quantized() || context.output(0).is_quantized()) {
    return fold_requantize(context, p.requantize);
  }
  p.requantize = {context.input(0).elements(), {1 << 30, 1}, 0, 0};
  p.range.high = -p.range.low;  // which wraps around to the least when it is stored
  return kAllWell;
}

template <class T, class F>
CheckNumber run_small(const RunContext& context) {
  const auto& p = context.params<SmallParams>();
  const Requantize& r = p.requantize;
  map_elements<T>(context, r.elements, [&p, &r](int32_t element) {
    const int32_t y = rescale(F::of(element - r.input_zero_point), r.factor);
    return static_cast<T>(clamp(y + r.output_zero_point, p.range.low, p.range.high));
  });
  return kAllWell;
}

constexpr uint8_t kAbs = 101;
constexpr uint8_t kNeg = 59;

template <class T, class F>
constexpr OpDef plain(uint8_t code) {
  return {code,     tensor_type_of<T>(), TensorType::None, tensor_type_of<T>(),
          kInPlace, sizeof(PlainParams), prepare_plain,    run_plain<T, F>};
}
template <class T, class F>
constexpr OpDef small(uint8_t code) {
  return {code,     tensor_type_of<T>(), TensorType::None, tensor_type_of<T>(),
          kInPlace, sizeof(SmallParams), prepare_small<T>, run_small<T, F>};
}

}  // namespace

namespace ops {
const OpDef abs_s8 = small<int8_t, Abs>(kAbs);
const OpDef abs_s16 = small<int16_t, Abs>(kAbs);
const OpDef abs_s32 = plain<int32_t, Abs>(kAbs);
const OpDef abs_s64 = plain<int64_t, Abs>(kAbs);
const OpDef abs_f32 = plain<float, Abs>(kAbs);
const OpDef neg_s8 = small<int8_t, Neg>(kNeg);
const OpDef neg_s16 = small<int16_t, Neg>(kNeg);
const OpDef neg_s32 = plain<int32_t, Neg>(kNeg);
const OpDef neg_s64 = plain<int64_t, Neg>(kNeg);
const OpDef neg_f32 = plain<float, Neg>(kNeg);
}  // namespace ops
namespace run {
MOTE_RUN(abs_s8)
MOTE_RUN(abs_s16)
MOTE_RUN(abs_s32)
MOTE_RUN(abs_s64)
MOTE_RUN(abs_f32)
MOTE_RUN(neg_s8)
MOTE_RUN(neg_s16)
MOTE_RUN(neg_s32)
MOTE_RUN(neg_s64)
MOTE_RUN(neg_f32)
}  // namespace run
}  // namespace mote
