// SPDX-License-Identifier: Apache-2.0
// BROADCAST_ARGS: the shape of two tensors together, from their shapes as data.
// Source: TFLite operator semantics.
#include "base/bytes.h"
#include "mote/ops.h"
#include "ops/shared/checks.h"

namespace mote {
namespace check {
#define MOTE_CHECK(name, number, sentence, advice) constexpr CheckNumber name = number;
#include "ops/broadcast_args/checks.inc"
#undef MOTE_CHECK
}  // namespace check

namespace {

struct Params {
  uint32_t counts[2];  ///< dimensions of each
};

CheckNumber prepare(PrepareContext& context) {
  if (const CheckNumber bad = check::counts(context, 2, 2)) return bad;
  auto& p = context.params<Params>();
  for (uint32_t i = 0; i < 2; ++i) {
    if (context.input(i).rank() != 1) return context.refuse(check::Rank, input_slot(i));
    p.counts[i] = context.input(i).elements();
  }
  const format::TensorView output = context.output(0);
  if (output.rank() != 1) return context.refuse(check::Rank, output_slot(0));
  const uint32_t count = p.counts[0] > p.counts[1] ? p.counts[0] : p.counts[1];
  return output.elements() == count ? kAllWell : context.refuse(check::Shape, output_slot(0));
}

template <class T>
CheckNumber run(const RunContext& context) {
  const auto& p = context.params<Params>();
  const uint32_t count = p.counts[0] > p.counts[1] ? p.counts[0] : p.counts[1];
  auto* output = context.output<T>(0);
  for (uint32_t i = 0; i < count; ++i) {
    T dims[2] = {1, 1};  // missing ones are 1
    for (uint32_t k = 0; k < 2; ++k) {
      const uint32_t missing = count - p.counts[k];
      if (i >= missing) dims[k] = context.input<Unaligned<T>>(k)[i - missing];
    }
    if (dims[0] != dims[1] && dims[0] != 1 && dims[1] != 1) return check::ShapesInData;
    output[i] = dims[0] == 1 ? dims[1] : dims[0];
  }
  return kAllWell;
}

template <class T>
constexpr OpDef entry() {
  constexpr TensorType kType = tensor_type_of<T>();
  return {145, kType, kType, kType, 0, sizeof(Params), prepare, run<T>};
}

}  // namespace

namespace ops {
const OpDef broadcast_args_s32 = entry<int32_t>();
const OpDef broadcast_args_s64 = entry<int64_t>();
}  // namespace ops
namespace run {
MOTE_RUN(broadcast_args_s32)
MOTE_RUN(broadcast_args_s64)
}  // namespace run
}  // namespace mote
