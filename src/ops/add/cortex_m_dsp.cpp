// SPDX-License-Identifier: Apache-2.0
// The entry with a kernel of the overlay cortex_m_dsp.
#include "kernels/cortex_m_dsp/scaled_sum_s8.h"
#include "mote/cortex_m_dsp_ops.h"
#include "mote/ops.h"
#include "ops/add/add.h"
#include "ops/shared/cortex_m_dsp.h"

namespace mote {
namespace {

using namespace cortex_m_dsp;

/// Null, or why the sum is the reference kernel's.
const char* why_reference(const AddS8& p) {
  // Of tensors of one shape all axes are one.
  const bool repeats = (p.broadcast.first_repeats | p.broadcast.second_repeats) != 0;
  if (p.broadcast.axes > 1 || repeats) return "broadcasts an input";
  const bool fits = p.first.shift <= 0 && p.second.shift <= 0 && is_exact(p.output);
  return fits ? nullptr : "has scales too far apart";
}

CheckNumber prepare_s8(PrepareContext& context) { return ops::add_s8.prepare(context); }

CheckNumber run_s8(const RunContext& context) {
  const auto& p = context.params<AddS8>();
  if (why_reference(p) != nullptr) return ops::add_s8.run(context);
  scaled_sum_s8({sum_input(p.first, p.first_zero_point),
                 sum_input(p.second, p.second_zero_point),
                 exact_factor(p.output),
                 {p.output_zero_point, p.range.low, p.range.high},
                 p.broadcast.axes == 0 ? 1 : p.broadcast.extents[0]},
                context.input<int8_t>(0), context.input<int8_t>(1), context.output<int8_t>(0));
  return kAllWell;
}

}  // namespace

namespace ops::cortex_m_dsp {
const OpDef add_s8{0,    TensorType::Int8, TensorType::Int8, TensorType::Int8,
                   true, sizeof(AddS8),    prepare_s8,       run_s8};
}  // namespace ops::cortex_m_dsp
namespace cortex_m_dsp::why_slow {
const char* add_s8(const void* params) { return why_reference(*static_cast<const AddS8*>(params)); }
}  // namespace cortex_m_dsp::why_slow
}  // namespace mote
