// SPDX-License-Identifier: Apache-2.0
#include "ops/signal_filter_bank/signal_filter_bank.h"

#include "signal/integer_math.h"
#include "signal/stages.h"

namespace mote::reference {
namespace {

/// Multiplication modulo 2^32.
uint32_t times(int32_t a, int32_t b) { return static_cast<uint32_t>(a) * static_cast<uint32_t>(b); }

uint32_t square(int32_t x) { return times(x, x); }

int16_t gain_of(uint32_t noise, const Unaligned<int16_t>* table) {
  if (noise <= 2) return table[noise];
  const uint32_t octave = signal::bit_length(noise);  // noise is in [2^(octave-1), 2^octave)
  const Unaligned<int16_t>* quadratic = table + 4 * octave - 6;
  const uint32_t position = octave < 11 ? noise << (11 - octave) : noise >> (octave - 11);
  const auto past = static_cast<int32_t>(position & 0x3FF);  // since the octave's start, Q10
  const int32_t slope = quadratic[1] * 32 + ((quadratic[2] * past) >> 5);  // Q5
  const auto rise = static_cast<int32_t>(times(slope, past) + (1U << 14)) >> 15;
  return static_cast<int16_t>(quadratic[0] + rise);
}

}  // namespace

void energy_s16(const Energy& p, const Unaligned<int16_t>* input, uint32_t* output) {
  for (uint32_t i = 0; i < p.bins; ++i) {
    const bool is_inside = i >= p.start && i < p.end;
    output[i] = is_inside ? square(input[2 * i]) + square(input[2 * i + 1]) : 0;
  }
}

void filter_bank_u32(const FilterBank& p, const FilterBankTensors& t, uint64_t* output) {
  uint64_t next = 0;  // what this band gives to the next channel
  for (uint32_t band = 0; band <= p.channels; ++band) {
    uint64_t sum = next;
    next = 0;
    const Unaligned<uint32_t>* bins = t.spectrum + t.bins[band];
    const int32_t first_weight = t.weights_at[band];
    const int32_t width = t.widths[band];
    for (int32_t i = 0; i < width; ++i) {
      const uint64_t energy = bins[i];
      sum += energy * static_cast<uint64_t>(int64_t{t.weights[first_weight + i]});
      next += energy * static_cast<uint64_t>(int64_t{t.unweights[first_weight + i]});
    }
    if (band != 0) output[band - 1] = sum;
  }
}

void square_root_u64(uint32_t channels, const Unaligned<uint64_t>* input, uint32_t bits,
                     uint32_t* output) {
  for (uint32_t i = 0; i < channels; ++i) {
    const uint64_t value = input[i];
    uint32_t root = signal::rounded_square_root(value);
    // The reference's shorter way for 32 bits has no 17th bit to round up to.
    if (value <= UINT32_MAX && root == 0x10000) root = 0xFFFF;
    output[i] = root >> bits;
  }
}

void spectral_subtraction_u32(const SpectralSubtraction& p, const Unaligned<uint32_t>* input,
                              uint32_t* noise, uint32_t* output) {
  for (uint32_t i = 0; i < p.channels; ++i) {
    const uint32_t value = input[i];
    const uint32_t signal = value << p.noise_bits;
    const auto estimate = static_cast<uint32_t>(
        (uint64_t{signal} * p.smoothing[i % 2] + uint64_t{noise[i]} * p.keeping[i % 2]) >>
        p.fraction_bits);
    const uint32_t subtracted = estimate < signal ? estimate : signal;
    noise[i] = p.clamping != 0 ? subtracted : estimate;
    const auto least =
        static_cast<uint32_t>((uint64_t{value} * p.least_remaining) >> p.fraction_bits);
    const uint32_t cleaned = (signal - subtracted) >> p.noise_bits;
    output[i] = cleaned > least ? cleaned : least;
  }
}

void pcan_u32(const Pcan& p, const Unaligned<uint32_t>* input, const Unaligned<uint32_t>* noise,
              const Unaligned<int16_t>* table, uint32_t* output) {
  for (uint32_t i = 0; i < p.channels; ++i) {
    const auto gain = static_cast<uint64_t>(int64_t{gain_of(noise[i], table)});
    output[i] = signal::shrink(static_cast<uint32_t>((input[i] * gain) >> p.snr_shift));
  }
}

void filter_bank_log_u32(const FilterBankLog& p, const Unaligned<uint32_t>* input,
                         int16_t* output) {
  for (uint32_t i = 0; i < p.channels; ++i) {
    const uint32_t value = input[i] << p.correction_bits;
    const uint32_t log = value > 1 ? signal::log_times(value, p.output_scale) : 0;
    output[i] = static_cast<int16_t>(log < INT16_MAX ? log : INT16_MAX);
  }
}

}  // namespace mote::reference
