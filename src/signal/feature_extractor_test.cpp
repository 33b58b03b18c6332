// SPDX-License-Identifier: Apache-2.0
// The front-end as a whole: how it takes samples, and, where the recordings are, that its features
// equal the recorded ones byte for byte.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <vector>

#include "mote/signal.h"

namespace mote::signal {
namespace {

std::vector<int16_t> noise(size_t samples) {
  std::mt19937 random(7);
  std::vector<int16_t> out(samples);
  for (int16_t& s : out) s = static_cast<int16_t>(static_cast<int16_t>(random()) / 8);
  return out;
}

/// All steps of a sound that is pushed in pieces of `piece` samples.
std::vector<int8_t> features_of(const std::vector<int16_t>& sound, size_t piece) {
  FeatureExtractor extractor;
  std::vector<int8_t> out;
  for (size_t used = 0; used < sound.size();) {
    used += extractor.push({sound.data() + used, std::min(piece, sound.size() - used)});
    if (!extractor.ready()) continue;
    const Span<const int8_t> step = extractor.step();
    out.insert(out.end(), step.begin(), step.end());
  }
  return out;
}

TEST(FeatureExtractor, GivesTheSameStepsForAnyPieces) {
  const std::vector<int16_t> sound = noise(4321);
  const std::vector<int8_t> whole = features_of(sound, sound.size());
  EXPECT_EQ(whole.size(), kChannels * (1 + (sound.size() - kWindowSamples) / kStepSamples));
  for (const size_t piece : {1UL, 7UL, 160UL, 320UL, 321UL, 480UL, 1000UL}) {
    EXPECT_EQ(features_of(sound, piece), whole) << piece;
  }
}

TEST(FeatureExtractor, NeedsAWindowThenOneStepMore) {
  FeatureExtractor extractor;
  const std::vector<int16_t> sound = noise(1000);
  EXPECT_EQ(extractor.push({sound.data(), 479}), 479U);
  EXPECT_FALSE(extractor.ready());
  for (const int8_t feature : extractor.step()) EXPECT_EQ(feature, -128) << "not ready";
  EXPECT_EQ(extractor.push({sound.data(), 10}), 1U);
  EXPECT_TRUE(extractor.ready());
  EXPECT_EQ(extractor.push({sound.data(), 10}), 0U) << "full until step() is called";
  EXPECT_EQ(extractor.step().size(), kChannels);
  EXPECT_FALSE(extractor.ready());
  EXPECT_EQ(extractor.push({sound.data(), 1000}), 320U);
}

TEST(FeatureExtractor, WorksInMemoryOfTheCaller) {
  const std::vector<int16_t> sound = noise(2000);
  FeatureExtractor own;
  FeatureExtractor borrowing;
  std::vector<int16_t> scratch(FeatureExtractor::kScratchElems + 1, -1);
  for (size_t used = 0; used < sound.size();) {
    used += own.push({sound.data() + used, sound.size() - used});
    if (!own.ready()) break;
    borrowing = own;
    const Span<const int8_t> want = own.step();
    const Span<const int8_t> got = borrowing.step({scratch.data(), scratch.size() - 1});
    EXPECT_TRUE(std::equal(want.begin(), want.end(), got.begin(), got.end()));
    std::fill(scratch.begin(), scratch.end() - 1, INT16_MAX);  // others use it in between
  }
  EXPECT_EQ(scratch.back(), -1) << "written past its end";
  borrowing.push({sound.data(), sound.size()});
  ASSERT_TRUE(borrowing.ready());
  for (const int8_t f : borrowing.step({scratch.data(), FeatureExtractor::kScratchElems - 1}))
    EXPECT_EQ(f, -128) << "too little memory";
  EXPECT_TRUE(borrowing.ready());
}

TEST(FeatureExtractor, ForgetsEverythingOnReset) {
  const std::vector<int16_t> sound = noise(480);
  FeatureExtractor extractor;
  extractor.push({sound.data(), 480});
  const Span<const int8_t> first = extractor.step();
  const std::vector<int8_t> once(first.begin(), first.end());
  extractor.push({sound.data(), 320});
  (void)extractor.step();
  extractor.reset();
  extractor.push({sound.data(), 480});
  const Span<const int8_t> again = extractor.step();
  EXPECT_EQ(once, std::vector<int8_t>(again.begin(), again.end()));
}

TEST(FeatureExtractor, HearsNothingInSilence) {
  const std::vector<int8_t> features = features_of(std::vector<int16_t>(16000, 0), 16000);
  EXPECT_EQ(features.size(), 49 * kChannels);
  EXPECT_TRUE(std::all_of(features.begin(), features.end(), [](int8_t f) { return f == -128; }));
}

std::vector<uint8_t> read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// Samples of a recording; its header ends with "data" and a length.
std::vector<int16_t> samples_of(const std::vector<uint8_t>& wav) {
  const std::string mark = "data";
  const auto at = std::search(wav.begin(), wav.end(), mark.begin(), mark.end()) + 8;
  std::vector<int16_t> out(static_cast<size_t>(wav.end() - at) / 2);
  std::copy(at, at + static_cast<ptrdiff_t>(out.size() * 2),
            reinterpret_cast<uint8_t*>(out.data()));
  return out;
}

TEST(FeatureExtractor, EqualsTheRecordedFeatures) {
  const std::filesystem::path folder = std::filesystem::path(MOTE_SHARED_DIR) / "audio";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "skipped: no ../shared";
  int compared = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (!entry.is_directory()) continue;
    const std::vector<int8_t> got = features_of(samples_of(read(entry.path() / "audio.wav")), 320);
    const std::vector<uint8_t> want = read(entry.path() / "features.bin");
    ASSERT_EQ(got.size(), want.size()) << entry.path();
    for (size_t i = 0; i < want.size(); ++i) {
      ASSERT_EQ(got[i], static_cast<int8_t>(want[i]))
          << entry.path() << ", frame " << i / kChannels << ", channel " << i % kChannels;
    }
    ++compared;
  }
  EXPECT_EQ(compared, 6);
}

}  // namespace
}  // namespace mote::signal
