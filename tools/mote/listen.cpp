// SPDX-License-Identifier: Apache-2.0
// mote listen: words in a sound, with the device's own front-end, network and decisions.
#include <cstdio>
#include <iomanip>
#include <iostream>

#include "commands.h"
#include "describe.h"
#include "explain.h"
#include "keyword_model.h"
#include "mote/signal.h"
#include "registry/all_ops.h"
#include "sound_file.h"

namespace mote::tool {
namespace {

using nlohmann::json;

/// Checks that a network takes the front-end's features and gives one score for each label.
void require_spotter(const Interpreter& net, const ListenOptions& options,
                     const std::string& name) {
  const auto fits = [](const Tensor& t, size_t elements) {
    return t.ok() && t.type() == TensorType::Int8 && t.elements() == elements;
  };
  if (net.input_count() != 1 || !fits(net.input(0), signal::FeatureHistory::kElements)) {
    throw Failure(kUnsupported,
                  name + ": a keyword model takes one int8 input of 49 x 40 features");
  }
  if (net.output_count() != 1 || !fits(net.output(0), options.labels.size())) {
    throw Failure(kUnsupported, name + ": a keyword model gives one int8 score for each of the " +
                                    std::to_string(options.labels.size()) + " labels");
  }
}

class Reporter {
 public:
  explicit Reporter(const ListenOptions& options) : options_(options) {}

  void report(uint32_t now_ms, const signal::KeywordDecider::Decision& decision) {
    if (!decision.is_new && !options_.every_step) return;
    const std::string& label = options_.labels[decision.label];
    const double score = decision.score / 255.0;
    if (options_.json) {
      std::cout << json{{"ms", now_ms},
                        {"label", label},
                        {"score", score},
                        {"heard", decision.is_new}}
                       .dump()
                << std::endl;
      return;
    }
    std::cout << std::fixed << std::setprecision(2) << std::setw(8) << now_ms / 1000.0 << " s  "
              << std::left << std::setw(10) << label << std::right << score
              << (decision.is_new && options_.every_step ? "  heard" : "") << std::endl;
  }

 private:
  const ListenOptions& options_;
};

}  // namespace

int listen(const ListenOptions& options) {
  using namespace mote::signal;
  const LoadedModel loaded = options.model.empty()
                                 ? LoadedModel("the keyword model", keyword_model())
                                 : LoadedModel(options.model);
  const Model& model = *loaded.model;
  (void)needed_ops(loaded);
  const Result<uint32_t> needed = needed_bytes(model);
  require(needed.fault(), loaded.path, &model);
  Arena arena(*needed);
  Result<Interpreter> net = Interpreter::create(model, all_ops(), arena.memory());
  require(net.fault(), loaded.path, &model);
  require_spotter(*net, options, loaded.path);

  SoundFile sound(options.sound, options.raw);
  if (sound.sample_rate_hz() != static_cast<int>(kSampleRateHz)) {
    throw Failure(kUsage, options.sound + ": has " + std::to_string(sound.sample_rate_hz()) +
                              " samples a second, 16000 are expected; convert it first");
  }
  KeywordDecider::Options decider_options;
  decider_options.label_count = static_cast<uint8_t>(options.labels.size());
  if (options.threshold != 0) decider_options.threshold = static_cast<uint8_t>(options.threshold);
  KeywordDecider decider(decider_options);
  FeatureExtractor extractor;
  FeatureHistory history;
  Reporter reporter(options);
  uint32_t steps = 0;
  int16_t block[kStepSamples];
  while (const size_t count = sound.read(block)) {
    for (size_t used = 0; used < count;) {
      used += extractor.push({block + used, count - used});
      if (!extractor.ready()) continue;
      history.push(extractor.step());
      if (++steps % KeywordDecider::kStepsPerResult != 0) continue;
      history.copy_to(net->input(0).elements_as<int8_t>());
      require(net->invoke(), loaded.path, &model);
      const uint32_t now_ms = kWindowSamples * 1000 / kSampleRateHz + (steps - 1) * kStepMs;
      reporter.report(now_ms, decider.update(now_ms, net->output(0).elements_as<int8_t>()));
    }
  }
  if (steps == 0) {
    throw Failure(kUsage, options.sound + ": is shorter than one window of 30 ms");
  }
  return 0;
}

}  // namespace mote::tool
