// SPDX-License-Identifier: Apache-2.0
// Fourier transform of real numbers and its inverse, of any power of two, and the shift that comes
// before it in fixed point. Out of place, so that the samples are put in order as they are copied.
// Source: Cooley and Tukey (1965), decimation in time, radix 4 with one stage of radix 2 where the
// length needs it; a real transform as a complex one of half its length. Fixed point: every stage
// scales its inputs down first, so no sum overflows and the result is the transform divided by the
// length. The roundings are those of the field's trained models (kissfft 1.3.0).
#pragma once

#include <stdint.h>

#include "base/bytes.h"

namespace mote {

struct RealFft {
  uint32_t rows;
  uint32_t samples;  ///< of a row of the input; zeros follow up to the length
  uint32_t length;   ///< a power of two in [4, 32768]
};

/// Elements of the table of sines that the transforms need.
constexpr uint32_t sine_elements(uint32_t length) { return length / 4 + 1; }

template <class T>
struct ComplexOf {
  T re, im;
};

namespace reference {

/// sin(2 pi k / length) for the first quarter of a turn: integers with all bits but the sign's as
/// fraction, rounded; the last element is the greatest.
template <class T>
void fill_sines(uint32_t length, T* sines);

/// input: [rows][samples]; output: [rows][length / 2 + 1].
template <class T>
void real_fft(const RealFft& p, const T* sines, const Unaligned<T>* input, ComplexOf<T>* output);
/// input: [rows][length / 2 + 1]; output: [rows][length]. Floats are divided by the length.
template <class T>
void inverse_real_fft(const RealFft& p, const T* sines, const Unaligned<T>* input, T* output);

/// Shifts all samples left as far as the loudest allows. Returns the number of bits.
int32_t auto_scale_s16(uint32_t samples, const Unaligned<int16_t>* input, int16_t* output);

}  // namespace reference
}  // namespace mote
