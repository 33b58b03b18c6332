// SPDX-License-Identifier: Apache-2.0
#include "models/pass_case.h"

namespace mote::compiler {
namespace {

using namespace mote::models;

/// TRANSPOSE by `first`, an operator, TRANSPOSE by `second`. Tensor 2 is the middle's result.
ModelSpec around(OperatorSpec middle, const std::vector<int32_t>& first,
                 const std::vector<int32_t>& second) {
  const std::vector<int32_t> shape = {2, 3, 4};
  std::vector<int32_t> inside, after;
  for (const int32_t axis : first) inside.push_back(shape[static_cast<size_t>((axis + 3) % 3)]);
  for (const int32_t axis : second) after.push_back(inside[static_cast<size_t>((axis + 3) % 3)]);
  return model({f32(shape), f32(inside), f32(inside), f32(after), constant_s32(first),
                constant_s32(second), constant_f32({1}, {0.3F})},
               {op(39, {0, 4}, {1}), std::move(middle), op(39, {2, 5}, {3})}, {0}, {3});
}

ModelSpec pair(const std::vector<int32_t>& first, const std::vector<int32_t>& second) {
  ModelSpec m = around(op(59, {1}, {2}), first, second);
  m.operators.erase(m.operators.begin() + 1);
  m.operators[1].inputs[0] = 1;
  return m;
}

/// f(TRANSPOSE(a), TRANSPOSE(b)), and what is made of it.
ModelSpec two_sides(const std::vector<int32_t>& right) {
  const std::vector<int32_t> square = {3, 3, 3};
  return model(
      {f32(square), f32(square), f32(square), f32(square), f32(square), constant_s32({2, 0, 1}),
       constant_s32(right)},
      {op(39, {0, 5}, {2}), op(39, {1, 6}, {3}), with_activation(op(0, {2, 3}, {4}), 11, 0)},
      {0, 1}, {4});
}

OperatorSpec softmax() {
  OperatorSpec o = op(25, {1}, {2});
  o.options_type = 9;
  o.options = {{0, 4, float_bits(1.0F)}};
  return o;
}

ModelSpec seen_outside() {
  ModelSpec m = around(op(59, {1}, {2}), {2, 0, 1}, {1, 2, 0});
  m.outputs = {3, 2};
  return m;
}

const PassCase kCases[] = {
    {"ThereAndBack",
     pair({2, 0, 1}, {1, 2, 0}),
     {39},
     [](const Model& m) {
       const Subgraph& g = m.subgraphs[0];
       EXPECT_EQ(g.tensor(g.operators[0].inputs[1]).elements_as<int32_t>(),
                 (std::vector<int32_t>{0, 1, 2}));
     }},
    {"TwoInARow", pair({2, 0, 1}, {0, 2, 1}), {39}, {}},
    {"NegativeAxes", pair({-1, 0, 1}, {0, -1, 1}), {39}, {}},
    {"AroundAUnary", around(op(59, {1}, {2}), {2, 0, 1}, {1, 2, 0}), {59, 39}, {}},
    {"AroundASumWithOneNumber",
     around(with_activation(op(0, {1, 6}, {2}), 11, 0), {2, 0, 1}, {1, 2, 0}),
     {0, 39},
     {}},
    {"AroundSomethingElse", around(softmax(), {2, 0, 1}, {1, 2, 0}), {39, 25, 39}, {}},
    {"BothSides", two_sides({2, 0, 1}), {0, 39}, {}},
    {"OtherSides", two_sides({1, 0, 2}), {39, 39, 0}, {}},
    {"OutputsStay", seen_outside(), {39, 59, 39}, {}},
};

MOTE_TEST_PASS(Transposes, join_transposes, kCases);

}  // namespace
}  // namespace mote::compiler
