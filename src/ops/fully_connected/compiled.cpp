// SPDX-License-Identifier: Apache-2.0
// What compiled code calls: kernels with the multipliers of the channels as constants.
#include "emit/cortex_m_dsp.h"
#include "emit/scalar_kernels.h"
#include "emit/step_writer.h"
#include "ops/fully_connected/fold.h"

namespace mote::compiler {
namespace {

uint32_t plan_s8(StepWriter& w) {
  const auto& p = w.params<fully_connected::ParamsS8>();
  if (w.target().dsp) return dsp::plan_fully_connected(w, p.kernel, p.scales);
  if (w.target().scalar) return scalar::plan_fully_connected(w, p.kernel, p.scales);
  return 0;
}

void write_s8(StepWriter& w) {
  if (dsp::write_fully_connected(w) || scalar::write(w)) return;
  const auto& p = w.params<fully_connected::ParamsS8>();
  w.include("ops/fully_connected/fully_connected.h");
  w.call("reference::fully_connected_s8",
         {w.constant(p.kernel), w.input<int8_t>(0), w.input<int8_t>(1),
          w.input<Unaligned<int32_t>>(2), w.multipliers(p.scales), w.output<int8_t>(0)});
}

/// `type`: the end of the kernel's name.
template <class In, class Out>
void write_integer(StepWriter& w, const char* type, const std::string& filter) {
  const auto& p = w.params<fully_connected::IntegerParams>();
  w.include("ops/fully_connected/fully_connected.h");
  w.call(std::string("reference::fully_connected_") + type,
         {w.constant(p.kernel), w.input<In>(0), filter, w.input<uint8_t>(2),
          w.multipliers(p.scales), w.output<Out>(0)});
}
void write_s16(StepWriter& w) {
  write_integer<Unaligned<int16_t>, int16_t>(w, "s16", w.input<int8_t>(1));
}
void write_s4(StepWriter& w) {
  write_integer<int8_t, int8_t>(w, "s4", "mote::Int4Weights{" + w.input<uint8_t>(1) + "}");
}
void write_u8(StepWriter& w) { write_integer<uint8_t, uint8_t>(w, "u8", w.input<uint8_t>(1)); }

void write_hybrid(StepWriter& w, const char* kernel, const std::string& weights) {
  using F = Unaligned<float>;
  const auto& p = w.params<fully_connected::HybridParams>();
  const auto channels = w.tensor(input_slot(1));
  w.include("ops/fully_connected/fully_connected.h");
  w.call(kernel, {w.constant(p.kernel), w.input<F>(0), weights, w.input<F>(2),
                  w.weight_scales(p.scales, channels.scales().count()), w.scratch<int8_t>(),
                  w.output<float>(0)});
}
void write_hybrid_s8(StepWriter& w) {
  write_hybrid(w, "reference::fully_connected_hybrid", w.input<int8_t>(1));
}
void write_hybrid_s4(StepWriter& w) {
  write_hybrid(w, "reference::fully_connected_hybrid_s4",
               "mote::Int4Weights{" + w.input<uint8_t>(1) + "}");
}

constexpr DirectCall kCalls[] = {
    {"fully_connected_s8", write_s8, false, plan_s8},
    {"fully_connected_s16", write_s16, false},
    {"fully_connected_s4", write_s4, false},
    {"fully_connected_u8", write_u8, false},
    {"fully_connected_hybrid", write_hybrid_s8, true},
    {"fully_connected_hybrid_s4", write_hybrid_s4, true},
};

}  // namespace

Span<const DirectCall> fully_connected_calls() { return kCalls; }

}  // namespace mote::compiler
