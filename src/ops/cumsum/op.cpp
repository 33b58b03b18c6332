// SPDX-License-Identifier: Apache-2.0
// CUMSUM: running sums along an axis, of all elements up to each (or of those before it), from
// either end. Source: TFLite operator semantics.
#include "base/bytes.h"
#include "base/real.h"
#include "mote/ops.h"
#include "ops/shared/checks.h"
#include "ops/shared/index_list.h"
#include "ops/shared/lines.h"

namespace mote {
namespace check {
#define MOTE_CHECK(name, number, sentence, advice) constexpr CheckNumber name = number;
#include "ops/cumsum/checks.inc"
#undef MOTE_CHECK
}  // namespace check

namespace {

struct Running {
  Lines lines;
  bool exclusive, reverse;
};
struct RunningS8 {
  Running running;
  Rescale output;  ///< 2^-19 s_in / s_out: below 1
  int32_t input_zero_point, output_zero_point;
};

enum Option : uint32_t { kExclusive, kReverse };

CheckNumber fold(PrepareContext& context, Running& p) {
  if (const CheckNumber bad = check::counts(context, 2, 2)) return bad;
  if (const CheckNumber bad = check::same_type(context, input_slot(0), output_slot(0))) return bad;
  if (const CheckNumber bad = check::same_shape(context, input_slot(0), output_slot(0))) return bad;
  const format::TensorView input = context.input(0);
  uint32_t axis = 0;
  if (const CheckNumber bad = read_axis(context, input_slot(1), input.rank(), axis)) return bad;
  if (input.elements() == 0) return context.refuse(check::Empty, input_slot(0));
  p.lines = lines_along(input, axis);
  p.exclusive = context.option<uint8_t>(kExclusive, 0) != 0;
  p.reverse = context.option<uint8_t>(kReverse, 0) != 0;
  return kAllWell;
}

CheckNumber prepare_plain(PrepareContext& context) {
  return fold(context, context.params<Running>());
}

/// The reference brings the input to twice its scale with 20 bits of headroom.
CheckNumber prepare_s8(PrepareContext& context) {
  auto& p = context.params<RunningS8>();
  if (const CheckNumber bad = fold(context, p.running)) return bad;
  if (const CheckNumber bad = check::per_tensor(context, input_slot(0))) return bad;
  if (const CheckNumber bad = check::per_tensor(context, output_slot(0))) return bad;
  if (p.running.lines.extent > INT32_MAX / 256) {
    return context.refuse(check::LineTooLong, input_slot(0));
  }
  const format::TensorView input = context.input(0);
  const format::TensorView output = context.output(0);
  const Real scale = real_from_float_bits(input.scale_bits());
  p.output = rescale_from_ratio(times_power_of_two(scale, -19), output.scale_bits());
  if (p.output.multiplier == 0 || p.output.shift > 0) {
    return context.refuse(check::ScaleRange, output_slot(0));
  }
  p.input_zero_point = input.zero_point();
  p.output_zero_point = output.zero_point();
  return kAllWell;
}

/// In place is safe: each element is read just before it is written.
template <class T, class A, class Add, class Give>
void run_along(const Running& p, const Unaligned<T>* input, T* output, A start, Add add,
               Give give) {
  const auto step = static_cast<int32_t>(p.lines.inner);
  for_each_line(p.lines, [&](uint32_t first) {
    const uint32_t last = first + (p.lines.extent - 1) * p.lines.inner;
    uint32_t at = p.reverse ? last : first;
    A sum = start;
    for (uint32_t k = 0; k < p.lines.extent; ++k) {
      const A before = sum;
      sum = add(sum, T{input[at]});
      output[at] = give(p.exclusive ? before : sum);
      at += static_cast<uint32_t>(p.reverse ? -step : step);
    }
  });
}

/// Integers wrap around: A is their unsigned type.
template <class T, class A>
CheckNumber run_plain(const RunContext& context) {
  run_along(
      context.params<Running>(), context.input<Unaligned<T>>(0), context.output<T>(0), A{0},
      [](A sum, T x) { return sum + static_cast<A>(x); },
      [](A sum) { return static_cast<T>(sum); });
  return kAllWell;
}

/// A sum in steps of the input's scale, in those of the output's.
int32_t rescaled(int32_t sum, const Rescale& output) {
  int32_t headroom = 19;
  while (sum >> (31 - headroom) != 0 && sum >> (31 - headroom) != -1) --headroom;
  const int32_t shift = output.shift + 19 - headroom;
  if (shift > 0) return sum < 0 ? INT32_MIN / 2 : INT32_MAX / 2;  // far beyond the type
  return rescale(shift_left_wrapping(sum, headroom), output.multiplier, shift);
}

CheckNumber run_s8(const RunContext& context) {
  const auto& p = context.params<RunningS8>();
  run_along(
      p.running, context.input<Unaligned<int8_t>>(0), context.output<int8_t>(0),
      -p.input_zero_point, [&](int32_t sum, int8_t x) { return sum + x - p.input_zero_point; },
      [&](int32_t sum) {
        const int32_t value = rescaled(sum, p.output) + p.output_zero_point;
        return static_cast<int8_t>(clamp<int32_t>(value, -128, 127));
      });
  return kAllWell;
}

constexpr OpDef plain(TensorType type, CheckNumber (*run)(const RunContext&)) {
  return {128, type, TensorType::None, type, kInPlace, sizeof(Running), prepare_plain, run};
}

}  // namespace

namespace ops {
const OpDef cumsum_f32 = plain(TensorType::Float32, run_plain<float, float>);
const OpDef cumsum_s32 = plain(TensorType::Int32, run_plain<int32_t, uint32_t>);
const OpDef cumsum_s64 = plain(TensorType::Int64, run_plain<int64_t, uint64_t>);
const OpDef cumsum_s8{128,      TensorType::Int8,  TensorType::None, TensorType::Int8,
                      kInPlace, sizeof(RunningS8), prepare_s8,       run_s8};
}  // namespace ops
namespace run {
MOTE_RUN(cumsum_f32)
MOTE_RUN(cumsum_s32)
MOTE_RUN(cumsum_s64)
MOTE_RUN(cumsum_s8)
}  // namespace run
}  // namespace mote
