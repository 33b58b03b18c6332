// SPDX-License-Identifier: Apache-2.0
#include "models/pass_case.h"

namespace mote::compiler {
namespace {

using namespace mote::models;

/// A 1x1 convolution with an activation of its own, then another operator.
ModelSpec conv_then(uint32_t fused, uint32_t code, TensorSpec between, TensorSpec output) {
  return model({s8({1, 4, 4, 2}, 0.1F, 3), constant_s8({2, 1, 1, 2}, {90, -77, 50, 66}),
                std::move(between), std::move(output)},
               {conv_2d({0, 1}, 2, {1, 1, fused}), op(code, {2}, {3})}, {0}, {3});
}
TensorSpec layer(float scale, int64_t zero_point) { return s8({1, 4, 4, 2}, scale, zero_point); }

ModelSpec floats(uint32_t code) {
  return model({f32({2, 40}), f32({2, 40}), f32({2, 40}), f32({2, 40})},
               {with_activation(op(code, {0, 1}, {2}), 11, 0), op(20, {2}, {3})}, {0, 1}, {3});
}

ModelSpec seen_twice(bool outside) {
  ModelSpec m = conv_then(0, 19, layer(0.3F, 5), layer(0.3F, 5));
  if (outside) {
    m.outputs = {3, 2};
  } else {
    m.tensors.push_back(layer(0.3F, 5));
    m.operators.push_back(op(59, {2}, {4}));
    m.outputs = {3, 4};
  }
  return m;
}

std::function<void(const Model&)> activation_is(uint16_t option, uint8_t number) {
  return [=](const Model& m) {
    EXPECT_EQ(m.subgraphs[0].operators[0].options.get<uint8_t>(option, 9), number);
  };
}

const PassCase kCases[] = {
    {"Relu", conv_then(0, 19, layer(0.3F, 5), layer(0.3F, 5)), {3}, activation_is(3, 1)},
    {"Relu6", conv_then(0, 21, layer(0.05F, -60), layer(0.05F, -60)), {3}, activation_is(3, 3)},
    {"ReluN1To1", conv_then(0, 20, layer(0.05F, 9), layer(0.05F, 9)), {3}, activation_is(3, 2)},
    {"Relu6AfterRelu",
     conv_then(1, 21, layer(0.05F, 9), layer(0.05F, 9)),
     {3},
     activation_is(3, 3)},
    {"ReluAfterRelu6",
     conv_then(3, 19, layer(0.05F, 9), layer(0.05F, 9)),
     {3},
     [](const Model& m) { EXPECT_EQ(m.subgraphs[0].operators[0].options.get<uint8_t>(3, 9), 3); }},
    {"NoNameForBoth", conv_then(2, 19, layer(0.05F, 9), layer(0.05F, 9)), {3, 19}, {}},
    {"NoOptionForIt", conv_then(0, 152, layer(0.05F, 9), layer(0.05F, 9)), {3, 152}, {}},
    {"OtherScale", conv_then(0, 19, layer(0.3F, 5), layer(0.2F, 5)), {3, 19}, {}},
    {"OtherZeroPoint", conv_then(0, 19, layer(0.3F, 5), layer(0.3F, 6)), {3, 19}, {}},
    {"FloatSum", floats(0), {0}, activation_is(0, 2)},
    {"FloatProduct", floats(18), {18}, activation_is(0, 2)},
    {"AnotherReads", seen_twice(false), {3, 19, 59}, {}},
    {"OutputsStay", seen_twice(true), {3, 19}, {}},
};
MOTE_TEST_PASS(FusedActivations, fuse_activations, kCases);

}  // namespace
}  // namespace mote::compiler
