// SPDX-License-Identifier: Apache-2.0
// The stages of the audio front-end after one another, each a plain function over plain memory.
// Units and formulas: docs/design/audio_front_end.md. The roundings are those of the field's
// trained models, checked against recorded features.
#pragma once

#include <stdint.h>

#include "mote/signal.h"
#include "mote/span.h"
#include "signal/real_fft.h"

namespace mote::signal {

/// Weighs kWindowSamples samples with a Hann window and zero-pads them to the pairs of the FFT.
void apply_window(Span<const int16_t> samples, Span<Complex16> pairs);

/// Shifts all samples left as far as the loudest allows, so that a quiet sound keeps its precision
/// in the FFT. Returns the number of bits.
uint32_t scale_up(Span<Complex16> pairs);

/// Square roots of the energies under kChannels triangles, divided by 2^scale_bits.
void filter_bank(Span<const Complex16> spectrum, uint32_t scale_bits, Span<uint32_t> channels);

/// Tracks the noise of each channel (Q10) by exponential smoothing and subtracts it; at least 5 %
/// of the signal remains. `noise` is state from step to step, zero at the start.
void subtract_noise(Span<uint32_t> channels, Span<uint32_t> noise);

/// Per-channel amplitude normalisation: divides by a power of the noise, then compresses.
void normalize_gain(Span<uint32_t> channels, Span<const uint32_t> noise);

/// Logarithm, scaled to [-128, 127].
void compress(Span<const uint32_t> channels, Span<int8_t> features);

/// The gain of normalize_gain for one noise estimate, Q21 over the input's scale.
int16_t gain_of(uint32_t noise);

/// 64 ln(8 value), rounded; 0 where 8 value is at most 1. At most 32767.
int16_t scaled_log(uint32_t value);

// What operators of the signal library share with the stages.

/// (snr / 2)^2 below 2, snr - 1 from there on; Q12 in, Q6 out.
uint32_t shrink(uint32_t snr);

/// scale * ln(value), rounded, modulo 2^32; value >= 1.
uint32_t log_times(uint32_t value, uint32_t scale);

}  // namespace mote::signal
