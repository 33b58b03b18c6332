// SPDX-License-Identifier: Apache-2.0
#include "mote/ops.h"
#include "ops/reduce/reduce.h"
#include "ops/shared/checks.h"
#include "ops/shared/index_list.h"

namespace mote {

namespace {

/// Bit i: axis i is reduced. A scalar has no axis but may be given one.
CheckNumber read_axes(PrepareContext& context, uint32_t rank, uint32_t& reduced) {
  IndexList axes;
  if (const CheckNumber bad = read_indices(context, input_slot(1), 0, IndexList::kMost, axes)) {
    return bad;
  }
  reduced = 0;
  for (uint32_t i = 0; i < axes.count; ++i) {
    uint32_t axis = 0;
    if (!wrap_axis(axes.values[i], rank == 0 ? 1 : rank, axis)) {
      return context.refuse(check::Axis, input_slot(1));
    }
    reduced |= 1U << axis;
  }
  return kAllWell;
}

}  // namespace

CheckNumber fold_reduction(PrepareContext& context, Reduction& reduction, uint32_t& count) {
  if (const CheckNumber bad = check::counts(context, 2, 2)) return bad;
  if (const CheckNumber bad = check::same_type(context, input_slot(0), output_slot(0))) return bad;
  const format::TensorView input = context.input(0);
  if (input.elements() == 0) return context.refuse(check::Empty, input_slot(0));
  uint32_t reduced = 0;
  if (const CheckNumber bad = read_axes(context, input.rank(), reduced)) return bad;
  count = 1;
  bool last = false;
  for (uint32_t i = 0; i < input.rank(); ++i) {
    const bool is_reduced = (reduced >> i & 1) != 0;
    const auto extent = static_cast<uint32_t>(input.dim(i));
    if (extent == 1) continue;
    if (is_reduced) count *= extent;
    if (reduction.axes != 0 && is_reduced == last) {
      reduction.extents[reduction.axes - 1] *= extent;
      continue;
    }
    if (reduction.axes == 0) reduction.first_is_reduced = is_reduced;
    reduction.extents[reduction.axes++] = extent;
    last = is_reduced;
  }
  return context.output(0).elements() == input.elements() / count
             ? kAllWell
             : context.refuse(check::Shape, output_slot(0));
}

namespace {

CheckNumber prepare_plain(PrepareContext& context) {
  auto& p = context.params<ReductionOf>();
  return fold_reduction(context, p.reduction, p.count);
}

CheckNumber prepare_extremum(PrepareContext& context) {
  if (const CheckNumber bad = prepare_plain(context)) return bad;
  return check::same_scale(context, input_slot(0), output_slot(0));
}

template <class T>
struct Numbers;  // what <limits> would say
template <>
struct Numbers<int8_t> {
  using Modular = uint32_t;
  static constexpr int8_t kLowest = INT8_MIN, kHighest = INT8_MAX;
};
template <>
struct Numbers<int16_t> {
  using Modular = uint32_t;
  static constexpr int16_t kLowest = INT16_MIN, kHighest = INT16_MAX;
};
template <>
struct Numbers<int32_t> {
  using Modular = uint32_t;
  static constexpr int32_t kLowest = INT32_MIN, kHighest = INT32_MAX;
};
template <>
struct Numbers<int64_t> {
  using Modular = uint64_t;
  static constexpr int64_t kLowest = INT64_MIN, kHighest = INT64_MAX;
};
template <>
struct Numbers<float> {
  using Modular = float;
  static constexpr float kLowest = -__builtin_inff(), kHighest = __builtin_inff();
};

/// Runs a reduction without quantisation. Names of the functions as in reduce().
template <class T, class A, class Take, class Give>
CheckNumber run_with(const RunContext& context, A start, Take take, Give give) {
  reduce(context.params<ReductionOf>().reduction, context.input<Unaligned<T>>(0),
         context.output<T>(0), start, take, give);
  return kAllWell;
}

/// NaN is never the extremum.
template <class T>
CheckNumber run_max(const RunContext& context) {
  return run_with<T>(
      context, Numbers<T>::kLowest, [](T a, T x) { return x > a ? x : a; }, [](T a) { return a; });
}
template <class T>
CheckNumber run_min(const RunContext& context) {
  return run_with<T>(
      context, Numbers<T>::kHighest, [](T a, T x) { return x < a ? x : a; }, [](T a) { return a; });
}

/// Integers wrap around.
template <class T>
CheckNumber run_sum(const RunContext& context) {
  using A = typename Numbers<T>::Modular;
  return run_with<T>(
      context, A{0}, [](A a, T x) { return a + static_cast<A>(x); },
      [](A a) { return static_cast<T>(a); });
}
template <class T>
CheckNumber run_prod(const RunContext& context) {
  using A = typename Numbers<T>::Modular;
  return run_with<T>(
      context, A{1}, [](A a, T x) { return a * static_cast<A>(x); },
      [](A a) { return static_cast<T>(a); });
}

CheckNumber run_mean_f32(const RunContext& context) {
  const auto count = static_cast<float>(context.params<ReductionOf>().count);
  return run_with<float>(
      context, 0.0F, [](float a, float x) { return a + x; }, [&](float a) { return a / count; });
}

/// Summed in 64 bits, rounded towards zero.
template <class T>
CheckNumber run_mean_int(const RunContext& context) {
  const int64_t count = context.params<ReductionOf>().count;
  return run_with<T>(
      context, uint64_t{0}, [](uint64_t a, T x) { return a + static_cast<uint64_t>(x); },
      [&](uint64_t a) { return static_cast<T>(static_cast<int64_t>(a) / count); });
}

using Bool = uint8_t;
CheckNumber run_all(const RunContext& context) {
  return run_with<Bool>(
      context, true, [](bool a, Bool x) { return a && x != 0; },
      [](bool a) { return static_cast<Bool>(a); });
}
CheckNumber run_any(const RunContext& context) {
  return run_with<Bool>(
      context, false, [](bool a, Bool x) { return a || x != 0; },
      [](bool a) { return static_cast<Bool>(a); });
}

constexpr TensorType kBool = TensorType::Bool;
constexpr TensorType kF32 = TensorType::Float32;
constexpr TensorType kS8 = TensorType::Int8;
constexpr TensorType kS16 = TensorType::Int16;
constexpr TensorType kS32 = TensorType::Int32;
constexpr TensorType kS64 = TensorType::Int64;

/// Of one type, with any axes.
constexpr OpDef plain(uint16_t code, TensorType type, CheckNumber (*run)(const RunContext&)) {
  return {code, type, TensorType::None, type, kInPlace, sizeof(ReductionOf), prepare_plain, run};
}
constexpr OpDef extremum(uint16_t code, TensorType type, CheckNumber (*run)(const RunContext&)) {
  return {code, type, TensorType::None, type, kInPlace, sizeof(ReductionOf), prepare_extremum, run};
}
constexpr uint16_t kMean = 40;
constexpr uint16_t kSum = 74;
constexpr uint16_t kProd = 81;
constexpr uint16_t kMax = 82;
constexpr uint16_t kMin = 89;
constexpr uint16_t kAny = 91;
constexpr uint16_t kAll = 140;

}  // namespace

namespace ops {
const OpDef mean_f32 = plain(kMean, kF32, run_mean_f32);
const OpDef mean_s32 = plain(kMean, kS32, run_mean_int<int32_t>);
const OpDef mean_s64 = plain(kMean, kS64, run_mean_int<int64_t>);
const OpDef sum_f32 = plain(kSum, kF32, run_sum<float>);
const OpDef sum_s32 = plain(kSum, kS32, run_sum<int32_t>);
const OpDef sum_s64 = plain(kSum, kS64, run_sum<int64_t>);
const OpDef reduce_prod_f32 = plain(kProd, kF32, run_prod<float>);
const OpDef reduce_prod_s32 = plain(kProd, kS32, run_prod<int32_t>);
const OpDef reduce_prod_s64 = plain(kProd, kS64, run_prod<int64_t>);
const OpDef reduce_max_f32 = extremum(kMax, kF32, run_max<float>);
const OpDef reduce_max_s8 = extremum(kMax, kS8, run_max<int8_t>);
const OpDef reduce_max_s16 = extremum(kMax, kS16, run_max<int16_t>);
const OpDef reduce_max_s32 = extremum(kMax, kS32, run_max<int32_t>);
const OpDef reduce_max_s64 = extremum(kMax, kS64, run_max<int64_t>);
const OpDef reduce_min_f32 = extremum(kMin, kF32, run_min<float>);
const OpDef reduce_min_s8 = extremum(kMin, kS8, run_min<int8_t>);
const OpDef reduce_min_s16 = extremum(kMin, kS16, run_min<int16_t>);
const OpDef reduce_min_s32 = extremum(kMin, kS32, run_min<int32_t>);
const OpDef reduce_min_s64 = extremum(kMin, kS64, run_min<int64_t>);
const OpDef reduce_all_b = plain(kAll, kBool, run_all);
const OpDef reduce_any_b = plain(kAny, kBool, run_any);
}  // namespace ops
namespace run {
MOTE_RUN(mean_f32)
MOTE_RUN(mean_s32)
MOTE_RUN(mean_s64)
MOTE_RUN(sum_f32)
MOTE_RUN(sum_s32)
MOTE_RUN(sum_s64)
MOTE_RUN(reduce_prod_f32)
MOTE_RUN(reduce_prod_s32)
MOTE_RUN(reduce_prod_s64)
MOTE_RUN(reduce_max_f32)
MOTE_RUN(reduce_max_s8)
MOTE_RUN(reduce_max_s16)
MOTE_RUN(reduce_max_s32)
MOTE_RUN(reduce_max_s64)
MOTE_RUN(reduce_min_f32)
MOTE_RUN(reduce_min_s8)
MOTE_RUN(reduce_min_s16)
MOTE_RUN(reduce_min_s32)
MOTE_RUN(reduce_min_s64)
MOTE_RUN(reduce_all_b)
MOTE_RUN(reduce_any_b)
}  // namespace run
}  // namespace mote
