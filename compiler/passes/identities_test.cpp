// SPDX-License-Identifier: Apache-2.0
#include "models/pass_case.h"

namespace mote::compiler {
namespace {

using namespace mote::models;

/// NEG, the operator, NEG; float32 of `shape` before and `result` after.
ModelSpec between(OperatorSpec one, std::vector<int32_t> shape, std::vector<int32_t> result,
                  std::vector<TensorSpec> constants = {}) {
  ModelSpec m = model({f32(shape), f32(shape), f32(result), f32(result)},
                      {op(59, {0}, {1}), std::move(one), op(59, {2}, {3})}, {0}, {3});
  for (TensorSpec& c : constants) m.tensors.push_back(std::move(c));
  return m;
}
/// The same, but its result is the model's.
ModelSpec last(OperatorSpec one, std::vector<int32_t> shape, std::vector<TensorSpec> constants) {
  ModelSpec m = between(std::move(one), shape, shape, std::move(constants));
  m.operators.pop_back();
  m.outputs = {2};
  return m;
}

TensorSpec pads(const std::vector<int32_t>& values) {
  TensorSpec t = constant_s32(values);
  t.shape = {static_cast<int32_t>(values.size() / 2), 2};
  return t;
}

OperatorSpec strided_slice(std::vector<int32_t> inputs) {
  OperatorSpec o = op(45, std::move(inputs), {2});
  o.options_type = 32;
  o.options = {{0, 4, 3}, {1, 4, 3}};  // from the beginning to the end
  return o;
}

ModelSpec rank_changes() {
  return model(
      {f32({2, 6}), f32({2, 6}), f32({3, 4}), f32({2, 1, 6}), f32({12}), f32({12})},
      {op(59, {0}, {1}), op(22, {1}, {2}), op(22, {2}, {3}), op(43, {3}, {4}), op(59, {4}, {5})},
      {0}, {5});
}

ModelSpec before_fully_connected(bool keeps_dims) {
  OperatorSpec layer = with_activation(op(9, {2, 3}, {4}), 8, 0);
  if (keeps_dims) layer.options.push_back({2, 1, 1});
  return model(
      {f32({1, 2, 2, 2}), f32({1, 2, 2, 2}), f32({1, 8}),
       constant_f32({2, 8}, {1, 2, 3, 4, 5, 6, 7, 8, 8, 7, 6, 5, 4, 3, 2, 1}), f32({1, 2})},
      {op(59, {0}, {1}), op(22, {1}, {2}), layer}, {0}, {4});
}

ModelSpec whole_model() { return model({f32({3}), f32({3})}, {op(22, {0}, {1})}, {0}, {1}); }

ModelSpec of_variable() {
  ModelSpec m = between(op(22, {1}, {2}), {4}, {4});
  m.tensors[1].variable = true;
  return m;
}

ModelSpec split() {
  ModelSpec m = between(op(49, {4, 1}, {2}), {2, 3}, {2, 3}, {constant_s32({1})});
  m.tensors[4].shape = {};
  m.operators[1].options_type = 35;
  m.operators[1].options = {{0, 4, 1}};
  return m;
}

ModelSpec idle_pool(uint32_t filter) {
  const int32_t size = filter == 1 ? 3 : 2;
  return model({s8({1, 3, 3, 2}), s8({1, 3, 3, 2}), s8({1, size, size, 2}), s8({1, size, size, 2})},
               {op(59, {0}, {1}), pool(17, 1, 2, {1, 1, 0, filter}), op(59, {2}, {3})}, {0}, {3});
}

const PassCase kCases[] = {
    {"ReshapeToTheSame", between(op(22, {1}, {2}), {2, 3}, {2, 3}), {59, 59}, {}},
    {"ReshapeThatIsTheOutput", last(op(22, {1}, {2}), {2, 3}, {}), {59}, {}},
    {"ReshapeThatIsTheModel", whole_model(), {22}, {}},
    {"ReshapeToAnother", between(op(22, {1}, {2}), {2, 3}, {6}), {59, 22, 59}, {}},
    {"ReshapesInARow",
     rank_changes(),
     {59, 22, 59},
     [](const Model& m) { EXPECT_EQ(m.subgraphs[0].operators[1].options.fields.size(), 1u); }},
    {"ReshapeBeforeFullyConnected", before_fully_connected(false), {59, 9}, [](const Model&) {}},
    {"UnlessItKeepsDimensions", before_fully_connected(true), {59, 22, 9}, {}},
    {"Slice",
     between(op(65, {1, 4, 5}, {2}), {2, 3}, {2, 3}, {constant_s32({0, 0}), constant_s32({-1, 3})}),
     {59, 59},
     {}},
    {"SliceOfAPart",
     between(op(65, {1, 4, 5}, {2}), {2, 3}, {2, 2}, {constant_s32({0, 1}), constant_s32({2, 2})}),
     {59, 65, 59},
     {}},
    {"StridedSlice",
     between(strided_slice({1, 4, 5, 6}), {2, 3}, {2, 3},
             {constant_s32({0, 0}), constant_s32({0, 0}), constant_s32({1, 1})}),
     {59, 59},
     {}},
    {"StridedSliceBackwards",
     between(strided_slice({1, 4, 5, 6}), {2, 3}, {2, 3},
             {constant_s32({0, 0}), constant_s32({0, 0}), constant_s32({1, -1})}),
     {59, 45, 59},
     {}},
    {"PadOfNothing",
     between(op(34, {1, 4}, {2}), {2, 3}, {2, 3}, {pads({0, 0, 0, 0})}),
     {59, 59},
     {}},
    {"Pad", between(op(34, {1, 4}, {2}), {2, 3}, {2, 4}, {pads({0, 0, 1, 0})}), {59, 34, 59}, {}},
    {"TileOnce",
     between(op(69, {1, 4}, {2}), {2, 3}, {2, 3}, {constant_s32({1, 1})}),
     {59, 59},
     {}},
    {"ConcatenationOfOne", between(op(2, {1}, {2}), {2, 3}, {2, 3}), {59, 59}, {}},
    {"SplitIntoOne", split(), {59, 59}, {}},
    {"TransposeOfNothing",
     between(op(39, {1, 4}, {2}), {2, 3}, {2, 3}, {constant_s32({0, 1})}),
     {59, 59},
     {}},
    {"TransposeOfEqualExtents",
     between(op(39, {1, 4}, {2}), {3, 3}, {3, 3}, {constant_s32({1, 0})}),
     {59, 39, 59},
     {}},
    {"TransposeThatIsAReshape",
     between(op(39, {1, 4}, {2}), {1, 2, 3}, {2, 1, 3}, {constant_s32({1, 0, 2})}),
     {59, 22, 59},
     [](const Model&) {}},
    {"CastToTheSame", between(op(53, {1}, {2}), {4}, {4}), {59, 59}, {}},
    {"PoolOfOne", idle_pool(1), {59, 59}, {}},
    {"PoolOfMore", idle_pool(2), {59, 17, 59}, {}},
};
MOTE_TEST_PASS(Identities, remove_identities, kCases);

/// A variable may hold other elements later.
TEST(Identities, VariablesStay) {
  Model graph = graph_of(build(of_variable()));
  EXPECT_EQ(remove_identities(graph), 0u);
}

}  // namespace
}  // namespace mote::compiler
