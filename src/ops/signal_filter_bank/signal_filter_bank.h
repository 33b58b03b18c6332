// SPDX-License-Identifier: Apache-2.0
// Operators of the field's audio library from a spectrum to features, the stages of the front-end
// in src/signal with every number a parameter. Units of a number are the model's own.
// Source: operator semantics of the signal library of TensorFlow Lite Micro.
#pragma once

#include <stdint.h>

#include "base/bytes.h"

namespace mote {

/// Squared magnitude of the bins [start, end) of a spectrum of complex numbers.
struct Energy {
  uint32_t bins, start, end;
};

/// Triangular filters that overlap by half: a bin counts with its weight in one channel and with
/// its "unweight" in the next.
struct FilterBank {
  uint32_t channels;
};
/// Band i, of channels + 1, takes `widths[i]` bins from `bins[i]` on and weights from `weights_at[i]`
/// on. All inside their tensors.
struct FilterBankTensors {
  const Unaligned<uint32_t>* spectrum;
  const Unaligned<int16_t>*weights, *unweights;
  const Unaligned<int16_t>*bins, *weights_at, *widths;
};

/// Tracks the noise of each channel by exponential smoothing and subtracts it. Odd channels have
/// their own smoothing.
struct SpectralSubtraction {
  uint32_t channels;
  uint32_t smoothing[2], keeping[2];  ///< of even and of odd channels, Q`fraction_bits`
  uint32_t least_remaining;           ///< part of the signal, Q`fraction_bits`
  int32_t fraction_bits;              ///< [0, 31]
  int32_t noise_bits;                 ///< of the noise over the signal, [0, 31]
  uint32_t clamping;                  ///< not 0: noise above the signal is forgotten
};

/// Per-channel amplitude normalisation: divides by a power of the noise, then compresses.
struct Pcan {
  uint32_t channels;
  int32_t snr_shift;  ///< [0, 31]
};
constexpr uint32_t kPcanTableElements = 125;

struct FilterBankLog {
  uint32_t channels;
  uint32_t output_scale;
  int32_t correction_bits;  ///< [0, 31]
};

namespace reference {

/// input: [bins][re, im]. Bins outside the range become zero.
void energy_s16(const Energy& p, const Unaligned<int16_t>* input, uint32_t* output);
/// Sums wrap at 64 bits.
void filter_bank_u32(const FilterBank& p, const FilterBankTensors& t, uint64_t* output);
/// Nearest square root, shifted right by `bits` in [0, 31].
void square_root_u64(uint32_t channels, const Unaligned<uint64_t>* input, uint32_t bits,
                     uint32_t* output);
/// noise: state, Q`noise_bits`.
void spectral_subtraction_u32(const SpectralSubtraction& p, const Unaligned<uint32_t>* input,
                              uint32_t* noise, uint32_t* output);
/// table: the gain over the noise: [0], [1] for noise 0 and 1, from 2 on three coefficients of a
/// quadratic for each octave, four elements apart.
void pcan_u32(const Pcan& p, const Unaligned<uint32_t>* input, const Unaligned<uint32_t>* noise,
              const Unaligned<int16_t>* table, uint32_t* output);
/// 0 for inputs whose corrected value is at most 1.
void filter_bank_log_u32(const FilterBankLog& p, const Unaligned<uint32_t>* input, int16_t* output);

}  // namespace reference
}  // namespace mote
