// SPDX-License-Identifier: Apache-2.0
// ATAN2: the angle of the point (second, first), with broadcasting.
// Source: TFLite operator semantics.
#include "base/float_math.h"
#include "mote/ops.h"
#include "ops/shared/plain_pair.h"

namespace mote {
namespace {

struct Angle {
  static float of(float y, float x) { return atan2_f32(y, x); }
};

constexpr TensorType kF32 = TensorType::Float32;

}  // namespace

namespace ops {
const OpDef atan2_f32{156,
                      kF32,
                      kF32,
                      kF32,
                      kInPlace,
                      sizeof(PlainPair),
                      prepare_bare_pair,
                      run_bare_pair<float, float, Angle>};
}  // namespace ops
namespace run {
MOTE_RUN(atan2_f32)
}  // namespace run
}  // namespace mote
