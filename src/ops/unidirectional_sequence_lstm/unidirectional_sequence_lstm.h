// SPDX-License-Identifier: Apache-2.0
// A recurrent layer over the time steps of a sequence, which remembers its last output and a cell
// of every unit from run to run. With s the logistic function, for input x and last output h:
//   input  i = s(Wi x + Ri h + bi)      cell gate g = tanh(Wg x + Rg h + bg)
//   forget f = s(Wf x + Rf h + bf)      output    o = s(Wo x + Ro h + bo)
//   c = f c + i g, clipped              h = o tanh(c)
// Source: TFLite operator semantics; Hochreiter and Schmidhuber, "Long short-term memory", 1997.
#pragma once

#include <stdint.h>

#include "base/bytes.h"
#include "base/fixed_point.h"
#include "ops/shared/sigmoid_s16.h"

namespace mote {

struct LstmShape {
  uint32_t batches, steps;
  uint32_t features;    ///< of one step's input
  uint32_t units;       ///< of one step's output
  uint32_t time_major;  ///< not 0: [step][batch] instead of [batch][step]
  uint32_t row(uint32_t batch, uint32_t step) const {
    return time_major != 0 ? step * batches + batch : batch * steps + step;
  }
};

enum LstmGate : uint32_t { kInputGate, kForgetGate, kCellGate, kOutputGate, kLstmGates };

/// Gates before their function are Q12, after it Q15.
struct LstmInteger {
  LstmShape shape;
  Rescale from_input[kLstmGates];   ///< s_in * s_weights * 2^12, the product rounded to a float
  Rescale from_output[kLstmGates];  ///< s_h * s_recurrent_weights * 2^12, likewise
  Rescale to_cell;                  ///< 2^-30 / s_cell
  Rescale to_output;                ///< 2^-30 / s_h
  SigmoidInput cell_to_tanh;
  int32_t cell_clip;  ///< in units of the cell; 0: none
  int32_t input_zero_point, output_zero_point;
};
struct LstmF32 {
  LstmShape shape;
  float cell_clip;  ///< 0: none
};

/// T: elements of input and output; W, B, C: of weights, biases and cells.
template <class T, class W, class B, class C>
struct LstmTensors {
  const Unaligned<T>* input;                          ///< rows of [feature]
  const Unaligned<W>* weights[kLstmGates];            ///< [unit][feature]
  const Unaligned<W>* recurrent_weights[kLstmGates];  ///< [unit][unit]
  const Unaligned<B>* biases[kLstmGates];             ///< [unit]
  T* last;    ///< [batch][unit]: the last output; integers less their zero point modulo 2^bits
  C* cells;   ///< [batch][unit]
  T* output;  ///< rows of [unit]
};
using LstmTensorsS8 = LstmTensors<int8_t, int8_t, int32_t, int16_t>;
using LstmTensorsS16 = LstmTensors<int16_t, int8_t, int64_t, int16_t>;
using LstmTensorsF32 = LstmTensors<float, float, float, float>;

namespace reference {

/// Accumulators wrap at 32 bits; those of 16-bit activations at 48.
void lstm_s8(const LstmInteger& p, const LstmTensorsS8& t);
void lstm_s16(const LstmInteger& p, const LstmTensorsS16& t);
void lstm_f32(const LstmF32& p, const LstmTensorsF32& t);

}  // namespace reference
}  // namespace mote
