// SPDX-License-Identifier: Apache-2.0
// The sine network on a host, as the interpreter runs it: prints one value and ends with status 0
// only if it is right.
#include <stdio.h>

#include "hello_sine.h"
#include "mote/mote.h"

namespace {

alignas(mote::kArenaAlignmentBytes) uint8_t arena[hello_sine_arena_bytes];

constexpr float kAngle = 1.57F;
constexpr float kSine = 1.0F;
constexpr float kTolerance = 0.07F;  // models/hello_sine/report.json: its greatest error is 0.063

int fail(const char* what, const mote::Fault& f) {
  fprintf(stderr, "cannot %s; mote explain %d %d %d %u\n", what, static_cast<int>(f.error),
          static_cast<int>(f.check), static_cast<int>(f.op_index), static_cast<unsigned>(f.detail));
  return 1;
}

}  // namespace

int main() {
  const auto model = mote::Model::verify(hello_sine);
  if (!model.ok()) return fail("verify the model", model.fault());
  auto network = mote::Interpreter::create(*model, hello_sine_ops, arena);
  if (!network.ok()) return fail("create the interpreter", network.fault());

  const mote::Quantization in = network->input(0).quantization();
  const int8_t x[] = {static_cast<int8_t>(kAngle / in.scale + static_cast<float>(in.zero_point))};
  if (const auto f = network->input(0).write(x); !f.ok()) return fail("write the input", f);
  if (const auto f = network->invoke(); !f.ok()) return fail("run the model", f);
  int8_t y[1];
  if (const auto f = network->output(0).read(y); !f.ok()) return fail("read the output", f);

  const mote::Quantization out = network->output(0).quantization();
  const float sine = static_cast<float>(y[0] - out.zero_point) * out.scale;
  printf("interpreted: sine(%.2f) = %.2f\n", static_cast<double>(kAngle),
         static_cast<double>(sine));
  return sine - kSine < kTolerance && kSine - sine < kTolerance ? 0 : 1;
}
