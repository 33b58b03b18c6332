// SPDX-License-Identifier: Apache-2.0
// MAXIMUM and MINIMUM of two tensors, element by element, with broadcasting. Elements are compared
// as stored, so quantised tensors must share their scale. Source: TFLite operator semantics.
#include "mote/ops.h"
#include "ops/shared/plain_pair.h"

namespace mote {
namespace {

CheckNumber prepare(PrepareContext& context) {
  if (const CheckNumber bad = prepare_bare_pair(context)) return bad;
  if (const CheckNumber bad = check::same_scale(context, input_slot(0), output_slot(0))) return bad;
  return check::same_scale(context, input_slot(1), output_slot(0));
}

/// NaN gives the second operand.
struct Greater {
  template <class T>
  static T of(T a, T b) {
    return a > b ? a : b;
  }
};
struct Smaller {
  template <class T>
  static T of(T a, T b) {
    return a < b ? a : b;
  }
};

}  // namespace

namespace ops {
const OpDef maximum_s8{
    55,   TensorType::Int8,  TensorType::Int8, TensorType::Int8,
    true, sizeof(PlainPair), prepare,          run_bare_pair<int8_t, int8_t, Greater>};
const OpDef maximum_s16{
    55,   TensorType::Int16, TensorType::Int16, TensorType::Int16,
    true, sizeof(PlainPair), prepare,           run_bare_pair<int16_t, int16_t, Greater>};
const OpDef maximum_s32{
    55,   TensorType::Int32, TensorType::Int32, TensorType::Int32,
    true, sizeof(PlainPair), prepare,           run_bare_pair<int32_t, int32_t, Greater>};
const OpDef maximum_s64{
    55,   TensorType::Int64, TensorType::Int64, TensorType::Int64,
    true, sizeof(PlainPair), prepare,           run_bare_pair<int64_t, int64_t, Greater>};
const OpDef maximum_f32{55,
                        TensorType::Float32,
                        TensorType::Float32,
                        TensorType::Float32,
                        true,
                        sizeof(PlainPair),
                        prepare,
                        run_bare_pair<float, float, Greater>};
const OpDef minimum_s8{
    57,   TensorType::Int8,  TensorType::Int8, TensorType::Int8,
    true, sizeof(PlainPair), prepare,          run_bare_pair<int8_t, int8_t, Smaller>};
const OpDef minimum_s16{
    57,   TensorType::Int16, TensorType::Int16, TensorType::Int16,
    true, sizeof(PlainPair), prepare,           run_bare_pair<int16_t, int16_t, Smaller>};
const OpDef minimum_s32{
    57,   TensorType::Int32, TensorType::Int32, TensorType::Int32,
    true, sizeof(PlainPair), prepare,           run_bare_pair<int32_t, int32_t, Smaller>};
const OpDef minimum_s64{
    57,   TensorType::Int64, TensorType::Int64, TensorType::Int64,
    true, sizeof(PlainPair), prepare,           run_bare_pair<int64_t, int64_t, Smaller>};
const OpDef minimum_f32{57,
                        TensorType::Float32,
                        TensorType::Float32,
                        TensorType::Float32,
                        true,
                        sizeof(PlainPair),
                        prepare,
                        run_bare_pair<float, float, Smaller>};
}  // namespace ops
namespace run {
MOTE_RUN(maximum_s8)
MOTE_RUN(maximum_s16)
MOTE_RUN(maximum_s32)
MOTE_RUN(maximum_s64)
MOTE_RUN(maximum_f32)
MOTE_RUN(minimum_s8)
MOTE_RUN(minimum_s16)
MOTE_RUN(minimum_s32)
MOTE_RUN(minimum_s64)
MOTE_RUN(minimum_f32)
}  // namespace run
}  // namespace mote
