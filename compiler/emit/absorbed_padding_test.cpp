// SPDX-License-Identifier: Apache-2.0
// Which PADs a convolution takes over, and that its kernel gives the bits of both then.
#include "emit/absorbed_padding.h"

#include "emit/step_writer.h"
#include "models/pass_case.h"
#include "ops/conv_2d/fold.h"
#include "ops/depthwise_conv_2d/fold.h"

namespace mote::compiler {
namespace {

using namespace mote::models;

struct Padded {
  std::string name;
  ModelSpec model;
  bool absorbed;
};
void PrintTo(const Padded& c, std::ostream* out) { *out << c.name; }

struct Sides {
  int32_t top, bottom, left, right;
  int32_t channels = 0;
};

/// A PAD around 6x5x2, then a 3x3 convolution with stride 2 and padding of its own or none.
ModelSpec padded(Sides s, bool is_depthwise = false, int value = -1000) {
  const int32_t height = 6 + s.top + s.bottom;
  const int32_t width = 5 + s.left + s.right;
  const int32_t channels = 2 + s.channels;
  TensorSpec pads = constant_s32({0, 0, s.top, s.bottom, s.left, s.right, 0, s.channels});
  pads.shape = {4, 2};
  std::vector<int8_t> elements;
  for (int32_t i = 0; i < (is_depthwise ? 9 : 18) * channels; ++i) {
    elements.push_back(static_cast<int8_t>(i * 7 - 100));
  }
  const TensorSpec filter = is_depthwise ? constant_s8({1, 3, 3, channels}, elements)
                                         : constant_s8({2, 3, 3, channels}, elements);
  const int32_t outputs = is_depthwise ? channels : 2;
  ModelSpec m =
      model({s8({1, 6, 5, 2}, 0.1F, 11), pads, s8({1, height, width, channels}, 0.1F, 11), filter,
             s8({1, (height - 3) / 2 + 1, (width - 3) / 2 + 1, outputs}, 0.7F, -3)},
            {op(34, {0, 1}, {2}), is_depthwise ? models::depthwise({2, 3}, 4, {1, 2})
                                               : models::conv_2d({2, 3}, 4, {1, 2})},
            {0}, {4});
  if (value != -1000) {
    TensorSpec fill = s8({1}, 0.1F, 11);
    fill.constant = bytes_of(std::vector<int8_t>{static_cast<int8_t>(value)});
    m.tensors.push_back(fill);
    m.operators[0] = op(60, {0, 1, 5}, {2});
  }
  return m;
}

ModelSpec read_twice() {
  ModelSpec m = padded({1, 1, 1, 1});
  m.outputs = {4, 2};
  return m;
}

ModelSpec changed_in_between() {
  // Something else reads the unpadded tensor after the PAD: it must not end there.
  ModelSpec m = padded({1, 0, 1, 0});
  m.tensors.push_back(s8({1, 6, 5, 2}, 0.1F, 11));
  m.operators.push_back(op(101, {0}, {5}));  // ABS
  m.outputs = {4, 5};
  return m;
}

const Padded kCases[] = {
    {"BeforeOnly", padded({1, 0, 1, 0}), true},
    {"Everywhere", padded({1, 1, 1, 1}), true},
    {"Unequal", padded({3, 2, 0, 4}), true},
    {"Depthwise", padded({1, 2, 2, 1}, true), true},
    {"ValueIsTheZeroPoint", padded({1, 1, 1, 1}, false, 11), true},
    {"OtherValue", padded({1, 1, 1, 1}, false, 12), false},
    {"Channels", padded({1, 1, 1, 1, 1}), false},
    {"ReadOutside", read_twice(), false},
    {"UnpaddedReadLater", changed_in_between(), false},
};

class AbsorbedPaddingTest : public ::testing::TestWithParam<Padded> {};

/// The output that the kernel gives for the unpadded tensor, as compiled code calls it.
std::vector<int8_t> run_kernel(Program& program, StepWriter& writer, const Bytes& input) {
  Layout& layout = program.layout();
  const bool is_depthwise = std::string(program.entry_of(writer.step())) == "depthwise_conv_2d_s8";
  const auto scales = is_depthwise
                          ? layout.params_of<depthwise_conv_2d::ParamsS8>(writer.step()).scales
                          : layout.params_of<conv_2d::ParamsS8>(writer.step()).scales;
  const std::vector<Rescale> factors = writer.factors(scales);
  EXPECT_EQ(factors.size(), 1u);
  uint8_t pair[kFactorPairBytes];
  store_pair(pair, factors[0]);
  const ChannelMultipliers multipliers = factor_pairs(pair, true);
  std::vector<int8_t> output(writer.tensor(output_slot(0)).elements());
  const auto* from = reinterpret_cast<const int8_t*>(input.data());
  const auto* filter =
      reinterpret_cast<const int8_t*>(writer.tensor(input_slot(1)).constant_bytes());
  if (is_depthwise) {
    const auto& p = layout.params_of<depthwise_conv_2d::ParamsS8>(writer.step());
    reference::depthwise_conv_2d_s8(writer.with_padding(p.kernel), from, filter, nullptr,
                                    multipliers, output.data());
  } else {
    const auto& p = layout.params_of<conv_2d::ParamsS8>(writer.step());
    reference::conv_2d_s8(writer.with_padding(p.kernel), from, filter, nullptr, multipliers,
                          output.data());
  }
  return output;
}

TEST_P(AbsorbedPaddingTest, GivesTheSameBits) {
  const Bytes file = build(GetParam().model);
  const Result<mote::Model> model = mote::Model::verify({file.data(), file.size()});
  ASSERT_TRUE(model.ok());
  Program program(*model);
  ASSERT_TRUE(program.fault().ok());
  const auto paddings = absorb_padding(program);
  ASSERT_EQ(paddings.size(), GetParam().absorbed ? 1u : 0u);
  ASSERT_TRUE(program.plan());
  if (paddings.empty()) return;
  // The padded tensor takes no memory any more: it would stand beside the unpadded one.
  const uint32_t padded_bytes =
      OpView(program.layout().graph_of(0), program.layout().op_of(0)).output(0).bytes();
  EXPECT_LT(program.arena_bytes(), 60 + padded_bytes);
  SourceText text;
  const auto& [step, padding] = *paddings.begin();
  StepWriter writer(program, text, step, padding);
  Runner runner(file);
  for (uint32_t seed = 0; seed < 8; ++seed) {
    const Bytes input = random_bytes(TensorType::Int8, 60, seed);
    const std::vector<int8_t> got = run_kernel(program, writer, input);
    const Bytes wanted = runner.run({input})[0];
    EXPECT_EQ(Bytes(got.begin(), got.end()), wanted) << "seed " << seed;
  }
}

INSTANTIATE_TEST_SUITE_P(All, AbsorbedPaddingTest, ::testing::ValuesIn(kCases),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace mote::compiler
