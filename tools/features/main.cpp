// SPDX-License-Identifier: Apache-2.0
// mote_features: raw 16 kHz samples to the features that a device would compute, for training.
#include <CLI/CLI.hpp>

#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include "mote/signal.h"

namespace {

/// Features of one clip, its newest `frames` steps, oldest first; too short a clip starts silent.
std::vector<int8_t> features_of(mote::Span<const int16_t> clip, size_t frames) {
  using mote::signal::kChannels;
  mote::signal::FeatureExtractor extractor;
  std::vector<int8_t> steps(frames * kChannels, INT8_MIN);
  size_t used = 0;
  while (used < clip.size()) {
    used += extractor.push({clip.data() + used, clip.size() - used});
    if (!extractor.ready()) continue;
    const auto step = extractor.step();
    steps.insert(steps.end(), step.begin(), step.end());
  }
  steps.erase(steps.begin(), steps.end() - static_cast<ptrdiff_t>(frames * kChannels));
  return steps;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{
      "Computes the features of raw audio with the device's own front-end.\n"
      "IN: clips of 16 kHz mono int16 samples, little-endian, one after another; each "
      "starts afresh.\nOUT: int8 [clips][frames][40], the newest frames of each clip."};
  std::string in, out;
  size_t clip_samples = 16000, frames = 49;
  app.add_option("IN", in, "file of samples")->required();
  app.add_option("OUT", out, "file of features to write")->required();
  app.add_option("--clip-samples", clip_samples, "samples in a clip")->check(CLI::PositiveNumber);
  app.add_option("--frames", frames, "frames to keep of each clip")->check(CLI::PositiveNumber);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return app.exit(e) == 0 ? 0 : 2;
  }
  std::ifstream from(in, std::ios::binary);
  if (!from) {
    std::fprintf(stderr, "mote_features: %s: cannot read it\n", in.c_str());
    return 6;
  }
  std::ofstream to(out, std::ios::binary);
  std::vector<int16_t> clip(clip_samples);
  const auto bytes = static_cast<std::streamsize>(clip_samples * sizeof(int16_t));
  while (from.read(reinterpret_cast<char*>(clip.data()), bytes)) {
    const auto features = features_of({clip.data(), clip.size()}, frames);
    to.write(reinterpret_cast<const char*>(features.data()),
             static_cast<std::streamsize>(features.size()));
  }
  if (from.gcount() != 0) {
    std::fprintf(stderr, "mote_features: %s: the last clip is cut short: %lld of %lld bytes\n",
                 in.c_str(), static_cast<long long>(from.gcount()), static_cast<long long>(bytes));
    return 1;
  }
  to.flush();
  if (!to) {
    std::fprintf(stderr, "mote_features: %s: cannot write it\n", out.c_str());
    return 6;
  }
  return 0;
}
