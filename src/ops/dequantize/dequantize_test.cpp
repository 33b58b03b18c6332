// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(Dequantize, "dequantize", 0);

const models::Refusal kRefusals[] = {
    {"WithoutScale", "s8_f32", check::NotQuantized,
     [](ModelSpec& m) {
       m.tensors[0].scales.clear();
       m.tensors[0].zero_points.clear();
     }},
    {"ScaleZero", "s8_f32", check::ScaleValue, [](ModelSpec& m) { m.tensors[0].scales[0] = 0; }},
    {"ZeroPointTooGreat", "s8_f32", check::ZeroPointRange,
     [](ModelSpec& m) { m.tensors[0].zero_points[0] = 128; }},
    {"ScaleOfAChannelNegative", "s8_f32_per_channel", check::ScaleValue,
     [](ModelSpec& m) { m.tensors[0].scales[3] = -0.5F; }},
    {"ZeroPointOfAChannelTooSmall", "u8_f32_per_channel", check::ZeroPointRange,
     [](ModelSpec& m) { m.tensors[0].zero_points[2] = -1; }},
    {"ChannelsAlongNoDimension", "s8_f32_per_channel", check::PerChannel,
     [](ModelSpec& m) { m.tensors[0].quantized_dimension = 2; }},
    {"OtherElements", "s8_f32", check::Shape, [](ModelSpec& m) { m.tensors[1].shape[1] = 6; }},
    {"OtherElementsHalf", "f16_f32", check::Shape, [](ModelSpec& m) { m.tensors[1].shape[0] = 6; }},
    {"OtherElementsInt4", "s4_f32", check::Shape, [](ModelSpec& m) { m.tensors[1].shape[0] = 6; }},
};
MOTE_TEST_USUAL_REFUSALS(DequantizeUsualRefusal, "dequantize", "s8_f32_per_channel", 1, 1);
MOTE_TEST_USUAL_REFUSALS(DequantizeUsualRefusalS16, "dequantize", "s16_f32", 1, 1);
MOTE_TEST_REFUSALS(DequantizeRefusal, "dequantize", kRefusals);

/// One zero point, or none, for all channels.
TEST(DequantizeChannels, ShareZeroPoints) {
  models::GoldenCase c = models::golden_case("dequantize", "s8_f32_per_channel");
  for (const size_t points : {0, 1}) {
    c.inputs[0].zero_points.assign(points, 0);
    models::run_case(c);
  }
}

}  // namespace
}  // namespace mote
