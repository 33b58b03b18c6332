// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::GoldenCase;
using models::ModelSpec;
using models::set_indices;

MOTE_TEST_RECORDED(EmbeddingLookup, "embedding_lookup", 0);

const models::Refusal kRefusals[] = {
    {"TooFewInputs", "s8", check::InputCount,
     [](ModelSpec& m) { m.operators[0].inputs.resize(1); }},
    {"TooManyInputs", "s8", check::InputCount,
     [](ModelSpec& m) { m.operators[0].inputs.resize(3, -1); }},
    {"InputLeftOut", "s8", check::InputMissing,
     [](ModelSpec& m) { m.operators[0].inputs[1] = -1; }},
    {"OneMoreOutput", "s8", check::OutputCount,
     [](ModelSpec& m) {
       m.tensors.push_back(m.tensors.back());
       m.operators[0].outputs.push_back(static_cast<int32_t>(m.tensors.size() - 1));
     }},
    {"IdsOfRank2", "s8", check::Rank,
     [](ModelSpec& m) {
       m.tensors[0].shape = {3, 1};
     }},
    {"TableOfRank1", "s8", check::Rank, [](ModelSpec& m) { m.tensors[1].shape = {24}; }},
    {"TableEmpty", "f32_table_at_run_time", check::Empty,
     [](ModelSpec& m) { m.tensors[1].shape[0] = 0; }},
    {"OutputOfOtherRank", "s8", check::Rank,
     [](ModelSpec& m) {
       m.tensors[2].shape = {3, 6};
     }},
    {"OutputOfOtherShape", "s8", check::Shape,
     [](ModelSpec& m) {
       m.tensors[2].shape = {2, 2, 3};
     }},
    {"OutputOfOtherScale", "s8", check::ScaleDiffers,
     [](ModelSpec& m) { m.tensors[2].scales[0] = 0.2F; }},
    {"ConstantOutside", "s8_constant_ids", check::Bounds,
     [](ModelSpec& m) {
       set_indices(m.tensors[0], {1, 4});
     }},
    {"RealWithoutScale", "s8_f32", check::NotQuantized,
     [](ModelSpec& m) { m.tensors[1].scales.clear(); }},
    {"RealScaleZero", "s8_f32", check::ScaleValue,
     [](ModelSpec& m) { m.tensors[1].scales[0] = 0; }},
    {"RealScalePerRow", "s8_f32", check::PerChannel,
     [](ModelSpec& m) {
       m.tensors[1].scales.assign(4, 0.1F);
       m.tensors[1].zero_points.assign(4, 0);
     }},
    {"RealZeroPoint128", "s8_f32", check::ZeroPointRange,
     [](ModelSpec& m) { m.tensors[1].zero_points[0] = 128; }},
    {"RealZeroPoint1", "s8_f32", check::FilterZeroPoint,
     [](ModelSpec& m) { m.tensors[1].zero_points[0] = 1; }},
};
MOTE_TEST_REFUSALS(EmbeddingLookupRefusal, "embedding_lookup", kRefusals);

const models::RunFault kRunFaults[] = {
    {"IdBeyondTheEnd", "s8", check::DataIndex,
     [](GoldenCase& c) {
       c.runs[0].inputs[0] = models::bytes_of<int32_t>({3, 4, 0});
     }},
    {"IdNegative", "s8_f32", check::DataIndex,
     [](GoldenCase& c) {
       c.runs[0].inputs[0] = models::bytes_of<int32_t>({3, 0, -1});
     }},
};
MOTE_TEST_RUN_FAULTS(EmbeddingLookupRunFault, "embedding_lookup", kRunFaults);

}  // namespace
}  // namespace mote
