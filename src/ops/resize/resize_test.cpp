// SPDX-License-Identifier: Apache-2.0
#include "ops/resize/resize.h"

#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;

constexpr uint32_t kExtent = 32;
constexpr uint32_t kBothAlignments = 33;

MOTE_TEST_RECORDED(Resize, "resize", 0);

/// What the reference computes with a floating-point unit.
int32_t nearest_by_float(int32_t index, int32_t input, int32_t output, ResizeOptions o) {
  const bool align = o.align_corners && output > 1;
  const float scale = align ? static_cast<float>(input - 1) / static_cast<float>(output - 1)
                            : static_cast<float>(input) / static_cast<float>(output);
  const float position = (static_cast<float>(index) + (o.half_pixel_centers ? 0.5F : 0.0F)) * scale;
  const float whole = o.align_corners ? std::round(position) : std::floor(position);
  return std::min(static_cast<int32_t>(whole), input - 1);
}

TEST(NearestAxis, EqualsTheFloatComputation) {
  const int32_t extents[] = {1, 2, 3, 5, 7, 10, 31, 48, 63, 100, 241, 1001, 4095, 1 << 20};
  for (const int32_t input : extents) {
    for (const int32_t output : extents) {
      for (int way = 0; way < 4; ++way) {
        const ResizeOptions options{(way & 1) != 0, (way & 2) != 0};
        const reference::NearestAxis axis(input, output, options);
        const int32_t step = output > 5000 ? 997 : 1;
        for (int32_t i = 0; i < output; i += step) {
          ASSERT_EQ(axis.at(i), nearest_by_float(i, input, output, options))
              << input << " to " << output << ", index " << i << ", way " << way;
        }
      }
    }
  }
}

void set_size(ModelSpec& m, int32_t height, int32_t width) {
  models::set_indices(m.tensors[1], {height, width});
  m.tensors[2].shape[1] = height;
  m.tensors[2].shape[2] = width;
}

const models::Refusal kRefusals[] = {
    {"TooFewInputs", "bilinear_s8", check::InputCount,
     [](ModelSpec& m) { m.operators[0].inputs.resize(1); }},
    {"SizeMissing", "bilinear_s8", check::InputMissing,
     [](ModelSpec& m) { m.operators[0].inputs[1] = -1; }},
    {"TwoOutputs", "bilinear_s8", check::OutputCount,
     [](ModelSpec& m) {
       m.tensors.push_back(m.tensors.back());
       m.operators[0].outputs.push_back(3);
     }},
    {"NearestOfOtherType", "nearest_s8", check::Type,
     [](ModelSpec& m) { m.tensors[2].type = TensorType::Bool; }},
    {"SizeOfFloats", "bilinear_s8", check::Type,
     [](ModelSpec& m) { m.tensors[1].type = TensorType::Float32; }},
    {"OtherScale", "bilinear_s8", check::ScaleDiffers,
     [](ModelSpec& m) { m.tensors[2].scales[0] = 0.2F; }},
    {"InputOfRank3", "bilinear_s8", check::Rank,
     [](ModelSpec& m) {
       m.tensors[0].shape = {4, 3, 2};
     }},
    {"OutputOfRank3", "nearest_s8", check::Rank,
     [](ModelSpec& m) {
       m.tensors[2].shape = {6, 7, 3};
     }},
    {"InputEmpty", "bilinear_s8", check::Empty, [](ModelSpec& m) { m.tensors[0].shape[1] = 0; }},
    {"OutputEmpty", "bilinear_s8", check::Empty, [](ModelSpec& m) { set_size(m, 0, 3); }},
    {"ThreeSizes", "bilinear_s8", check::Shape,
     [](ModelSpec& m) {
       models::set_indices(m.tensors[1], {5, 7, 1});
     }},
    {"SizeAtRunTime", "bilinear_s8", check::NotConstant,
     [](ModelSpec& m) { models::make_input(m, 1); }},
    {"OtherHeight", "bilinear_s8", check::Shape, [](ModelSpec& m) { m.tensors[2].shape[1] = 4; }},
    {"OtherBatches", "bilinear_s8", check::Shape, [](ModelSpec& m) { m.tensors[2].shape[0] = 1; }},
    {"OtherChannels", "nearest_s8", check::Shape, [](ModelSpec& m) { m.tensors[2].shape[3] = 1; }},
    {"InputTooWide", "bilinear_s8", kExtent,
     [](ModelSpec& m) { m.tensors[0].shape[2] = (1 << 20) + 1; }},
    {"OutputTooHigh", "bilinear_s8", kExtent, [](ModelSpec& m) { set_size(m, (1 << 20) + 1, 1); }},
    {"BilinearWithBoth", "bilinear_s8_corners", kBothAlignments,
     [](ModelSpec& m) { m.operators[0].options[1].value = 1; }},
};
MOTE_TEST_REFUSALS(ResizeRefusal, "resize", kRefusals);

}  // namespace
}  // namespace mote
