// SPDX-License-Identifier: Apache-2.0
#include "ops/unidirectional_sequence_lstm/unidirectional_sequence_lstm.h"

namespace mote::reference {
namespace {

int32_t saturate16(int32_t x) { return clamp<int32_t>(x, INT16_MIN, INT16_MAX); }

/// Sum of (input - zero_point) * weight, modulo 2^64.
template <class T>
uint64_t dot(uint32_t count, const Unaligned<T>* input, int32_t zero_point,
             const Unaligned<int8_t>* weights);

template <>
uint64_t dot(uint32_t count, const Unaligned<int8_t>* input, int32_t zero_point,
             const Unaligned<int8_t>* weights) {
  uint32_t sum = 0;  // the reference wraps at 32 bits, and so does what the callers make of it
  for (uint32_t i = 0; i < count; ++i) {
    sum += static_cast<uint32_t>((input[i] - zero_point) * weights[i]);
  }
  return sum;
}

template <>
uint64_t dot(uint32_t count, const Unaligned<int16_t>* input, int32_t zero_point,
             const Unaligned<int8_t>* weights) {
  uint64_t sum = 0;
  for (uint32_t i = 0; i < count; ++i) {
    sum += static_cast<uint64_t>(int64_t{(input[i] - zero_point) * weights[i]});
  }
  return sum;
}

/// An accumulator of 32 or 48 bits times the factor, saturated to 16.
template <class B>
int32_t scaled(uint64_t sum, const Rescale& factor);

template <>
int32_t scaled<int32_t>(uint64_t sum, const Rescale& factor) {
  return saturate16(rescale(static_cast<int32_t>(static_cast<uint32_t>(sum)), factor));
}

template <>
int32_t scaled<int64_t>(uint64_t sum, const Rescale& factor) {
  return saturate16(rescale_64(static_cast<int64_t>(sum << 16) >> 16, factor));
}

/// One unit of one step.
template <class T, class B>
class IntegerUnit {
 public:
  using Tensors = LstmTensors<T, int8_t, B, int16_t>;

  IntegerUnit(const LstmInteger& p, const Tensors& t, uint32_t unit, const Unaligned<T>* input,
              const Unaligned<T>* last)
      : p_(p), t_(t), unit_(unit), input_(input), last_(last) {}

  T run(int16_t& cell) const {
    const int32_t kept = rescale(cell * int32_t{logistic_s16(3 * gate(kForgetGate))}, kQ15);
    const int32_t added = rescale(
        logistic_s16(3 * gate(kInputGate)) * int32_t{tanh_s16(3 * gate(kCellGate))}, p_.to_cell);
    int32_t sum = saturate16(saturate16(kept) + saturate16(added));
    if (p_.cell_clip != 0) sum = clamp(sum, -p_.cell_clip, p_.cell_clip);
    cell = static_cast<int16_t>(sum);
    const int32_t squashed = tanh_s16(p_.cell_to_tanh.of(sum));
    const int32_t shown = rescale(logistic_s16(3 * gate(kOutputGate)) * squashed, p_.to_output);
    constexpr int32_t kHalf = 1 << (8 * sizeof(T) - 1);
    return static_cast<T>(clamp<int32_t>(shown + p_.output_zero_point, -kHalf, kHalf - 1));
  }

 private:
  static constexpr Rescale kQ15{1 << 30, -14};

  /// Before its function.
  int32_t gate(LstmGate g) const {
    const LstmShape& s = p_.shape;
    const uint64_t from_input =
        dot<T>(s.features, input_, p_.input_zero_point, t_.weights[g] + unit_ * s.features);
    const uint64_t from_output =
        dot<T>(s.units, last_, p_.output_zero_point, t_.recurrent_weights[g] + unit_ * s.units);
    const auto bias = static_cast<uint64_t>(int64_t{B{t_.biases[g][unit_]}});
    return saturate16(scaled<B>(from_input + bias, p_.from_input[g]) +
                      scaled<B>(from_output, p_.from_output[g]));
  }

  const LstmInteger& p_;
  const Tensors& t_;
  uint32_t unit_;
  const Unaligned<T>* input_;
  const Unaligned<T>* last_;
};

template <class T>
void add_to_all(T* elements, uint32_t count, int32_t number) {
  for (uint32_t i = 0; i < count; ++i) elements[i] = static_cast<T>(elements[i] + number);
}

template <class T, class B>
void lstm_integer(const LstmInteger& p, const LstmTensors<T, int8_t, B, int16_t>& t) {
  const LstmShape& s = p.shape;
  add_to_all(t.last, s.batches * s.units, p.output_zero_point);
  for (uint32_t batch = 0; batch < s.batches; ++batch) {
    T* last = t.last + batch * s.units;
    int16_t* cells = t.cells + batch * s.units;
    for (uint32_t step = 0; step < s.steps; ++step) {
      const uint32_t row = s.row(batch, step);
      const Unaligned<T>* input = t.input + row * s.features;
      T* output = t.output + row * s.units;
      for (uint32_t unit = 0; unit < s.units; ++unit) {
        const auto* before = reinterpret_cast<const Unaligned<T>*>(last);
        output[unit] = IntegerUnit<T, B>(p, t, unit, input, before).run(cells[unit]);
      }
      __builtin_memcpy(last, output, s.units * sizeof(T));
    }
  }
  add_to_all(t.last, s.batches * s.units, -p.output_zero_point);
}

}  // namespace

void lstm_s8(const LstmInteger& p, const LstmTensorsS8& t) { lstm_integer(p, t); }
void lstm_s16(const LstmInteger& p, const LstmTensorsS16& t) { lstm_integer(p, t); }

}  // namespace mote::reference
