// SPDX-License-Identifier: Apache-2.0
// RIGHT_SHIFT: the first integer shifted by the second, with broadcasting. Signed ones keep their
// sign; a count below zero is none, one beyond the type's bits leaves only the sign.
// Source: TFLite operator semantics.
#include "mote/ops.h"
#include "ops/shared/plain_pair.h"

namespace mote {
namespace {

struct Shift {
  template <class T>
  static T of(T value, T count) {
    constexpr T kMost = 8 * sizeof(T) - 1;
    return static_cast<T>(value >> clamp<T>(count, 0, kMost));
  }
};

template <class T>
constexpr OpDef def() {
  constexpr TensorType kType = tensor_type_of<T>();
  return {161,
          kType,
          kType,
          kType,
          kInPlace,
          sizeof(PlainPair),
          prepare_bare_pair,
          run_bare_pair<T, T, Shift>};
}

}  // namespace

namespace ops {
const OpDef right_shift_s8 = def<int8_t>();
const OpDef right_shift_s16 = def<int16_t>();
const OpDef right_shift_s32 = def<int32_t>();
const OpDef right_shift_u8 = def<uint8_t>();
const OpDef right_shift_u16 = def<uint16_t>();
const OpDef right_shift_u32 = def<uint32_t>();
}  // namespace ops
namespace run {
MOTE_RUN(right_shift_s8)
MOTE_RUN(right_shift_s16)
MOTE_RUN(right_shift_s32)
MOTE_RUN(right_shift_u8)
MOTE_RUN(right_shift_u16)
MOTE_RUN(right_shift_u32)
}  // namespace run
}  // namespace mote
