// SPDX-License-Identifier: Apache-2.0
#include "signal/stages.h"

#include "signal/integer_math.h"
#include "signal/tables.h"

namespace mote::signal {
namespace {

constexpr uint32_t kSmoothingShift = 14;
constexpr uint32_t kEvenSmoothing = 409;   // 0.025, Q14
constexpr uint32_t kOddSmoothing = 983;    // 0.06
constexpr uint32_t kLeastRemaining = 819;  // 0.05
constexpr uint32_t kNoiseBits = 10;        // the noise estimate is Q10
constexpr uint32_t kSnrShift = 6;
constexpr uint32_t kSnrBits = 12;
constexpr uint32_t kInputBits = 3;  // restores what FFT length and filter weights took
constexpr uint32_t kLn2 = 45426;    // Q16
constexpr uint32_t kLogScale = 64;

uint32_t energy(Complex16 bin) {
  return static_cast<uint32_t>(int32_t{bin.re} * bin.re) +
         static_cast<uint32_t>(int32_t{bin.im} * bin.im);
}

/// log2(value), Q16, for value >= 1: straight between powers of two plus a correction, itself
/// straight between 128 points.
uint32_t log2_q16(uint32_t value) {
  const uint32_t whole = bit_length(value) - 1;
  const uint32_t normalized = whole < 16 ? value << (16 - whole) : value >> (whole - 16);
  const uint32_t fraction = normalized & 0xFFFF;
  const uint32_t segment = fraction >> 9;
  const int32_t begin = kLog2Excess[segment];
  const int32_t rise = kLog2Excess[segment + 1] - begin;
  const int32_t past = static_cast<int32_t>(fraction & 0x1FF);
  return (whole << 16) + fraction + static_cast<uint32_t>(begin + ((rise * past) >> 16));
}

}  // namespace

void apply_window(Span<const int16_t> samples, Span<Complex16> pairs) {
  constexpr uint32_t kHalf = kWindowSamples / 2;
  __builtin_memset(pairs.data(), 0, pairs.size() * sizeof(Complex16));
  for (uint32_t i = 0; i < kWindowSamples; ++i) {
    const int32_t weight = kHannHalf[i < kHalf ? i : kWindowSamples - 1 - i];
    const int16_t weighed = saturate16((samples[i] * weight) >> kWindowShift);
    Complex16& pair = pairs[i / 2];
    (i % 2 == 0 ? pair.re : pair.im) = weighed;
  }
}

uint32_t scale_up(Span<Complex16> pairs) {
  uint32_t loudest = 0;
  for (const Complex16& pair : pairs) {
    const uint32_t re = static_cast<uint32_t>(pair.re < 0 ? -pair.re : pair.re);
    const uint32_t im = static_cast<uint32_t>(pair.im < 0 ? -pair.im : pair.im);
    loudest = re > loudest ? re : loudest;
    loudest = im > loudest ? im : loudest;
  }
  const uint32_t used = bit_length(loudest);
  const uint32_t bits = used < 15 ? 15 - used : 0;
  for (Complex16& pair : pairs) {
    pair.re = static_cast<int16_t>(pair.re * (1 << bits));
    pair.im = static_cast<int16_t>(pair.im * (1 << bits));
  }
  return bits;
}

void filter_bank(Span<const Complex16> spectrum, uint32_t scale_bits, Span<uint32_t> channels) {
  uint64_t rising = 0;  // of the triangle that the last band began
  for (uint32_t band = 0; band < kBands; ++band) {
    uint64_t falling = rising;
    rising = 0;
    for (uint32_t bin = kBandEdges[band]; bin < kBandEdges[band + 1]; ++bin) {
      const uint32_t weight = kBinWeights[bin - kBandEdges[0]];
      const uint64_t power = energy(spectrum[bin]);
      falling += power * weight;
      rising += power * (kFallingPlusRising - weight);
    }
    if (band != 0) channels[band - 1] = rounded_square_root(falling) >> scale_bits;
  }
}

void subtract_noise(Span<uint32_t> channels, Span<uint32_t> noise) {
  for (uint32_t i = 0; i < kChannels; ++i) {
    const uint32_t smoothing = i % 2 == 0 ? kEvenSmoothing : kOddSmoothing;
    const uint32_t keeping = (1u << kSmoothingShift) - smoothing;
    const uint32_t signal = channels[i] << kNoiseBits;
    noise[i] = static_cast<uint32_t>(
        (uint64_t{signal} * smoothing + uint64_t{noise[i]} * keeping) >> kSmoothingShift);
    const uint32_t subtracted = noise[i] < signal ? noise[i] : signal;
    const uint32_t cleaned = (signal - subtracted) >> kNoiseBits;
    const auto least =
        static_cast<uint32_t>((uint64_t{channels[i]} * kLeastRemaining) >> kSmoothingShift);
    channels[i] = cleaned > least ? cleaned : least;
  }
}

int16_t gain_of(uint32_t noise) {
  if (noise < 2) return kGainStart[noise];
  const uint32_t octave = bit_length(noise);  // noise is in [2^(octave-1), 2^octave)
  const int16_t* quadratic = &kGainOctaves[3 * (octave - 2)];
  const uint32_t position = octave < 11 ? noise << (11 - octave) : noise >> (octave - 11);
  const auto past = static_cast<int32_t>(position & 0x3FF);  // since the octave's start, Q10
  const int32_t slope = quadratic[1] * 32 + ((quadratic[2] * past) >> 5);  // Q5
  return static_cast<int16_t>(quadratic[0] + ((slope * past + (1 << 14)) >> 15));
}

uint32_t shrink(uint32_t snr) {
  if (snr < 2u << kSnrBits) return (snr * snr) >> (2 + 2 * kSnrBits - kSnrShift);
  return (snr >> (kSnrBits - kSnrShift)) - (1u << kSnrShift);
}

void normalize_gain(Span<uint32_t> channels, Span<const uint32_t> noise) {
  for (uint32_t i = 0; i < kChannels; ++i) {
    const auto gain = static_cast<uint64_t>(gain_of(noise[i]));
    channels[i] = shrink(static_cast<uint32_t>((channels[i] * gain) >> kSnrShift));
  }
}

uint32_t log_times(uint32_t value, uint32_t scale) {
  constexpr uint32_t kHalf = 1u << 15;
  const auto natural = static_cast<uint32_t>((uint64_t{log2_q16(value)} * kLn2 + kHalf) >> 16);
  return (natural * scale + kHalf) >> 16;
}

int16_t scaled_log(uint32_t value) {
  const uint32_t corrected = value << kInputBits;
  if (corrected <= 1) return 0;
  const uint32_t scaled = log_times(corrected, kLogScale);
  return static_cast<int16_t>(scaled < INT16_MAX ? scaled : INT16_MAX);
}

void compress(Span<const uint32_t> channels, Span<int8_t> features) {
  constexpr int32_t kFullScale = 666;  // 25.6 * 26, rounded: the range the first models learnt
  for (uint32_t i = 0; i < kChannels; ++i) {
    const int32_t value = (scaled_log(channels[i]) * 256 + kFullScale / 2) / kFullScale - 128;
    features[i] = static_cast<int8_t>(value < INT8_MAX ? value : INT8_MAX);
  }
}

}  // namespace mote::signal
