// SPDX-License-Identifier: Apache-2.0
#include "sine.h"

#include "compiled_sine.h"
#include "interpreted_sine.h"
#include "mote/mote.h"

namespace example {
namespace {

alignas(mote::kArenaAlignmentBytes) uint8_t arena[interpreted_sine_arena_bytes];
compiled_sine::Net compiled;

// Scales are constants of a compiled model: the compiler does the floating-point arithmetic.
constexpr mote::Quantization kIn = compiled_sine::Net::kInput0Quantization;
constexpr mote::Quantization kOut = compiled_sine::Net::kOutput0Quantization;
constexpr int32_t kAngle = static_cast<int32_t>(1.57F / kIn.scale + 0.5F) + kIn.zero_point;
constexpr int32_t kOne = static_cast<int32_t>(1.0F / kOut.scale) + kOut.zero_point;
// models/hello_sine/report.json: the network's greatest error is 0.063.
constexpr int32_t kTolerance = static_cast<int32_t>(0.07F / kOut.scale);

}  // namespace

const float kSineScale = kOut.scale;
const int32_t kSineZeroPoint = kOut.zero_point;

Outcome compare() {
  Outcome outcome;
  const auto model = mote::Model::verify(interpreted_sine);
  if (!model.ok()) return {model.fault()};
  auto interpreted = mote::Interpreter::create(*model, interpreted_sine_ops, arena);
  if (!interpreted.ok()) return {interpreted.fault()};

  for (int32_t x = -128; x <= 127; ++x) {
    const int8_t input[] = {static_cast<int8_t>(x)};
    if (const auto f = interpreted->input(0).write(input); !f.ok()) return {f};
    if (const auto f = interpreted->invoke(); !f.ok()) return {f};
    int8_t output[1];
    if (const auto f = interpreted->output(0).read(output); !f.ok()) return {f};

    compiled.input()[0] = input[0];
    if (const auto f = compiled.invoke(); !f.ok()) return {f};

    if (compiled.output()[0] != output[0]) ++outcome.different;
    if (x == kAngle) outcome.sine = output[0];
  }
  outcome.right = outcome.sine - kOne <= kTolerance && kOne - outcome.sine <= kTolerance;
  return outcome;
}

}  // namespace example
