// SPDX-License-Identifier: Apache-2.0
// EQUAL, NOT_EQUAL, GREATER, GREATER_EQUAL, LESS and LESS_EQUAL, element by element, with
// broadcasting. One kernel a type: an operator is the set of orders that it calls true. Which types
// are compared as real numbers and which as stored: notes.md.
// Source: TFLite operator semantics.
#include "base/real.h"
#include "mote/ops.h"
#include "ops/shared/plain_pair.h"

namespace mote {
namespace {

enum Order : uint8_t { kLess = 1, kEqual = 2, kGreater = 4, kUnordered = 8 };

struct Comparison {
  Broadcast broadcast;
  Rescale first, second;  ///< of quantised tensors: their scales
  int32_t first_zero_point, second_zero_point;
  uint8_t true_orders;
};

template <class T>
uint8_t order(T a, T b) {
  if (a < b) return kLess;
  if (a == b) return kEqual;
  return a > b ? kGreater : kUnordered;
}

template <uint8_t kTrueOrders>
CheckNumber prepare(PrepareContext& context) {
  if (const CheckNumber bad = check::counts(context, 2, 2)) return bad;
  if (context.input(0).type() == TensorType::Int16) {
    if (const CheckNumber bad = check::same_scale(context, input_slot(0), input_slot(1)))
      return bad;
  }
  auto& p = context.params<Comparison>();
  p.true_orders = kTrueOrders;
  return fold_broadcast(context, p.broadcast);
}

CheckNumber fold_scaled(PrepareContext& context, uint8_t true_orders) {
  if (const CheckNumber bad = check::counts(context, 2, 2)) return bad;
  auto& p = context.params<Comparison>();
  p.true_orders = true_orders;
  for (uint32_t i = 0; i < 2; ++i) {
    if (const CheckNumber bad = check::per_tensor(context, input_slot(i))) return bad;
    const uint32_t scale = context.input(i).scale_bits();
    const Rescale factor = rescale_from_real(real_from_float_bits(scale));
    // 17 bits and 8 of headroom.
    if (factor.shift > 6) return context.refuse(check::ScaleRange, input_slot(i));
    (i == 0 ? p.first : p.second) = factor;
    (i == 0 ? p.first_zero_point : p.second_zero_point) = context.input(i).zero_point();
  }
  return fold_broadcast(context, p.broadcast);
}

template <uint8_t kTrueOrders>
CheckNumber prepare_scaled(PrepareContext& context) {
  return fold_scaled(context, kTrueOrders);
}

template <class T>
CheckNumber run_plain(const RunContext& context) {
  const auto& p = context.params<Comparison>();
  const auto* first = context.input<Unaligned<T>>(0);
  const auto* second = context.input<Unaligned<T>>(1);
  auto* output = context.output<uint8_t>(0);
  for_each_pair(p.broadcast, [&](uint32_t i, uint32_t j, uint32_t out) {
    output[out] = (order<T>(first[i], second[j]) & p.true_orders) != 0 ? 1 : 0;
  });
  return kAllWell;
}

/// Both sides in real numbers times 2^8.
template <class T>
CheckNumber run_scaled(const RunContext& context) {
  constexpr int32_t kHeadroom = 1 << 8;
  const auto& p = context.params<Comparison>();
  const auto* first = context.input<Unaligned<T>>(0);
  const auto* second = context.input<Unaligned<T>>(1);
  auto* output = context.output<uint8_t>(0);
  for_each_pair(p.broadcast, [&](uint32_t i, uint32_t j, uint32_t out) {
    const int32_t a = rescale((T{first[i]} - p.first_zero_point) * kHeadroom, p.first);
    const int32_t b = rescale((T{second[j]} - p.second_zero_point) * kHeadroom, p.second);
    output[out] = (order(a, b) & p.true_orders) != 0 ? 1 : 0;
  });
  return kAllWell;
}

constexpr uint8_t kNotEqual = kLess | kGreater | kUnordered;
constexpr uint8_t kGreaterEqual = kGreater | kEqual;
constexpr uint8_t kLessEqual = kLess | kEqual;
constexpr uint32_t kBytes = sizeof(Comparison);
constexpr TensorType kS8 = TensorType::Int8, kS16 = TensorType::Int16, kS32 = TensorType::Int32,
                     kS64 = TensorType::Int64, kF32 = TensorType::Float32, kB = TensorType::Bool;

}  // namespace

namespace ops {
const OpDef equal_s8{71, kS8, kS8, kB, false, kBytes, prepare_scaled<kEqual>, run_scaled<int8_t>};
const OpDef equal_s16{
    71, kS16, kS16, kB, false, kBytes, prepare_scaled<kEqual>, run_scaled<int16_t>};
const OpDef equal_s32{71, kS32, kS32, kB, false, kBytes, prepare<kEqual>, run_plain<int32_t>};
const OpDef equal_s64{71, kS64, kS64, kB, false, kBytes, prepare<kEqual>, run_plain<int64_t>};
const OpDef equal_f32{71, kF32, kF32, kB, false, kBytes, prepare<kEqual>, run_plain<float>};
const OpDef equal_b{71, kB, kB, kB, false, kBytes, prepare<kEqual>, run_plain<uint8_t>};
const OpDef not_equal_s8{
    72, kS8, kS8, kB, false, kBytes, prepare_scaled<kNotEqual>, run_scaled<int8_t>};
const OpDef not_equal_s16{
    72, kS16, kS16, kB, false, kBytes, prepare_scaled<kNotEqual>, run_scaled<int16_t>};
const OpDef not_equal_s32{
    72, kS32, kS32, kB, false, kBytes, prepare<kNotEqual>, run_plain<int32_t>};
const OpDef not_equal_s64{
    72, kS64, kS64, kB, false, kBytes, prepare<kNotEqual>, run_plain<int64_t>};
const OpDef not_equal_f32{72, kF32, kF32, kB, false, kBytes, prepare<kNotEqual>, run_plain<float>};
const OpDef not_equal_b{72, kB, kB, kB, false, kBytes, prepare<kNotEqual>, run_plain<uint8_t>};
const OpDef greater_s8{
    61, kS8, kS8, kB, false, kBytes, prepare_scaled<kGreater>, run_scaled<int8_t>};
const OpDef greater_s16{61, kS16, kS16, kB, false, kBytes, prepare<kGreater>, run_plain<int16_t>};
const OpDef greater_s32{61, kS32, kS32, kB, false, kBytes, prepare<kGreater>, run_plain<int32_t>};
const OpDef greater_s64{61, kS64, kS64, kB, false, kBytes, prepare<kGreater>, run_plain<int64_t>};
const OpDef greater_f32{61, kF32, kF32, kB, false, kBytes, prepare<kGreater>, run_plain<float>};
const OpDef greater_equal_s8{
    62, kS8, kS8, kB, false, kBytes, prepare_scaled<kGreaterEqual>, run_scaled<int8_t>};
const OpDef greater_equal_s16{
    62, kS16, kS16, kB, false, kBytes, prepare<kGreaterEqual>, run_plain<int16_t>};
const OpDef greater_equal_s32{
    62, kS32, kS32, kB, false, kBytes, prepare<kGreaterEqual>, run_plain<int32_t>};
const OpDef greater_equal_s64{
    62, kS64, kS64, kB, false, kBytes, prepare<kGreaterEqual>, run_plain<int64_t>};
const OpDef greater_equal_f32{
    62, kF32, kF32, kB, false, kBytes, prepare<kGreaterEqual>, run_plain<float>};
const OpDef less_s8{58, kS8, kS8, kB, false, kBytes, prepare_scaled<kLess>, run_scaled<int8_t>};
const OpDef less_s16{58, kS16, kS16, kB, false, kBytes, prepare<kLess>, run_plain<int16_t>};
const OpDef less_s32{58, kS32, kS32, kB, false, kBytes, prepare<kLess>, run_plain<int32_t>};
const OpDef less_s64{58, kS64, kS64, kB, false, kBytes, prepare<kLess>, run_plain<int64_t>};
const OpDef less_f32{58, kF32, kF32, kB, false, kBytes, prepare<kLess>, run_plain<float>};
const OpDef less_equal_s8{
    63, kS8, kS8, kB, false, kBytes, prepare_scaled<kLessEqual>, run_scaled<int8_t>};
const OpDef less_equal_s16{
    63, kS16, kS16, kB, false, kBytes, prepare<kLessEqual>, run_plain<int16_t>};
const OpDef less_equal_s32{
    63, kS32, kS32, kB, false, kBytes, prepare<kLessEqual>, run_plain<int32_t>};
const OpDef less_equal_s64{
    63, kS64, kS64, kB, false, kBytes, prepare<kLessEqual>, run_plain<int64_t>};
const OpDef less_equal_f32{
    63, kF32, kF32, kB, false, kBytes, prepare<kLessEqual>, run_plain<float>};
}  // namespace ops
namespace run {
MOTE_RUN(equal_s8)
MOTE_RUN(equal_s16)
MOTE_RUN(equal_s32)
MOTE_RUN(equal_s64)
MOTE_RUN(equal_f32)
MOTE_RUN(equal_b)
MOTE_RUN(not_equal_s8)
MOTE_RUN(not_equal_s16)
MOTE_RUN(not_equal_s32)
MOTE_RUN(not_equal_s64)
MOTE_RUN(not_equal_f32)
MOTE_RUN(not_equal_b)
MOTE_RUN(greater_s8)
MOTE_RUN(greater_s16)
MOTE_RUN(greater_s32)
MOTE_RUN(greater_s64)
MOTE_RUN(greater_f32)
MOTE_RUN(greater_equal_s8)
MOTE_RUN(greater_equal_s16)
MOTE_RUN(greater_equal_s32)
MOTE_RUN(greater_equal_s64)
MOTE_RUN(greater_equal_f32)
MOTE_RUN(less_s8)
MOTE_RUN(less_s16)
MOTE_RUN(less_s32)
MOTE_RUN(less_s64)
MOTE_RUN(less_f32)
MOTE_RUN(less_equal_s8)
MOTE_RUN(less_equal_s16)
MOTE_RUN(less_equal_s32)
MOTE_RUN(less_equal_s64)
MOTE_RUN(less_equal_f32)
}  // namespace run
}  // namespace mote
