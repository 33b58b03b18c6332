// SPDX-License-Identifier: Apache-2.0
// The program but for how its network runs: samples in, features, network, decision out.
#pragma once

#include "console/console.h"
#include "marks/marks.h"
#include "microphone/microphone.h"
#include "mote/platform.h"
#include "mote/signal.h"
#include "mote/status.h"

namespace keyword_spotting_demo {

using mote::console::Decimal;
using mote::console::print_line;

constexpr const char* kLabels[] = {"silence", "unknown", "yes", "no"};

inline int fail(const char* what, const mote::Fault& f) {
  print_line("cannot ", what, "; on the host: mote explain ", static_cast<int>(f.error), ' ',
             static_cast<int>(f.check), ' ', static_cast<int>(f.op_index), ' ', f.detail);
  return 1;
}

inline void report(uint32_t now_ms, const mote::signal::KeywordDecider::Decision& decision) {
  if (!decision.is_new) return;
  print_line("heard ", kLabels[decision.label], " at ",
             Decimal{static_cast<int32_t>(now_ms / 10), 2}, " s, score ",
             Decimal{decision.score * 100 / 255, 2});
}

/// A network that looks at a whole window of features at once, now and then.
template <class Network>
class WindowedNetwork {
 public:
  static constexpr uint32_t kStepsPerRun = mote::signal::KeywordDecider::kStepsPerResult;
  static constexpr uint32_t kStepsToFill = 1;  ///< the window begins with silence

  explicit WindowedNetwork(Network& network) : network_(network) {}

  /// The input: it is free until features are copied to it, and lies at a multiple of 16 bytes.
  mote::Span<int16_t> scratch() {
    const mote::Span<int8_t> input = network_.input();
    return {reinterpret_cast<int16_t*>(input.data()), input.size() / sizeof(int16_t)};
  }
  void take(mote::Span<const int8_t> features) { history_.push(features); }
  mote::Fault run(bool counted) {
    history_.copy_to(network_.input());
    return counted ? network_.invoke_counted() : network_.invoke();
  }
  mote::Span<const int8_t> output() { return network_.output(); }
  uint32_t arena_bytes() const { return network_.arena_bytes(); }

 private:
  Network& network_;
  mote::signal::FeatureHistory history_;
};

/// Listens until the sound ends and prints each word with its time, and between marks what the
/// first whole window costs. Returns the status to end with. `Network` has
///   kStepsPerRun         steps of features from run to run
///   kStepsToFill         steps after which its outputs count
///   scratch()            memory for the front-end between two runs, of int16
///   take()               the next step's features
///   run(counted)         one inference, with marks if counted; a fault if it cannot be done
///   output()             span of int8 scores
///   arena_bytes()        for the report
template <class Network>
int listen(Network& network) {
  using namespace mote::signal;
  static FeatureExtractor extractor;
  static KeywordDecider decider;
  int16_t block[kStepSamples / 10];  // 2 ms, as a codec's buffer would be
  uint32_t steps = 0;
  for (size_t count = 0; (count = mote::microphone::read(block)) != 0;) {
    for (size_t used = 0; used < count;) {
      used += extractor.push({block + used, count - used});
      if (!extractor.ready()) continue;
      const bool counted = ++steps == FeatureHistory::kFrames + 3;  // a whole window is there
      if (counted) mote_mark();
      const mote::Span<const int8_t> step = extractor.step(network.scratch());
      if (counted) mote_mark();
      if (counted) mote::marks::label("features of one step");
      network.take(step);
      if (steps % Network::kStepsPerRun != 0) continue;
      const mote::Fault fault = network.run(counted);
      if (!fault.ok()) return fail("run the model", fault);
      if (steps % KeywordDecider::kStepsPerResult != 0 || steps < Network::kStepsToFill) continue;
      const uint32_t now_ms = kWindowSamples * 1000 / kSampleRateHz + (steps - 1) * kStepMs;
      report(now_ms, decider.update(now_ms, network.output()));
    }
  }
  if (steps == 0) {
    print_line("no sound: run it with tools/emulator/run.py --sound FILE.wav");
    return 1;
  }
  print_line("listened to ", Decimal{static_cast<int32_t>(steps * kStepMs / 10), 2}, " s");
  print_line("arena: ", network.arena_bytes(), " bytes");
  print_line("stack: ", mote::platform::stack_used_bytes(), " of ",
             mote::platform::stack_reserved_bytes(), " bytes");
  return 0;
}

}  // namespace keyword_spotting_demo
