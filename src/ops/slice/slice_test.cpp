// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;
using models::set_indices;

MOTE_TEST_RECORDED(Slice, "slice", 0);

const models::Refusal kRefusals[] = {
    {"OtherType", "s32", check::Type,
     [](ModelSpec& m) { m.tensors[3].type = TensorType::Float32; }},
    {"BeginsOfFloats", "s32", check::Type,
     [](ModelSpec& m) { m.tensors[1].type = TensorType::Float32; }},
    {"SizesOfFloats", "s32", check::Type,
     [](ModelSpec& m) { m.tensors[2].type = TensorType::Float32; }},
    {"BeginsTooFew", "s32", check::Shape, [](ModelSpec& m) { set_indices(m.tensors[1], {0}); }},
    {"SizesTooMany", "s32", check::Shape,
     [](ModelSpec& m) {
       set_indices(m.tensors[2], {2, 3, 1});
     }},
    {"BeginNegative", "s32", check::Bounds,
     [](ModelSpec& m) {
       set_indices(m.tensors[1], {-1, 2});
     }},
    {"BeginBeyond", "s32", check::Bounds,
     [](ModelSpec& m) {
       set_indices(m.tensors[1], {5, 2});
     }},
    {"BeginLowest", "s32", check::Bounds,
     [](ModelSpec& m) {
       set_indices(m.tensors[1], {INT32_MIN, 2});
       set_indices(m.tensors[2], {-1, 3});
     }},
    {"BeginOf64Bits", "s32", check::Bounds,
     [](ModelSpec& m) {
       set_indices<int64_t>(m.tensors[1], {int64_t{1} << 32, 2});
     }},
    {"SizeTooGreat", "s32", check::Bounds,
     [](ModelSpec& m) {
       set_indices(m.tensors[2], {4, 3});
     }},
    {"SizeGreatest", "s32", check::Bounds,
     [](ModelSpec& m) {
       set_indices(m.tensors[2], {INT32_MAX, 3});
     }},
    {"SizeNegative", "s32", check::Bounds,
     [](ModelSpec& m) {
       set_indices(m.tensors[2], {-2, 3});
     }},
    {"OutputShape", "s32", check::Shape,
     [](ModelSpec& m) {
       m.tensors[3].shape = {3, 2};
     }},
    {"OutputOfMoreElements", "s32", check::Shape,
     [](ModelSpec& m) {
       m.tensors[3].shape = {2, 3, 2};
     }},
    {"OutputOfFewerElements", "s32", check::Shape, [](ModelSpec& m) { m.tensors[3].shape = {2}; }},
    {"TooManyAxes", "s32", check::Rank,
     [](ModelSpec& m) {
       m.tensors[0].shape.assign(7, 3);
       m.tensors[3].shape.assign(7, 2);
       set_indices(m.tensors[1], std::vector<int32_t>(7, 1));
       set_indices(m.tensors[2], std::vector<int32_t>(7, 2));
     }},
    {"AtRunOutputOfOtherRank", "begin_at_run", check::Rank,
     [](ModelSpec& m) { m.tensors[3].shape = {2}; }},
    {"AtRunOutputTooGreat", "begin_at_run", check::Bounds,
     [](ModelSpec& m) {
       m.tensors[3].shape = {4, 2};
     }},
    {"AtRunOtherSize", "begin_at_run", check::Shape,
     [](ModelSpec& m) {
       set_indices(m.tensors[2], {1, 3});
     }},
    {"AtRunBeginsTooFew", "begin_at_run", check::Shape,
     [](ModelSpec& m) { m.tensors[1].shape = {1}; }},
    {"AtRunTooManyAxes", "begin_at_run", check::Rank,
     [](ModelSpec& m) {
       m.tensors[0].shape.assign(7, 3);
       m.tensors[3].shape.assign(7, 2);
       m.tensors[1].shape = {7};
       set_indices(m.tensors[2], std::vector<int32_t>(7, 2));
     }},
};
MOTE_TEST_USUAL_REFUSALS(SliceUsualRefusal, "slice", "s32", 3, 3);
MOTE_TEST_REFUSALS(SliceRefusal, "slice", kRefusals);

template <class T>
std::function<void(models::GoldenCase&)> input_of(size_t i, std::vector<T> values) {
  return [i, values](models::GoldenCase& c) { c.runs[0].inputs[i] = models::bytes_of(values); };
}
const models::RunFault kRunFaults[] = {
    {"BeginTooGreat", "begin_at_run", check::DataIndex, input_of<int32_t>(1, {3, 0})},
    {"WindowBeyondTheEnd", "begin_at_run", check::DataIndex, input_of<int32_t>(1, {0, 3})},
    {"BeginNegative", "begin_at_run", check::DataIndex, input_of<int32_t>(1, {0, -1})},
    {"BeginLowest", "begin_at_run", check::DataIndex, input_of<int32_t>(1, {INT32_MIN, 0})},
    {"BeginOf64Bits", "both_at_run", check::DataIndex, input_of<int64_t>(1, {int64_t{1} << 32, 0})},
    {"OtherSize", "both_at_run", check::DataIndex, input_of<int64_t>(2, {2, 3})},
    {"RestOfOtherSize", "both_at_run", check::DataIndex, input_of<int64_t>(2, {-1, 2})},
    {"SizeOf64Bits", "both_at_run", check::DataIndex,
     input_of<int64_t>(2, {(int64_t{1} << 32) + 2, 2})},
};
MOTE_TEST_RUN_FAULTS(SliceRunFault, "slice", kRunFaults);

}  // namespace
}  // namespace mote
