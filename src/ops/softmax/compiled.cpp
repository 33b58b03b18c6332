// SPDX-License-Identifier: Apache-2.0
// What compiled code calls.
#include "emit/step_writer.h"
#include "ops/softmax/softmax.h"
#include "pack/softmax.h"

namespace mote::compiler {
namespace {

/// `kernel`: its name; Params: its struct.
template <class Params, class In, class Out>
void write(StepWriter& w, const char* kernel) {
  w.include("ops/softmax/softmax.h");
  w.call(std::string("reference::") + kernel,
         {w.constant(w.params<Params>()), w.input<In>(0), w.output<Out>(0)});
}

/// With the exponentials in a table. Of fewer elements it saves little, and it may be 1 KB.
bool write_table(StepWriter& w) {
  constexpr int32_t kLeastElements = 64;
  const auto& p = w.params<SoftmaxS8>();
  if (!w.target().has_fast_kernels() || p.shape.rows * p.shape.depth < kLeastElements) return false;
  const auto packed = pack::pack_softmax(p);
  if (!packed) return false;
  std::string list;
  for (const int32_t power : packed->exponentials) {
    list += (list.empty() ? "" : ", ") + literal(power);
  }
  w.include("kernels/any_core/softmax_s8.h");
  const std::string exponentials = w.array("kExponentials", "int32_t", list,
                                           static_cast<uint32_t>(packed->exponentials.size() * 4));
  w.call("any_core::softmax_s8",
         {w.constant(packed->params), exponentials, w.input<int8_t>(0), w.output<int8_t>(0)});
  return true;
}

void write_s8(StepWriter& w) {
  if (!write_table(w)) write<SoftmaxS8, int8_t, int8_t>(w, "softmax_s8");
}
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
