// SPDX-License-Identifier: Apache-2.0
// Any sound through the audio front-end, and any scores through the keyword decider: no undefined
// arithmetic, and the same features however the samples are cut.
#include <algorithm>

#include "expect.h"
#include "input_reader.h"
#include "mote/signal.h"

namespace mote::fuzz {
namespace {

using namespace signal;

std::vector<int8_t> features_of(const std::vector<int16_t>& samples, InputReader& cuts,
                                bool as_one) {
  FeatureExtractor extractor;
  FeatureHistory history;
  std::vector<int8_t> all;
  size_t at = 0;
  while (at < samples.size()) {
    const size_t most = as_one ? samples.size() : static_cast<size_t>(cuts.between(1, 900));
    at += extractor.push({samples.data() + at, std::min(most, samples.size() - at)});
    if (!extractor.ready()) continue;
    int16_t scratch[FeatureExtractor::kScratchElems];
    const auto step = as_one ? extractor.step() : extractor.step(scratch);
    all.insert(all.end(), step.begin(), step.end());
    history.push(step);
  }
  int8_t window[FeatureHistory::kElements];
  expect(history.copy_to(window), "a history refuses a window of its size");
  const size_t known = std::min(all.size(), sizeof(window));
  expect(std::equal(all.end() - static_cast<ptrdiff_t>(known), all.end(),
                    window + sizeof(window) - known),
         "a history holds other features than the newest");
  return all;
}

void check_decider(InputReader& in) {
  KeywordDecider::Options options;
  options.label_count = in.take<uint8_t>();
  options.first_keyword = in.take<uint8_t>();
  options.results = in.take<uint8_t>();
  options.threshold = in.take<uint8_t>();
  options.suppression_ms = in.take<uint16_t>();
  KeywordDecider decider(options);
  uint32_t now_ms = in.take<uint32_t>();
  while (in.left() != 0) {
    const auto scores = in.bytes(static_cast<size_t>(in.between(0, 9)));
    now_ms += in.take<uint16_t>();
    const auto decision =
        decider.update(now_ms, {reinterpret_cast<const int8_t*>(scores.data()), scores.size()});
    expect(decision.label < KeywordDecider::kMaxLabels, "a label that there is not");
  }
}

}  // namespace
}  // namespace mote::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace mote::fuzz;
  InputReader in(data, size);
  if (in.chance(30)) {
    check_decider(in);
    return 0;
  }
  const auto gain = in.between(0, 15);
  const auto repeats = in.between(1, 8);
  std::vector<int16_t> samples;
  InputReader sound(in);
  while (sound.left() != 0 && samples.size() < 4000) {
    const auto sample = static_cast<int16_t>(sound.take<uint16_t>() << gain);
    for (int32_t i = 0; i < repeats; ++i) samples.push_back(sample);
  }
  expect(features_of(samples, in, true) == features_of(samples, in, false),
         "features depend on how the samples are cut");
  return 0;
}
