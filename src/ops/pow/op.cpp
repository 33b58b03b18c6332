// SPDX-License-Identifier: Apache-2.0
// POW: the first number to the power of the second, with broadcasting. Integers wrap around.
// Source: TFLite operator semantics.
#include "base/float_math.h"
#include "mote/ops.h"
#include "ops/shared/plain_pair.h"

namespace mote {
namespace check {
#define MOTE_CHECK(name, number, sentence, advice) constexpr CheckNumber name = number;
#include "ops/pow/checks.inc"
#undef MOTE_CHECK
}  // namespace check

namespace {

struct Power {
  static float of(float a, float b) { return pow_f32(a, b); }
};

CheckNumber run_s32(const RunContext& context) {
  const auto& p = context.params<PlainPair>();
  const auto* first = context.input<Unaligned<int32_t>>(0);
  const auto* second = context.input<Unaligned<int32_t>>(1);
  auto* output = context.output<int32_t>(0);
  CheckNumber bad = kAllWell;
  for_each_pair(p.broadcast, [&](uint32_t i, uint32_t j, uint32_t out) {
    int32_t exponent = second[j];
    if (exponent < 0) {
      bad = check::NegativePower;
      return;
    }
    auto square = static_cast<uint32_t>(int32_t{first[i]});
    uint32_t value = 1;
    for (; exponent != 0; exponent >>= 1, square *= square) {
      if ((exponent & 1) != 0) value *= square;
    }
    output[out] = static_cast<int32_t>(value);
  });
  return bad;
}

constexpr uint8_t kCode = 78;
constexpr TensorType kS32 = TensorType::Int32, kF32 = TensorType::Float32;

}  // namespace

namespace ops {
const OpDef pow_f32{kCode,
                    kF32,
                    kF32,
                    kF32,
                    kInPlace,
                    sizeof(PlainPair),
                    prepare_bare_pair,
                    run_bare_pair<float, float, Power>};
const OpDef pow_s32{kCode,  kS32, kS32, kS32, kInPlace, sizeof(PlainPair), prepare_bare_pair,
                    run_s32};
}  // namespace ops
namespace run {
MOTE_RUN(pow_f32)
MOTE_RUN(pow_s32)
}  // namespace run
}  // namespace mote
