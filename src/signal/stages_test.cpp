// SPDX-License-Identifier: Apache-2.0
// Each stage against its formula in double precision, over inputs that cover its range.
#include "signal/stages.h"

#include <gtest/gtest.h>

#include <cmath>
#include <complex>
#include <random>
#include <string>
#include <vector>

#include "signal/integer_math.h"

namespace mote::signal {
namespace {

constexpr double kPi = 3.14159265358979323846;

TEST(RoundedSquareRoot, EqualsTheExactRootOfEverySquareAndItsNeighbours) {
  std::mt19937_64 random(1);
  std::vector<uint64_t> roots = {0, 1, 2, 3, 0xFFFF, 0x10000, 0xFFFFFFFF, 0xFFFFFFFE};
  for (int i = 0; i < 20000; ++i) roots.push_back(random() >> (32 + random() % 31));
  for (const uint64_t root : roots) {
    const uint64_t square = root * root;
    EXPECT_EQ(rounded_square_root(square), root);
    // The next value rounds up from root^2 + root + 1 on.
    EXPECT_EQ(rounded_square_root(square + root), root);
    if (root < 0xFFFFFFFF) {
      EXPECT_EQ(rounded_square_root(square + root + 1), root + 1);
    }
  }
  EXPECT_EQ(rounded_square_root(UINT64_MAX), UINT32_MAX) << "must not round up to 2^32";
}

TEST(ApplyWindow, WeighsWithAHannWindowAndPadsWithZeros) {
  std::vector<int16_t> samples(kWindowSamples);
  for (size_t i = 0; i < samples.size(); ++i) samples[i] = i % 2 == 0 ? 32767 : -32768;
  Complex16 pairs[kFftLength / 2];
  apply_window({samples.data(), samples.size()}, pairs);
  for (uint32_t i = 0; i < kFftLength; ++i) {
    const int16_t got = i % 2 == 0 ? pairs[i / 2].re : pairs[i / 2].im;
    if (i >= kWindowSamples) {
      EXPECT_EQ(got, 0) << i;
      continue;
    }
    const double hann = 0.5 - 0.5 * std::cos(2 * kPi * (i + 0.5) / kWindowSamples);
    EXPECT_EQ(got, static_cast<int16_t>(std::floor(samples[i] * std::round(hann * 4096) / 4096)))
        << i;
  }
}

struct ScaleCase {
  std::string name;
  int16_t loudest;
  uint32_t bits;
};

TEST(ScaleUp, ShiftsAsFarAsTheLoudestSampleAllows) {
  const ScaleCase cases[] = {{"silence", 0, 15},          {"one", 1, 14},
                             {"minus one", -1, 14},       {"two bits to spare", 8191, 2},
                             {"just too loud", 16384, 0}, {"just not too loud", 16383, 1},
                             {"full scale", -32768, 0},   {"loudest positive", 32767, 0}};
  for (const ScaleCase& c : cases) {
    SCOPED_TRACE(c.name);
    Complex16 pairs[kFftLength / 2] = {};
    pairs[77].im = c.loudest;
    EXPECT_EQ(scale_up(pairs), c.bits);
    EXPECT_EQ(pairs[77].im, c.loudest * (1 << c.bits));
  }
}

/// Worst distance of a bin from the exact transform divided by 512, beyond what scaling by
/// 32767 / 32768 in each of its five stages explains.
double fft_error(const std::vector<int16_t>& samples) {
  Complex16 pairs[kFftLength / 2];
  for (uint32_t i = 0; i < kFftLength / 2; ++i) pairs[i] = {samples[2 * i], samples[2 * i + 1]};
  real_fft_512(pairs);
  double worst = 0;
  for (uint32_t bin = 0; bin <= kFftLength / 2; ++bin) {
    std::complex<double> exact = 0;
    for (uint32_t i = 0; i < kFftLength; ++i) {
      exact +=
          std::polar(static_cast<double>(samples[i]) / kFftLength, -2 * kPi * bin * i / kFftLength);
    }
    std::complex<double> got(pairs[bin % 256].re, pairs[bin % 256].im);
    if (bin == 0) got = pairs[0].re;
    if (bin == 256) got = pairs[0].im;
    worst = std::max(worst, std::abs(got - exact) - std::abs(exact) * 6e-4);
  }
  return worst;
}

TEST(RealFft512, IsTheTransformToWithinTheRoundingOfItsStages) {
  std::mt19937 random(2);
  for (int trial = 0; trial < 20; ++trial) {
    std::vector<int16_t> samples(kFftLength);
    for (int16_t& s : samples) s = static_cast<int16_t>(random());
    EXPECT_LT(fft_error(samples), 6) << "noise " << trial;
  }
  for (const uint32_t bin : {0U, 1U, 7U, 64U, 100U, 255U, 256U}) {
    std::vector<int16_t> samples(kFftLength);
    for (uint32_t i = 0; i < kFftLength; ++i) {
      samples[i] = static_cast<int16_t>(32000 * std::cos(2 * kPi * bin * i / kFftLength));
    }
    EXPECT_LT(fft_error(samples), 6) << "tone in bin " << bin;
  }
  EXPECT_LE(fft_error(std::vector<int16_t>(kFftLength, 0)), 0) << "silence";
}

double mel(double hertz) { return 1127 * std::log1p(hertz / 700); }

TEST(FilterBank, GivesTheRootOfTheEnergyUnderEachTriangle) {
  std::mt19937 random(3);
  Complex16 spectrum[kFftLength / 2];
  for (Complex16& bin : spectrum) {
    bin = {static_cast<int16_t>(random()), static_cast<int16_t>(random())};
  }
  const double low = mel(125);
  const double spacing = (mel(7500) - low) / (kChannels + 1);
  for (const uint32_t scale_bits : {0U, 3U}) {
    uint32_t channels[kChannels];
    filter_bank(Span<Complex16>(spectrum), scale_bits, channels);
    for (uint32_t channel = 0; channel < kChannels; ++channel) {
      double energy = 0;
      for (uint32_t bin = 0; bin < kFftLength / 2; ++bin) {
        const double from_peak = std::abs((mel(bin * 31.25) - low) / spacing - (channel + 1));
        if (from_peak >= 1) continue;
        const double re = spectrum[bin].re, im = spectrum[bin].im;
        const double power = re * re + im * im;
        energy += power * (1 - from_peak) * 4096;
      }
      const double exact = std::sqrt(energy) / (1 << scale_bits);
      EXPECT_NEAR(channels[channel], exact, 1 + exact * 1e-3) << "channel " << channel;
    }
  }
}

TEST(SubtractNoise, SmoothsTheEstimateAndKeepsFivePercent) {
  uint32_t noise[kChannels] = {};
  double expected[2] = {};  // of an even and an odd channel
  for (int step = 0; step < 200; ++step) {
    const uint32_t level = step < 100 ? 1000 : 50;
    uint32_t channels[kChannels];
    for (uint32_t& c : channels) c = level;
    subtract_noise(channels, noise);
    for (uint32_t i = 0; i < 2; ++i) {
      const double smoothing = i == 0 ? 0.025 : 0.06;
      expected[i] += smoothing * (level - expected[i]);
      EXPECT_NEAR(noise[i] / 1024.0, expected[i], 2 + expected[i] * 2e-3) << step;
      const double cleaned = std::max(level - expected[i], level * 0.05);
      EXPECT_NEAR(channels[i], cleaned, 4) << step;
      EXPECT_EQ(channels[i], channels[i + 2]) << "channels of one parity are alike";
    }
  }
}

TEST(GainOf, IsAPowerOfTheNoise) {
  for (const uint32_t noise : {0U, 1U, 2U, 3U, 100U, 1023U, 1024U, 1025U, 65535U, 1U << 20,
                               (1U << 24) + 12345, 1U << 31, UINT32_MAX}) {
    const double exact = std::min(32767.0, 2097152 * std::pow(noise / 128.0 + 80, -0.95));
    EXPECT_NEAR(gain_of(noise), exact, 2 + exact * 0.01) << noise;
  }
  for (uint32_t octave = 1; octave < 32; ++octave) {
    const int before = gain_of((1U << octave) - 1);
    EXPECT_NEAR(gain_of(1U << octave), before, 2 + before * 0.01) << "jump at 2^" << octave;
  }
}

TEST(ScaledLog, IsSixtyFourTimesTheNaturalLogarithm) {
  EXPECT_EQ(scaled_log(0), 0);
  for (uint64_t value = 1; value < (uint64_t{1} << 29); value += 1 + value / 7) {
    const double exact = 64 * std::log(8.0 * static_cast<double>(value));
    EXPECT_NEAR(scaled_log(static_cast<uint32_t>(value)), exact, 1.0) << value;
  }
}

TEST(Compress, CoversTheWholeRangeOfAByte) {
  uint32_t channels[kChannels];
  for (uint32_t i = 0; i < kChannels; ++i) channels[i] = i == 0 ? 0 : 1U << (i < 29 ? i - 1 : 28);
  int8_t features[kChannels];
  compress(Span<uint32_t>(channels), features);
  EXPECT_EQ(features[0], -128) << "silence";
  for (uint32_t i = 1; i < kChannels; ++i) {
    const double exact = 64 * std::log(8.0 * channels[i]) * 256 / 666 - 128;
    EXPECT_NEAR(features[i], std::min(exact, 127.0), 1.0) << i;
  }
  channels[0] = 1U << 28;
  compress(Span<uint32_t>(channels), features);
  EXPECT_EQ(features[0], 127) << "saturates";
}

}  // namespace
}  // namespace mote::signal
