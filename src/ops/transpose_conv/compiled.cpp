// SPDX-License-Identifier: Apache-2.0
// What compiled code calls: kernels with the multipliers of the channels as constants.
#include "emit/layer_calls.h"
#include "ops/transpose_conv/fold.h"

namespace mote::compiler {
namespace {

constexpr LayerRoom kRoom{"transpose_conv", transpose_conv::kInput, transpose_conv::kFilter,
                          transpose_conv::kBias};

void write_s8(StepWriter& w) {
  write_integer_layer<transpose_conv::IntegerParams, int8_t, int8_t>(
      w, kRoom, "s8", w.input<int8_t>(kRoom.weights));
}
void write_s16(StepWriter& w) {
  write_integer_layer<transpose_conv::IntegerParams, Unaligned<int16_t>, int16_t>(
      w, kRoom, "s16", w.input<int8_t>(kRoom.weights));
}
void write_hybrid(StepWriter& w) {
  write_hybrid_layer<transpose_conv::HybridParams>(w, kRoom, "hybrid",
                                                   w.input<int8_t>(kRoom.weights));
}

constexpr DirectCall kCalls[] = {
    {"transpose_conv_s8", write_s8, false},
    {"transpose_conv_s16", write_s16, false},
    {"transpose_conv_hybrid", write_hybrid, true},
};

}  // namespace

Span<const DirectCall> transpose_conv_calls() { return kCalls; }

}  // namespace mote::compiler
