// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "models/run_case.h"
#include "ops/shared/checks.h"
#include "ops/signal_fft/signal_fft.h"
#include "ops/signal_fft/sines.h"
#include "signal/tables.h"

namespace mote {
namespace check {
#define MOTE_CHECK(name, number, sentence, advice) constexpr CheckNumber name = number;
#include "ops/signal_fft/checks.inc"
#undef MOTE_CHECK
}  // namespace check
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(SignalFft, "signal_fft", 0);

const models::Refusal kRefusals[] = {
    {"FftOfAnotherName", "rfft_s16_16", check::CustomName, models::take_name_alike},
    {"InverseOfAnotherName", "irfft_s16_16", check::CustomName, models::take_name_alike},
    {"AutoScaleOfAnotherName", "auto_scale", check::CustomName, models::take_name_alike},
    {"FftOptionsCut", "rfft_s16_16", check::CustomOptions, models::cut_custom_options},
    {"InverseOptionsCut", "irfft_s16_16", check::CustomOptions, models::cut_custom_options},
    {"InputScalar", "rfft_s16_16", check::Rank, [](ModelSpec& m) { m.tensors[0].shape.clear(); }},
    {"InputEmpty", "rfft_s16_16", check::Empty, [](ModelSpec& m) { m.tensors[0].shape = {0}; }},
    {"OtherType", "rfft_s16_16", check::Type,
     [](ModelSpec& m) { models::set_custom_option(m, 2, 0, 2); }},
    {"LengthTwo", "rfft_s16_16", check::FftLength,
     [](ModelSpec& m) { models::set_custom_option(m, 2, 1, 2); }},
    {"LengthZero", "irfft_s16_16", check::FftLength,
     [](ModelSpec& m) { models::set_custom_option(m, 2, 1, 0); }},
    {"LengthNegative", "rfft_s16_16", check::FftLength,
     [](ModelSpec& m) { models::set_custom_option(m, 2, 1, 0x80); }},
    {"LengthNoPowerOfTwo", "rfft_s16_16", check::FftLength,
     [](ModelSpec& m) { models::set_custom_option(m, 2, 1, 12); }},
    {"OutputOfAnotherRank", "rfft_s16_16", check::Rank,
     [](ModelSpec& m) {
       m.tensors[1].shape = {1, 18};
     }},
    {"OutputOfAnotherLength", "rfft_s16_16", check::Shape,
     [](ModelSpec& m) { m.tensors[1].shape = {16}; }},
    {"OtherRows", "rfft_s16_padded_rows", check::Shape,
     [](ModelSpec& m) {
       m.tensors[0].shape = {2, 1, 9};
     }},
    {"MoreSamplesThanLength", "rfft_s16_16", check::Shape,
     [](ModelSpec& m) { m.tensors[0].shape = {17}; }},
    {"InverseOfFewerSamples", "irfft_s16_16", check::Shape,
     [](ModelSpec& m) { m.tensors[1].shape = {15}; }},
    {"ScaleOfAnotherType", "auto_scale", check::Type,
     [](ModelSpec& m) { m.tensors[2].type = TensorType::Int16; }},
    {"TwoScales", "auto_scale", check::Shape, [](ModelSpec& m) { m.tensors[2].shape = {2}; }},
    {"AutoScaleOtherShape", "auto_scale", check::Shape,
     [](ModelSpec& m) { m.tensors[1].shape = {5}; }},
};
MOTE_TEST_USUAL_REFUSALS(SignalFftUsualRefusal, "signal_fft", "rfft_s16_16", 1, 1);
MOTE_TEST_REFUSALS(SignalFftRefusal, "signal_fft", kRefusals);

TEST(SignalFftSines, AreRightToSixteenDecimals) {
  for (const uint32_t bits : {0U, 1U, 5U, 13U}) {
    for (uint64_t k = 0; k <= uint64_t{1} << bits; ++k) {
      const long double sine = std::sin(1.57079632679489661923L * static_cast<long double>(k) /
                                        static_cast<long double>(uint64_t{1} << bits));
      const auto got = static_cast<long double>(quarter_sine_q62(k << (63 - bits)));
      ASSERT_NEAR(static_cast<double>(got - std::ldexp(sine, 62)), 0.0, 8.0) << k << '/' << bits;
    }
  }
}

TEST(SignalFftSines, EqualTheTableOfTheFrontEnd) {
  int16_t sines[sine_elements(signal::kFftLength)];
  reference::fill_sines(signal::kFftLength, sines);
  for (uint32_t k = 0; k < sine_elements(signal::kFftLength); ++k) {
    EXPECT_EQ(sines[k], signal::kSineQuarter[k]) << k;
  }
}

/// Whatever goes in: no sum or product is undefined, and the transforms of the ends of the range
/// come back.
TEST(SignalFft, TakesTheEndsOfTheRange) {
  constexpr uint32_t kLength = 64;
  const RealFft p{1, kLength, kLength};
  int32_t sines[sine_elements(kLength)];
  reference::fill_sines(kLength, sines);
  for (const int32_t value : {INT32_MIN, INT32_MAX, 0}) {
    std::vector<int32_t> samples(kLength, value);
    std::vector<ComplexOf<int32_t>> bins(kLength / 2 + 1);
    const auto* input = reinterpret_cast<const Unaligned<int32_t>*>(samples.data());
    reference::real_fft(p, sines, input, bins.data());
    EXPECT_NEAR(bins[0].re, value, 64.0);
    reference::inverse_real_fft(p, sines, reinterpret_cast<const Unaligned<int32_t>*>(bins.data()),
                                samples.data());
    for (uint32_t i = 0; i < kLength; ++i) EXPECT_NEAR(samples[i], value / 64, 64.0);
  }
}

}  // namespace
}  // namespace mote
