// SPDX-License-Identifier: Apache-2.0
// What compiled code calls.
#include "emit/step_writer.h"
#include "ops/softmax/softmax.h"

namespace mote::compiler {
namespace {

/// `kernel`: its name; Params: its struct.
template <class Params, class In, class Out>
void write(StepWriter& w, const char* kernel) {
  w.include("ops/softmax/softmax.h");
  w.call(std::string("reference::") + kernel,
         {w.constant(w.params<Params>()), w.input<In>(0), w.output<Out>(0)});
}
void write_s8(StepWriter& w) { write<SoftmaxS8, int8_t, int8_t>(w, "softmax_s8"); }
void write_f32(StepWriter& w) { write<SoftmaxF32, Unaligned<float>, float>(w, "softmax_f32"); }
void write_s8_s16(StepWriter& w) { write<SoftmaxS8, int8_t, int16_t>(w, "softmax_s8_s16"); }
void write_s16(StepWriter& w) { write<SoftmaxS16, Unaligned<int16_t>, int16_t>(w, "softmax_s16"); }

// The sum of a row is known before its first element is written.
constexpr DirectCall kCalls[] = {
    {"softmax_s8", write_s8, true, nullptr, nullptr, overlaps_of_elements},
    {"softmax_f32", write_f32, true, nullptr, nullptr, overlaps_of_elements},
    {"softmax_s8_s16", write_s8_s16, true, nullptr, nullptr, overlaps_of_elements},
    {"softmax_s16", write_s16, true, nullptr, nullptr, overlaps_of_elements},
};

}  // namespace

Span<const DirectCall> softmax_calls() { return kCalls; }

}  // namespace mote::compiler
