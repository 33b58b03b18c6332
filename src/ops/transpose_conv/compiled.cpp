// SPDX-License-Identifier: Apache-2.0
// What compiled code calls: kernels with the multipliers of the channels as constants.
#include "emit/step_writer.h"
#include "ops/transpose_conv/fold.h"

namespace mote::compiler {
namespace {

/// `type`: the end of the kernel's name.
template <class In, class Out>
void write_integer(StepWriter& w, const char* type, const std::string& filter) {
  const auto& p = w.params<transpose_conv::IntegerParams>();
  w.include("ops/transpose_conv/transpose_conv.h");
  w.call(std::string("reference::transpose_conv_") + type,
         {w.constant(p.kernel), w.input<In>(transpose_conv::kInput), filter,
          w.input<uint8_t>(transpose_conv::kBias), w.multipliers(p.scales), w.output<Out>(0)});
}
void write_s8(StepWriter& w) {
  write_integer<int8_t, int8_t>(w, "s8", w.input<int8_t>(transpose_conv::kFilter));
}
void write_s16(StepWriter& w) {
  write_integer<Unaligned<int16_t>, int16_t>(w, "s16", w.input<int8_t>(transpose_conv::kFilter));
}

void write_hybrid(StepWriter& w) {
  using F = Unaligned<float>;
  const auto& p = w.params<transpose_conv::HybridParams>();
  const auto channels = w.tensor(input_slot(transpose_conv::kFilter));
  w.include("ops/transpose_conv/transpose_conv.h");
  w.call("reference::transpose_conv_hybrid",
         {w.constant(p.kernel), w.input<F>(transpose_conv::kInput),
          w.input<int8_t>(transpose_conv::kFilter), w.input<F>(transpose_conv::kBias),
          w.weight_scales(p.scales, channels.scales().count()), w.scratch<int8_t>(),
          w.output<float>(0)});
}

constexpr DirectCall kCalls[] = {
    {"transpose_conv_s8", write_s8, false},
    {"transpose_conv_s16", write_s16, false},
    {"transpose_conv_hybrid", write_hybrid, true},
};

}  // namespace

Span<const DirectCall> transpose_conv_calls() { return kCalls; }

}  // namespace mote::compiler
