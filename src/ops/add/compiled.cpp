// SPDX-License-Identifier: Apache-2.0
// What compiled code calls.
#include "emit/cortex_m_dsp.h"
#include "emit/cortex_m_mve.h"
#include "emit/scalar_kernels.h"
#include "emit/step_writer.h"
#include "ops/add/add.h"

namespace mote::compiler {
namespace {

uint32_t plan_s8(StepWriter& w) {
  const auto& p = w.params<AddS8>();
  if (w.target().dsp) return dsp::plan_add(w, p);
  return w.target().scalar ? scalar::plan_add(w, p) : 0;
}

void write_s8(StepWriter& w) {
  if (mve::write_add(w) || dsp::write_add(w) || scalar::write(w)) return;
  w.include("ops/add/add.h");
  w.call("reference::add_s8", {w.constant(w.params<AddS8>()), w.input<int8_t>(0),
                               w.input<int8_t>(1), w.output<int8_t>(0)});
}
void write_f32(StepWriter& w) {
  using F = Unaligned<float>;
  w.include("ops/add/add.h");
  w.call("reference::add_f32",
         {w.constant(w.params<AddF32>()), w.input<F>(0), w.input<F>(1), w.output<float>(0)});
}

/// Tensors of one shape.
std::optional<RowGeometry> rows(StepWriter& w) {
  const format::TensorView output = w.tensor(output_slot(0));
  if (output.rank() != 4 || output.dim(0) != 1) return std::nullopt;
  for (uint32_t i = 0; i < 2; ++i) {
    if (w.tensor(input_slot(i)).elements() != output.elements()) return std::nullopt;
  }
  const auto height = static_cast<int32_t>(output.dim(1));
  return RowGeometry{2, 1, 1, 0, height, height, true};
}

constexpr DirectCall kCalls[] = {
    {"add_s8", write_s8, true, plan_s8, rows, overlaps_of_elements},
    {"add_f32", write_f32, true, nullptr, rows, overlaps_of_elements},
};

}  // namespace

Span<const DirectCall> add_calls() { return kCalls; }

}  // namespace mote::compiler
