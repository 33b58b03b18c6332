// SPDX-License-Identifier: Apache-2.0
// BITWISE_XOR of two tensors of integers, with broadcasting. Only their width counts.
// Source: TFLite operator semantics.
#include "mote/ops.h"
#include "ops/shared/plain_pair.h"

namespace mote {
namespace {

struct Params {
  Broadcast broadcast;
  uint8_t bytes_per_element;
};

bool is_integer(TensorType type) {
  switch (type) {
    case TensorType::Int8:
    case TensorType::UInt8:
    case TensorType::Int16:
    case TensorType::UInt16:
    case TensorType::Int32:
    case TensorType::UInt32:
    case TensorType::Int64:
    case TensorType::UInt64: return true;
    default: return false;
  }
}

CheckNumber prepare(PrepareContext& context) {
  if (const CheckNumber bad = check::counts(context, 2, 2)) return bad;
  const TensorType type = context.input(0).type();
  if (!is_integer(type)) return context.refuse(check::Type, input_slot(0));
  if (const CheckNumber bad = check::same_type(context, input_slot(0), input_slot(1))) return bad;
  if (const CheckNumber bad = check::same_type(context, input_slot(0), output_slot(0))) return bad;
  auto& p = context.params<Params>();
  p.bytes_per_element = static_cast<uint8_t>(bits_per_element(type) / 8);
  return fold_broadcast(context, p.broadcast);
}

CheckNumber run(const RunContext& context) {
  const auto& p = context.params<Params>();
  const auto* first = context.input<uint8_t>(0);
  const auto* second = context.input<uint8_t>(1);
  auto* output = context.output<uint8_t>(0);
  const uint32_t bytes = p.bytes_per_element;
  for_each_pair(p.broadcast, [&](uint32_t i, uint32_t j, uint32_t out) {
    for (uint32_t k = 0; k < bytes; ++k) {
      output[out * bytes + k] = static_cast<uint8_t>(first[i * bytes + k] ^ second[j * bytes + k]);
    }
  });
  return kAllWell;
}

}  // namespace

namespace ops {
const OpDef bitwise_xor_any{160,      TensorType::None, TensorType::None, TensorType::None,
                            kInPlace, sizeof(Params),   prepare,          run};
}  // namespace ops
namespace run {
MOTE_RUN(bitwise_xor_any)
}  // namespace run
}  // namespace mote
