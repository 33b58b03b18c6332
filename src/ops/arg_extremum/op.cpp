// SPDX-License-Identifier: Apache-2.0
// ARG_MAX and ARG_MIN: where along an axis the extremum stands; the first of equals.
// Source: TFLite operator semantics.
#include "base/bytes.h"
#include "mote/ops.h"
#include "ops/shared/checks.h"
#include "ops/shared/dims.h"
#include "ops/shared/index_list.h"
#include "ops/shared/lines.h"

namespace mote {
namespace {

struct Params {
  Lines lines;
  bool is_64_bits;  ///< the output
};

CheckNumber prepare(PrepareContext& context) {
  if (const CheckNumber bad = check::counts(context, 2, 2)) return bad;
  const format::TensorView input = context.input(0);
  const TensorType type = context.output(0).type();
  if (type != TensorType::Int32 && type != TensorType::Int64) {
    return context.refuse(check::Type, output_slot(0));
  }
  if (input.elements() == 0) return context.refuse(check::Empty, input_slot(0));
  uint32_t axis = 0;
  if (const CheckNumber bad = read_axis(context, input_slot(1), input.rank(), axis)) return bad;
  auto& p = context.params<Params>();
  p.lines = lines_along(input, axis);
  p.is_64_bits = type == TensorType::Int64;
  Dims dims;
  dims.add(input, 0, axis);
  dims.add(input, axis + 1, input.rank());
  return check_dims(context, output_slot(0), dims);
}

/// NaN is never better than another element.
struct Greater {
  template <class T>
  static bool better(T a, T b) {
    return a > b;
  }
};
struct Smaller {
  template <class T>
  static bool better(T a, T b) {
    return a < b;
  }
};

template <class T, class Order>
CheckNumber run(const RunContext& context) {
  const auto& p = context.params<Params>();
  const auto* input = context.input<Unaligned<T>>(0);
  auto* output = context.output<uint8_t>(0);
  for_each_line(p.lines, [&](uint32_t at) {
    T best = input[at];
    uint32_t best_at = 0;
    for (uint32_t k = 1; k < p.lines.extent; ++k) {
      at += p.lines.inner;
      const T x = input[at];
      if (!Order::better(x, best)) continue;
      best = x;
      best_at = k;
    }
    store<uint32_t>(output, best_at);
    if (p.is_64_bits) store<uint32_t>(output + 4, 0);
    output += p.is_64_bits ? 8 : 4;
  });
  return kAllWell;
}

constexpr OpDef entry(uint16_t code, TensorType type, CheckNumber (*run)(const RunContext&)) {
  return {code, type, TensorType::None, TensorType::None, 0, sizeof(Params), prepare, run};
}
constexpr uint16_t kArgMax = 56;
constexpr uint16_t kArgMin = 79;

}  // namespace

namespace ops {
const OpDef arg_max_b = entry(kArgMax, TensorType::Bool, run<uint8_t, Greater>);
const OpDef arg_max_f32 = entry(kArgMax, TensorType::Float32, run<float, Greater>);
const OpDef arg_max_s8 = entry(kArgMax, TensorType::Int8, run<int8_t, Greater>);
const OpDef arg_max_s16 = entry(kArgMax, TensorType::Int16, run<int16_t, Greater>);
const OpDef arg_max_s32 = entry(kArgMax, TensorType::Int32, run<int32_t, Greater>);
const OpDef arg_min_b = entry(kArgMin, TensorType::Bool, run<uint8_t, Smaller>);
const OpDef arg_min_f32 = entry(kArgMin, TensorType::Float32, run<float, Smaller>);
const OpDef arg_min_s8 = entry(kArgMin, TensorType::Int8, run<int8_t, Smaller>);
const OpDef arg_min_s16 = entry(kArgMin, TensorType::Int16, run<int16_t, Smaller>);
const OpDef arg_min_s32 = entry(kArgMin, TensorType::Int32, run<int32_t, Smaller>);
}  // namespace ops
namespace run {
MOTE_RUN(arg_max_b)
MOTE_RUN(arg_max_f32)
MOTE_RUN(arg_max_s8)
MOTE_RUN(arg_max_s16)
MOTE_RUN(arg_max_s32)
MOTE_RUN(arg_min_b)
MOTE_RUN(arg_min_f32)
MOTE_RUN(arg_min_s8)
MOTE_RUN(arg_min_s16)
MOTE_RUN(arg_min_s32)
}  // namespace run
}  // namespace mote
