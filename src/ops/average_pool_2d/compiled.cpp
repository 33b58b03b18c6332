// SPDX-License-Identifier: Apache-2.0
// What compiled code calls.
#include "emit/cortex_m_dsp.h"
#include "emit/step_writer.h"
#include "ops/average_pool_2d/average_pool_2d.h"
#include "overlap/reference_kernels.h"

namespace mote::compiler {
namespace {

void write_s8(StepWriter& w) {
  if (w.target().dsp && dsp::write_pool(w, w.params<PoolS8>(), "average_pool_s8")) return;
  w.include("ops/average_pool_2d/average_pool_2d.h");
  w.call("reference::average_pool_2d_s8",
         {w.constant(w.params<PoolS8>()), w.input<int8_t>(0), w.output<int8_t>(0)});
}
void write_f32(StepWriter& w) {
  w.include("ops/average_pool_2d/average_pool_2d.h");
  w.call("reference::average_pool_2d_f32",
         {w.constant(w.params<PoolF32>()), w.input<Unaligned<float>>(0), w.output<float>(0)});
}
void write_s16(StepWriter& w) {
  w.include("ops/average_pool_2d/average_pool_2d.h");
  w.call("reference::average_pool_2d_s16", {w.constant(w.params<PoolInteger>()),
                                            w.input<Unaligned<int16_t>>(0), w.output<int16_t>(0)});
}
void write_u8(StepWriter& w) {
  w.include("ops/average_pool_2d/average_pool_2d.h");
  w.call("reference::average_pool_2d_u8",
         {w.constant(w.params<PoolInteger>()), w.input<uint8_t>(0), w.output<uint8_t>(0)});
}

template <class Params>
std::optional<RowGeometry> rows(StepWriter& w) {
  const PoolShape& p = pool_shape(w.params<Params>());
  return rows_of_window(p.input, p.output, p.window);
}

KernelOverlaps overlaps_s8(StepWriter& w) {
  const auto& p = w.params<PoolS8>();
  if (w.target().dsp) {
    const auto fast = dsp::overlap_of_pool(p);
    if (fast) return {*fast};
  }
  return {overlap_of(reference_pool(p.shape, 1))};
}
KernelOverlaps overlaps_f32(StepWriter& w) {
  return {overlap_of(reference_pool(w.params<PoolF32>().shape, 4))};
}
template <uint32_t kBytes>
KernelOverlaps overlaps_integer(StepWriter& w) {
  return {overlap_of(reference_pool(w.params<PoolInteger>().narrow.shape, kBytes))};
}

constexpr DirectCall kCalls[] = {
    {"average_pool_2d_s8", write_s8, true, nullptr, rows<PoolS8>, overlaps_s8},
    {"average_pool_2d_f32", write_f32, true, nullptr, rows<PoolF32>, overlaps_f32},
    {"average_pool_2d_s16", write_s16, true, nullptr, rows<PoolInteger>, overlaps_integer<2>},
    {"average_pool_2d_u8", write_u8, true, nullptr, rows<PoolInteger>, overlaps_integer<1>},
};

}  // namespace

Span<const DirectCall> average_pool_2d_calls() { return kCalls; }

}  // namespace mote::compiler
