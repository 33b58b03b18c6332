// SPDX-License-Identifier: Apache-2.0
// LOGICAL_AND, LOGICAL_OR (with broadcasting) and LOGICAL_NOT. Any byte but 0 is true.
// Source: TFLite operator semantics.
#include "mote/ops.h"
#include "ops/shared/plain_pair.h"

namespace mote {
namespace {

struct And {
  static uint8_t of(uint8_t a, uint8_t b) { return a != 0 && b != 0 ? 1 : 0; }
};
struct Or {
  static uint8_t of(uint8_t a, uint8_t b) { return a != 0 || b != 0 ? 1 : 0; }
};

struct ParamsNot {
  uint32_t elements;
};

CheckNumber prepare_not(PrepareContext& context) {
  if (const CheckNumber bad = check::counts(context, 1, 1)) return bad;
  context.params<ParamsNot>().elements = context.output(0).elements();
  return check::same_elements(context);
}

CheckNumber run_not(const RunContext& context) {
  const uint32_t count = context.params<ParamsNot>().elements;
  const auto* input = context.input<uint8_t>(0);
  auto* output = context.output<uint8_t>(0);
  for (uint32_t i = 0; i < count; ++i) output[i] = input[i] == 0 ? 1 : 0;
  return kAllWell;
}

constexpr TensorType kBool = TensorType::Bool;

}  // namespace

namespace ops {
const OpDef logical_and_b{86,
                          kBool,
                          kBool,
                          kBool,
                          true,
                          sizeof(PlainPair),
                          prepare_bare_pair,
                          run_bare_pair<uint8_t, uint8_t, And>};
const OpDef logical_or_b{84,
                         kBool,
                         kBool,
                         kBool,
                         true,
                         sizeof(PlainPair),
                         prepare_bare_pair,
                         run_bare_pair<uint8_t, uint8_t, Or>};
const OpDef logical_not_b{87,          kBool,  TensorType::None, kBool, true, sizeof(ParamsNot),
                          prepare_not, run_not};
}  // namespace ops
namespace run {
MOTE_RUN(logical_and_b)
MOTE_RUN(logical_or_b)
MOTE_RUN(logical_not_b)
}  // namespace run
}  // namespace mote
