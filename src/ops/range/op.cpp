// SPDX-License-Identifier: Apache-2.0
// RANGE: start, start + delta and so on before the limit. All three are constants, because they
// decide how many elements there are. Source: TFLite operator semantics.
#include "base/bytes.h"
#include "mote/ops.h"
#include "ops/shared/checks.h"

namespace mote {
namespace check {
#define MOTE_CHECK(name, number, sentence, advice) constexpr CheckNumber name = number;
#include "ops/range/checks.inc"
#undef MOTE_CHECK
}  // namespace check

namespace {

template <class T>
struct Params {
  T start, delta;
  uint32_t count;
};

/// How many elements there are; false if the step leads away from the limit. U: unsigned.
template <class T, class U>
bool count_steps(T start, T limit, T delta, uint64_t& count) {
  if (delta == 0 || (delta > 0 ? limit < start : limit > start)) return false;
  const U distance = delta > 0 ? static_cast<U>(limit) - static_cast<U>(start)
                               : static_cast<U>(start) - static_cast<U>(limit);
  const U step = delta > 0 ? static_cast<U>(delta) : U{0} - static_cast<U>(delta);
  count = distance / step + (distance % step != 0 ? 1 : 0);
  return true;
}

/// As a float quotient says; beyond any tensor's size if it is not a number.
bool count_steps(float start, float limit, float delta, uint64_t& count) {
  if (!(delta > 0 ? limit >= start : delta < 0 && limit <= start)) return false;
  const float quotient = (limit - start) / delta;
  count = UINT32_MAX;
  if (!(quotient < 2147483648.0F)) return true;
  const auto whole = static_cast<uint32_t>(quotient);
  count = whole + (static_cast<float>(whole) < quotient ? 1U : 0U);
  return true;
}

template <class T>
CheckNumber read(PrepareContext& context, uint32_t i, T& value) {
  const format::TensorView tensor = context.input(i);
  if (tensor.type() != tensor_type_of<T>()) return context.refuse(check::Type, input_slot(i));
  if (tensor.elements() != 1) return context.refuse(check::Shape, input_slot(i));
  if (!tensor.is_constant()) return context.refuse(check::NotConstant, input_slot(i));
  value = load<T>(tensor.constant_bytes());
  return kAllWell;
}

template <class T, class Count>
CheckNumber fold(PrepareContext& context, Count count_steps) {
  if (const CheckNumber bad = check::counts(context, 3, 3)) return bad;
  auto& p = context.params<Params<T>>();
  T limit{};
  if (const CheckNumber bad = read(context, 0, p.start)) return bad;
  if (const CheckNumber bad = read(context, 1, limit)) return bad;
  if (const CheckNumber bad = read(context, 2, p.delta)) return bad;
  uint64_t count = 0;
  if (!count_steps(p.start, limit, p.delta, count))
    return context.refuse(check::Delta, input_slot(2));
  const format::TensorView output = context.output(0);
  if (output.rank() != 1) return context.refuse(check::Rank, output_slot(0));
  if (output.elements() != count) return context.refuse(check::Shape, output_slot(0));
  p.count = output.elements();
  return kAllWell;
}

template <class T, class U>
CheckNumber prepare(PrepareContext& context) {
  return fold<T>(context, count_steps<T, U>);
}
CheckNumber prepare_f32(PrepareContext& context) {
  return fold<float>(context, [](float start, float limit, float delta, uint64_t& count) {
    return count_steps(start, limit, delta, count);
  });
}

/// U: unsigned for integers, so that the step after the last may pass the type's end.
template <class T, class U>
CheckNumber run(const RunContext& context) {
  const auto& p = context.params<Params<T>>();
  auto* output = context.output<T>(0);
  auto value = static_cast<U>(p.start);
  for (uint32_t i = 0; i < p.count; ++i) {
    output[i] = static_cast<T>(value);
    value += static_cast<U>(p.delta);
  }
  return kAllWell;
}

template <class T>
constexpr OpDef entry(CheckNumber (*prepare)(PrepareContext&),
                      CheckNumber (*run)(const RunContext&)) {
  constexpr TensorType kType = tensor_type_of<T>();
  return {96, kType, kType, kType, 0, sizeof(Params<T>), prepare, run};
}

}  // namespace

namespace ops {
const OpDef range_f32 = entry<float>(prepare_f32, run<float, float>);
const OpDef range_s32 = entry<int32_t>(prepare<int32_t, uint32_t>, run<int32_t, uint32_t>);
const OpDef range_s64 = entry<int64_t>(prepare<int64_t, uint64_t>, run<int64_t, uint64_t>);
}  // namespace ops
namespace run {
MOTE_RUN(range_f32)
MOTE_RUN(range_s32)
MOTE_RUN(range_s64)
}  // namespace run
}  // namespace mote
