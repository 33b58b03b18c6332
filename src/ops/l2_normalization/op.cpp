// SPDX-License-Identifier: Apache-2.0
// L2_NORMALIZATION: every row along the last axis divided by its Euclidean length.
// Source: TFLite operator semantics.
#include "base/bytes.h"
#include "base/float_math.h"
#include "mote/ops.h"
#include "ops/shared/activation.h"
#include "ops/shared/checks.h"
#include "ops/shared/fixed_point_math.h"

namespace mote {
namespace check {
#define MOTE_CHECK(name, number, sentence, advice) constexpr CheckNumber name = number;
#include "ops/l2_normalization/checks.inc"
#undef MOTE_CHECK
}  // namespace check

namespace {

struct Params {
  uint32_t rows, depth;
  int32_t zero_point;  ///< of a quantised input
};

enum Option : uint32_t { kActivation };

CheckNumber prepare(PrepareContext& context) {
  if (const CheckNumber bad = check::counts(context, 1, 1)) return bad;
  if (const CheckNumber bad = check::same_shape(context, input_slot(0), output_slot(0))) return bad;
  const format::TensorView input = context.input(0);
  if (input.rank() == 0) return context.refuse(check::Rank, input_slot(0));
  if (input.elements() == 0) return context.refuse(check::Empty, input_slot(0));
  if (context.option<uint8_t>(kActivation, 0) != 0) {
    return context.refuse(check::Activation, kNoTensorSlot);
  }
  auto& p = context.params<Params>();
  p.depth = static_cast<uint32_t>(input.dim(input.rank() - 1));
  p.rows = input.elements() / p.depth;
  return kAllWell;
}

CheckNumber prepare_s8(PrepareContext& context) {
  if (const CheckNumber bad = prepare(context)) return bad;
  if (const CheckNumber bad = check::per_tensor(context, input_slot(0))) return bad;
  if (const CheckNumber bad = check::per_tensor(context, output_slot(0))) return bad;
  constexpr uint32_t kOneIn128 = 0x3C000000;
  const format::TensorView output = context.output(0);
  if (output.scale_bits() != kOneIn128 || output.zero_point() != 0) {
    return context.refuse(check::OutputScale, output_slot(0));
  }
  auto& p = context.params<Params>();
  constexpr uint32_t kMostDepth = INT32_MAX / (255 * 255);
  if (p.depth > kMostDepth) return context.refuse(check::Depth, input_slot(0));
  p.zero_point = context.input(0).zero_point();
  return kAllWell;
}

CheckNumber run_s8(const RunContext& context) {
  constexpr int32_t kOutputBits = 7;
  const auto& p = context.params<Params>();
  const auto* input = context.input<int8_t>(0);
  auto* output = context.output<int8_t>(0);
  for (uint32_t row = 0; row < p.rows; ++row, input += p.depth, output += p.depth) {
    int32_t squares = 0;
    for (uint32_t i = 0; i < p.depth; ++i) {
      const int32_t x = input[i] - p.zero_point;
      squares += x * x;
    }
    const Rescale inverse = inverse_square_root(squares);
    for (uint32_t i = 0; i < p.depth; ++i) {
      const int32_t value =
          rescale(input[i] - p.zero_point, inverse.multiplier, inverse.shift + kOutputBits);
      output[i] = static_cast<int8_t>(clamp<int32_t>(value, -128, 127));
    }
  }
  return kAllWell;
}

CheckNumber run_f32(const RunContext& context) {
  constexpr float kLeastLength = 1e-6F;
  const auto& p = context.params<Params>();
  const auto* input = context.input<Unaligned<float>>(0);
  auto* output = context.output<float>(0);
  for (uint32_t row = 0; row < p.rows; ++row, input += p.depth, output += p.depth) {
    float squares = 0.0F;
    for (uint32_t i = 0; i < p.depth; ++i) squares += float{input[i]} * float{input[i]};
    const float length = sqrt_f32(squares);
    const float divisor = length < kLeastLength ? kLeastLength : length;
    for (uint32_t i = 0; i < p.depth; ++i) output[i] = float{input[i]} / divisor;
  }
  return kAllWell;
}

constexpr uint8_t kCode = 11;
constexpr TensorType kS8 = TensorType::Int8, kF32 = TensorType::Float32;

}  // namespace

namespace ops {
const OpDef l2_normalization_f32{kCode,    kF32,           TensorType::None, kF32,
                                 kInPlace, sizeof(Params), prepare,          run_f32};
const OpDef l2_normalization_s8{kCode,      kS8,   TensorType::None, kS8, kInPlace, sizeof(Params),
                                prepare_s8, run_s8};
}  // namespace ops
namespace run {
MOTE_RUN(l2_normalization_f32)
MOTE_RUN(l2_normalization_s8)
}  // namespace run
}  // namespace mote
