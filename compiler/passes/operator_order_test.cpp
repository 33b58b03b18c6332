// SPDX-License-Identifier: Apache-2.0
#include "passes/operator_order.h"

#include "compile.h"
#include "models/pass_case.h"

namespace mote::compiler {
namespace {

using namespace mote::models;

constexpr uint32_t kRelu = 19;

/// From the input a wide branch and a narrow one, each RELU after RELU; then both are added. As
/// converters write it: first the first halves of both, then the second ones.
ModelSpec branches(bool is_wide_first) {
  // 0: input; 1, 2: one branch, 1 x 64 to 1 x 8 by SLICE; 3, 4: the other
  TensorSpec begin{TensorType::Int32, {2}};
  begin.constant = bytes_of(std::vector<int32_t>{0, 0});
  TensorSpec size{TensorType::Int32, {2}};
  size.constant = bytes_of(std::vector<int32_t>{1, 8});
  std::vector<OperatorSpec> ops;
  const OperatorSpec one = op(kRelu, {0}, {1});
  const OperatorSpec other = op(kRelu, {0}, {3});
  const OperatorSpec one_narrow = op(65, {1, 6, 7}, {2});
  const OperatorSpec other_narrow = op(65, {3, 6, 7}, {4});
  if (is_wide_first) ops = {one, other, one_narrow, other_narrow};
  else ops = {one, one_narrow, other, other_narrow};
  ops.push_back(with_activation(op(0, {2, 4}, {5}), 11, 0));
  return model(
      {s8({1, 64}), s8({1, 64}), s8({1, 8}), s8({1, 64}), s8({1, 8}), s8({1, 8}), begin, size}, ops,
      {0}, {5});
}

TEST(OperatorOrder, RunsOneBranchToItsEndFirst) {
  const Bytes before = build(branches(true));
  Model model = graph_of(before);
  ASSERT_TRUE(reorder(model));
  EXPECT_EQ(codes_of(model), (std::vector<uint32_t>{kRelu, 65, kRelu, 65, 0}));
  expect_same_bits(before, write_model(model));
  EXPECT_FALSE(reorder(model)) << "a second time";
}

TEST(OperatorOrder, StaysWhereItIsTheBest) {
  Model model = graph_of(build(branches(false)));
  const compiler::Bytes untouched = write_model(model);
  EXPECT_FALSE(reorder(model));
  EXPECT_EQ(write_model(model), untouched);
}

TEST(OperatorOrder, StaysWithoutEffort) {
  Model model = graph_of(build(branches(true)));
  EXPECT_FALSE(reorder(model, 2));
}

TEST(OperatorOrder, MakesCompiledModelsSmaller) {
  ModelSpec spec = branches(true);
  spec.outputs.push_back(0);  // so that no RELU writes over it
  const Bytes file = build(spec);
  const auto model = mote::Model::verify({file.data(), file.size()});
  ASSERT_TRUE(model.ok());
  CompileOptions options;
  options.without = {"common_subexpressions"};
  options.rows.overlap = false;  // or both orders need as little
  const uint32_t reordered = compile(*model, options).arena_bytes;
  options.keep_order = true;
  EXPECT_LT(reordered, compile(*model, options).arena_bytes);
}

}  // namespace
}  // namespace mote::compiler
