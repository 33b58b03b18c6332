// SPDX-License-Identifier: Apache-2.0
// SHAPE: the input's dimensions; RANK: how many there are. Source: TFLite operator semantics.
#include "base/bytes.h"
#include "mote/ops.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

struct Params {
  uint32_t count;   ///< of the output, which may have fewer elements than there are dimensions
  bool is_64_bits;  ///< the output
  int32_t dims[format::kMaxRank];
};
struct ParamsRank {
  uint32_t rank;
};

CheckNumber prepare_shape(PrepareContext& context) {
  if (const CheckNumber bad = check::counts(context, 1, 1)) return bad;
  const format::TensorView output = context.output(0);
  if (output.type() != TensorType::Int32 && output.type() != TensorType::Int64) {
    return context.refuse(check::Type, output_slot(0));
  }
  if (output.elements() > context.input(0).rank()) {
    return context.refuse(check::Shape, output_slot(0));
  }
  auto& p = context.params<Params>();
  p.count = output.elements();
  p.is_64_bits = output.type() == TensorType::Int64;
  for (uint32_t i = 0; i < p.count; ++i) p.dims[i] = context.input(0).dim(i);
  return kAllWell;
}

CheckNumber run_shape(const RunContext& context) {
  const auto& p = context.params<Params>();
  auto* output = context.output<uint8_t>(0);
  for (uint32_t i = 0; i < p.count; ++i) {
    store<int32_t>(output, p.dims[i]);
    if (p.is_64_bits) store<int32_t>(output + 4, 0);
    output += p.is_64_bits ? 8 : 4;
  }
  return kAllWell;
}

CheckNumber prepare_rank(PrepareContext& context) {
  if (const CheckNumber bad = check::counts(context, 1, 1)) return bad;
  context.params<ParamsRank>().rank = context.input(0).rank();
  return context.output(0).elements() == 1 ? kAllWell
                                           : context.refuse(check::Shape, output_slot(0));
}

CheckNumber run_rank(const RunContext& context) {
  *context.output<uint32_t>(0) = context.params<ParamsRank>().rank;
  return kAllWell;
}

constexpr TensorType kAny = TensorType::None;

}  // namespace

namespace ops {
const OpDef shape_any{77, kAny, kAny, kAny, 0, sizeof(Params), prepare_shape, run_shape};
const OpDef rank_any{110,          kAny,    kAny, TensorType::Int32, 0, sizeof(ParamsRank),
                     prepare_rank, run_rank};
}  // namespace ops
namespace run {
MOTE_RUN(shape_any)
MOTE_RUN(rank_any)
}  // namespace run
}  // namespace mote
