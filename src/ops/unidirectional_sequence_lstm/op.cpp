// SPDX-License-Identifier: Apache-2.0
#include "base/real.h"
#include "mote/ops.h"
#include "ops/shared/checks.h"
#include "ops/unidirectional_sequence_lstm/unidirectional_sequence_lstm.h"

namespace mote {
namespace check {
#define MOTE_CHECK(name, number, sentence, advice) constexpr CheckNumber name = number;
#include "ops/unidirectional_sequence_lstm/checks.inc"
#undef MOTE_CHECK
}  // namespace check

namespace {

using format::TensorView;

enum Option : uint32_t { kActivation, kCellClip, kProjectionClip, kTimeMajor };
constexpr uint8_t kTanh = 4;  ///< as numbered in the file

// Inputs; those of the gates in the order of LstmGate.
enum Input : uint32_t {
  kInput = 0,
  kWeights = 1,
  kRecurrentWeights = 5,
  kPeepholes = 9,
  kBiases = 12,
  kProjection = 16,
  kLast = 18,
  kCells = 19,
  kLayerNorms = 20,
  kInputs = 24,
};

struct ElementTypes {
  TensorType activations, weights, biases, cells;
};

/// Which inputs are there.
CheckNumber check_inputs(PrepareContext& context) {
  if (const CheckNumber bad = check::counts(context, 1, kInputs)) return bad;
  if (context.input_count() < kLayerNorms) return context.refuse(check::InputCount, kNoTensorSlot);
  for (uint32_t i = kWeights; i < kInputs; ++i) {
    const bool is_variant =
        (i >= kPeepholes && i < kBiases) || (i >= kProjection && i < kLast) || i >= kLayerNorms;
    const bool is_there = static_cast<bool>(context.input(i));
    if (is_variant && is_there) return context.refuse(check::Variant, input_slot(i));
    if (!is_variant && !is_there) return context.refuse(check::InputMissing, kNoTensorSlot);
  }
  return kAllWell;
}

/// Type and shape of a tensor of rank 2, or 1 for no rows.
CheckNumber check_tensor(PrepareContext& context, uint32_t input, TensorType type, uint32_t rows,
                         uint32_t columns) {
  const TensorSlot slot = input_slot(input);
  const TensorView tensor = context.input(input);
  if (tensor.type() != type) return context.refuse(check::Type, slot);
  if (tensor.rank() != (rows == 0 ? 1 : 2)) return context.refuse(check::Rank, slot);
  const auto is = [&](uint32_t axis, uint32_t extent) {
    return static_cast<uint32_t>(tensor.dim(axis)) == extent;
  };
  const bool fits = rows == 0 ? is(0, columns) : is(0, rows) && is(1, columns);
  return fits ? kAllWell : context.refuse(check::Shape, slot);
}

CheckNumber check_variables(PrepareContext& context, const ElementTypes& types,
                            const LstmShape& shape) {
  for (uint32_t i = kLast; i <= kCells; ++i) {
    const TensorView tensor = context.input(i);
    if (!tensor.is_variable() || tensor.is_constant()) {
      return context.refuse(check::NotVariable, input_slot(i));
    }
    const TensorType type = i == kLast ? types.activations : types.cells;
    if (const CheckNumber bad = check_tensor(context, i, type, shape.batches, shape.units)) {
      return bad;
    }
  }
  return kAllWell;
}

CheckNumber fold_shape(PrepareContext& context, const ElementTypes& types, LstmShape& shape) {
  if (const CheckNumber bad = check_inputs(context)) return bad;
  if (const CheckNumber bad = check::solid(context, input_slot(kInput), 3)) return bad;
  if (const CheckNumber bad = check::solid(context, input_slot(kWeights), 2)) return bad;
  const TensorView input = context.input(kInput);
  const auto extent = [&](uint32_t axis) { return static_cast<uint32_t>(input.dim(axis)); };
  const bool time_major = context.option<uint8_t>(kTimeMajor, 0) != 0;
  shape = {extent(time_major ? 1 : 0), extent(time_major ? 0 : 1), extent(2),
           static_cast<uint32_t>(context.input(kWeights).dim(0)), time_major ? 1U : 0U};
  for (uint32_t gate = 0; gate < kLstmGates; ++gate) {
    if (const CheckNumber bad =
            check_tensor(context, kWeights + gate, types.weights, shape.units, shape.features)) {
      return bad;
    }
    if (const CheckNumber bad = check_tensor(context, kRecurrentWeights + gate, types.weights,
                                             shape.units, shape.units)) {
      return bad;
    }
    if (const CheckNumber bad =
            check_tensor(context, kBiases + gate, types.biases, 0, shape.units)) {
      return bad;
    }
  }
  if (const CheckNumber bad = check_variables(context, types, shape)) return bad;
  const TensorView output = context.output(0);
  if (output.rank() != 3) return context.refuse(check::Rank, output_slot(0));
  if (output.dim(0) != input.dim(0) || output.dim(1) != input.dim(1) ||
      static_cast<uint32_t>(output.dim(2)) != shape.units) {
    return context.refuse(check::Shape, output_slot(0));
  }
  return context.option<uint8_t>(kActivation, 0) == kTanh
             ? kAllWell
             : context.refuse(check::CellActivation, kNoTensorSlot);
}

/// The bits of a float that is not negative, infinite or NaN.
CheckNumber read_cell_clip(PrepareContext& context, uint32_t& bits) {
  bits = context.option<uint32_t>(kCellClip, 0);
  return bits == 0 || is_finite_positive_float(bits)
             ? kAllWell
             : context.refuse(check::CellClip, kNoTensorSlot);
}

CheckNumber check_scales(PrepareContext& context) {
  const TensorSlot slots[] = {input_slot(kInput), input_slot(kLast), input_slot(kCells),
                              output_slot(0)};
  for (const TensorSlot slot : slots) {
    if (const CheckNumber bad = check::per_tensor(context, slot)) return bad;
  }
  for (uint32_t i = kWeights; i < kPeepholes; ++i) {
    if (const CheckNumber bad = check::per_tensor(context, input_slot(i))) return bad;
    if (context.input(i).zero_point() != 0) {
      return context.refuse(check::FilterZeroPoint, input_slot(i));
    }
  }
  return check::same_scale(context, input_slot(kLast), output_slot(0));
}

/// s_a * s_b in Q12, the product rounded to a float.
CheckNumber fold_gate(PrepareContext& context, uint32_t a, uint32_t b, int32_t most_shift,
                      Rescale& factor) {
  const Real product = round_to_float(
      product_of_floats(context.input(a).scale_bits(), context.input(b).scale_bits()));
  factor = rescale_from_real(times_power_of_two(product, 12));
  return factor.shift > most_shift ? context.refuse(check::ScaleRange, input_slot(b)) : kAllWell;
}

/// 2^-30 / scale
CheckNumber fold_products(PrepareContext& context, uint32_t scale_bits, TensorSlot slot,
                          Rescale& factor) {
  factor = rescale_from_ratio({1, -30}, scale_bits);
  return factor.shift > 30 ? context.refuse(check::ScaleRange, slot) : kAllWell;
}

CheckNumber fold_cell(PrepareContext& context, LstmInteger& p) {
  const TensorView cells = context.input(kCells);
  int32_t power = -30;
  while (power <= 2 && !is_near_power_of_two(cells.scale_bits(), power)) ++power;
  if (power > 2 || cells.zero_point() != 0) {
    return context.refuse(check::CellScale, input_slot(kCells));
  }
  p.cell_to_tanh = power >= -12 ? SigmoidInput{3 << (power + 12), 0} : SigmoidInput{3, -12 - power};
  uint32_t clip = 0;
  if (const CheckNumber bad = read_cell_clip(context, clip)) return bad;
  if (clip == 0) return kAllWell;
  // Rounded down; less than a step counts as no limit, as in the reference.
  const Real steps = round_to_bits(
      divide(real_from_float_bits(clip), real_from_float_bits(cells.scale_bits())), 53);
  const bool is_great = at_most({INT16_MAX, 0}, steps);
  if (!is_great && steps.exponent < -63) return kAllWell;
  p.cell_clip = is_great ? INT16_MAX : static_cast<int32_t>(steps.mantissa >> -steps.exponent);
  return kAllWell;
}

CheckNumber fold_integer(PrepareContext& context, const ElementTypes& types, int32_t most_shift) {
  auto& p = context.params<LstmInteger>();
  if (const CheckNumber bad = fold_shape(context, types, p.shape)) return bad;
  if (const CheckNumber bad = check_scales(context)) return bad;
  for (uint32_t gate = 0; gate < kLstmGates; ++gate) {
    if (const CheckNumber bad =
            fold_gate(context, kInput, kWeights + gate, most_shift, p.from_input[gate])) {
      return bad;
    }
    if (const CheckNumber bad =
            fold_gate(context, kLast, kRecurrentWeights + gate, most_shift, p.from_output[gate])) {
      return bad;
    }
  }
  p.input_zero_point = context.input(kInput).zero_point();
  p.output_zero_point = context.input(kLast).zero_point();
  if (const CheckNumber bad = fold_cell(context, p)) return bad;
  if (const CheckNumber bad = fold_products(context, context.input(kCells).scale_bits(),
                                            input_slot(kCells), p.to_cell)) {
    return bad;
  }
  return fold_products(context, context.input(kLast).scale_bits(), input_slot(kLast), p.to_output);
}

CheckNumber prepare_s8(PrepareContext& context) {
  return fold_integer(
      context, {TensorType::Int8, TensorType::Int8, TensorType::Int32, TensorType::Int16}, 30);
}

CheckNumber prepare_s16(PrepareContext& context) {
  constexpr int32_t kMostOf64Bits = 7;
  return fold_integer(context,
                      {TensorType::Int16, TensorType::Int8, TensorType::Int64, TensorType::Int16},
                      kMostOf64Bits);
}

CheckNumber prepare_f32(PrepareContext& context) {
  auto& p = context.params<LstmF32>();
  const TensorType f32 = TensorType::Float32;
  if (const CheckNumber bad = fold_shape(context, {f32, f32, f32, f32}, p.shape)) return bad;
  uint32_t clip = 0;
  if (const CheckNumber bad = read_cell_clip(context, clip)) return bad;
  __builtin_memcpy(&p.cell_clip, &clip, sizeof(clip));
  return kAllWell;
}

template <class T, class W, class B, class C>
LstmTensors<T, W, B, C> tensors(const RunContext& context) {
  LstmTensors<T, W, B, C> t;
  t.input = context.input<Unaligned<T>>(kInput);
  for (uint32_t gate = 0; gate < kLstmGates; ++gate) {
    t.weights[gate] = context.input<Unaligned<W>>(kWeights + gate);
    t.recurrent_weights[gate] = context.input<Unaligned<W>>(kRecurrentWeights + gate);
    t.biases[gate] = context.input<Unaligned<B>>(kBiases + gate);
  }
  t.last = reinterpret_cast<T*>(context.at(input_slot(kLast)));
  t.cells = reinterpret_cast<C*>(context.at(input_slot(kCells)));
  t.output = context.output<T>(0);
  return t;
}

CheckNumber run_s8(const RunContext& context) {
  reference::lstm_s8(context.params<LstmInteger>(),
                     tensors<int8_t, int8_t, int32_t, int16_t>(context));
  return kAllWell;
}

CheckNumber run_s16(const RunContext& context) {
  reference::lstm_s16(context.params<LstmInteger>(),
                      tensors<int16_t, int8_t, int64_t, int16_t>(context));
  return kAllWell;
}

CheckNumber run_f32(const RunContext& context) {
  reference::lstm_f32(context.params<LstmF32>(), tensors<float, float, float, float>(context));
  return kAllWell;
}

constexpr uint16_t kCode = 44;

}  // namespace

namespace ops {
const OpDef unidirectional_sequence_lstm_s8{
    kCode,           {TensorType::Int8, TensorType::Int8, TensorType::Int8},
    kKeepsVariables, sizeof(LstmInteger),
    prepare_s8,      run_s8};
const OpDef unidirectional_sequence_lstm_s16{
    kCode,           {TensorType::Int16, TensorType::Int8, TensorType::Int16},
    kKeepsVariables, sizeof(LstmInteger),
    prepare_s16,     run_s16};
const OpDef unidirectional_sequence_lstm_f32{
    kCode,           {TensorType::Float32, TensorType::Float32, TensorType::Float32},
    kKeepsVariables, sizeof(LstmF32),
    prepare_f32,     run_f32};
}  // namespace ops
namespace run {
MOTE_RUN(unidirectional_sequence_lstm_s8)
MOTE_RUN(unidirectional_sequence_lstm_s16)
MOTE_RUN(unidirectional_sequence_lstm_f32)
}  // namespace run
}  // namespace mote
