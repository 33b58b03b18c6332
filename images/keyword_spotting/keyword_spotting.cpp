// SPDX-License-Identifier: Apache-2.0
// Hears "yes" and "no": samples in, features, network, decision out. Prints each word with its
// time, and between marks what the first whole window costs. Ends with status 0 when the sound
// does; whether the right words were heard is for the listener to say (tools/demo.py).
#include "console/console.h"
#include "keyword_spotting.h"
#include "marks/marks.h"
#include "microphone/microphone.h"
#include "mote/mote.h"
#include "mote/signal.h"

namespace {

using mote::console::Decimal;
using mote::console::print_line;
using namespace mote::signal;

constexpr const char* kLabels[] = {"silence", "unknown", "yes", "no"};

alignas(mote::kArenaAlignmentBytes) uint8_t arena[keyword_spotting_arena_bytes];

int fail(const char* what, const mote::Fault& f) {
  print_line("cannot ", what, "; on the host: mote explain ", static_cast<int>(f.error), ' ',
             static_cast<int>(f.check), ' ', static_cast<int>(f.op_index), ' ', f.detail);
  return 1;
}

/// One inference with marks around each operator.
mote::Fault invoke_counted(mote::Interpreter& network) {
  do {
    const int step = network.next_step();
    mote_mark();
    const mote::Fault fault = network.run_step();
    mote_mark();
    if (!fault.ok()) return fault;
    mote::marks::label("operator ", step);
  } while (network.next_step() != 0);
  return {};
}

void report(uint32_t now_ms, const KeywordDecider::Decision& decision) {
  if (!decision.is_new) return;
  print_line("heard ", kLabels[decision.label], " at ",
             Decimal{static_cast<int32_t>(now_ms / 10), 2}, " s, score ",
             Decimal{decision.score * 100 / 255, 2});
}

}  // namespace

int main() {
  mote_mark();
  const auto model = mote::Model::verify(keyword_spotting);
  mote_mark();
  mote::marks::label("verify");
  if (!model.ok()) return fail("verify the model", model.fault());
  mote_mark();
  auto network = mote::Interpreter::create(*model, keyword_spotting_ops, arena);
  mote_mark();
  mote::marks::label("prepare and plan");
  if (!network.ok()) return fail("create the interpreter", network.fault());

  static FeatureExtractor extractor;
  static FeatureHistory history;
  static KeywordDecider decider;
  static int16_t block[kStepSamples / 2];  // 10 ms, as a codec's buffer would be
  uint32_t steps = 0;
  for (size_t count = 0; (count = mote::microphone::read(block)) != 0;) {
    for (size_t used = 0; used < count;) {
      used += extractor.push({block + used, count - used});
      if (!extractor.ready()) continue;
      const bool counted = ++steps == FeatureHistory::kFrames + 3;  // a whole window is there
      if (counted) mote_mark();
      const mote::Span<const int8_t> step = extractor.step();
      if (counted) mote_mark();
      if (counted) mote::marks::label("features of one step");
      history.push(step);
      if (steps % KeywordDecider::kStepsPerResult != 0) continue;
      history.copy_to(network->input(0).elements_as<int8_t>());
      const mote::Fault fault = counted ? invoke_counted(*network) : network->invoke();
      if (!fault.ok()) return fail("run the model", fault);
      const uint32_t now_ms = kWindowSamples * 1000 / kSampleRateHz + (steps - 1) * kStepMs;
      report(now_ms, decider.update(now_ms, network->output(0).elements_as<int8_t>()));
    }
  }
  if (steps == 0) {
    print_line("no sound: run it with tools/emulator/run.py --sound FILE.wav");
    return 1;
  }
  print_line("listened to ", Decimal{static_cast<int32_t>(steps * kStepMs / 10), 2}, " s");
  print_line("arena: ", network->arena_used_bytes(), " of ", sizeof(arena), " bytes");
  print_line("stack: ", mote::platform::stack_used_bytes(), " of ",
             mote::platform::stack_reserved_bytes(), " bytes");
  return 0;
}
