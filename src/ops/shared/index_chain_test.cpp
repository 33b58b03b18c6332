// SPDX-License-Identifier: Apache-2.0
// Chains that converters write for shapes: a FILL whose dims they compute says what came out of it.
// The expected numbers are NumPy's rules for the same expression, written out in each case's name.
#include <functional>

#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;
using models::OperatorSpec;
using models::TensorSpec;

TensorSpec words(std::vector<int32_t> shape) { return {TensorType::Int32, std::move(shape)}; }
TensorSpec constant(const std::vector<int32_t>& values, std::vector<int32_t> shape) {
  TensorSpec t = words(std::move(shape));
  t.constant = models::bytes_of(values);
  return t;
}

/// A model with input x of float32 [2, 3, 5], whose operators `chain` compute tensor 3, the dims of a
/// FILL with output `shape`.
ModelSpec filled(std::vector<int32_t> shape, int32_t dims,
                 const std::function<void(ModelSpec&)>& chain) {
  ModelSpec m;
  m.tensors = {
      {TensorType::Float32, {2, 3, 5}}, constant({7}, {}), words(std::move(shape)), words({dims})};
  m.inputs = {0};
  m.outputs = {2};
  chain(m);
  m.operators.push_back({94, {3, 1}, {2}});
  return m;
}

int32_t add(ModelSpec& m, TensorSpec t) {
  m.tensors.push_back(std::move(t));
  return static_cast<int32_t>(m.tensors.size() - 1);
}

OperatorSpec strided_slice(ModelSpec& m, int32_t from, int32_t to, int32_t begin, int32_t end,
                           int32_t stride, uint32_t begin_mask, uint32_t end_mask,
                           uint32_t shrink_mask) {
  const int32_t b = add(m, constant({begin}, {1}));
  const int32_t e = add(m, constant({end}, {1}));
  const int32_t s = add(m, constant({stride}, {1}));
  return {
      45, {from, b, e, s}, {to}, 32, {{0, 4, begin_mask}, {1, 4, end_mask}, {4, 4, shrink_mask}}};
}

struct Case {
  const char* name;
  std::vector<int32_t> shape;
  int32_t dims;
  std::function<void(ModelSpec&)> chain;
};
void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

const Case kCases[] = {
    {"Shape",
     {2, 3, 5},
     3,
     [](ModelSpec& m) {
       m.operators = {{77, {0}, {3}}};
     }},
    {"LastTwoOfShape",
     {3, 5},
     2,
     [](ModelSpec& m) {
       const int32_t all = add(m, words({3}));
       m.operators = {{77, {0}, {all}}};
       m.operators.push_back(strided_slice(m, all, 3, 1, 0, 1, 0, 1, 0));
     }},
    {"ShapeReversed",
     {5, 3, 2},
     3,
     [](ModelSpec& m) {
       const int32_t all = add(m, words({3}));
       m.operators = {{77, {0}, {all}}};
       m.operators.push_back(strided_slice(m, all, 3, 0, 0, -1, 1, 1, 0));
     }},
    {"PackOfBatchAndConstant",
     {2, 4},
     2,
     [](ModelSpec& m) {
       const int32_t all = add(m, words({3}));
       const int32_t batch = add(m, words({}));
       const int32_t four = add(m, constant({4}, {}));
       m.operators = {{77, {0}, {all}}};
       m.operators.push_back(strided_slice(m, all, batch, 0, 1, 1, 0, 0, 1));
       m.operators.push_back({83, {batch, four}, {3}, 59, {{0, 4, 2}, {1, 4, 0}}});
     }},
    {"ConcatenationOfSliceAndConstant",
     {5, 4, 6},
     3,
     [](ModelSpec& m) {
       const int32_t all = add(m, words({3}));
       const int32_t last = add(m, words({1}));
       const int32_t more = add(m, constant({4, 6}, {2}));
       m.operators = {{77, {0}, {all}}};
       m.operators.push_back(strided_slice(m, all, last, -1, 0, 1, 0, 1, 0));
       m.operators.push_back({2, {last, more}, {3}, 10, {{0, 4, 0}, {1, 1, 0}}});
     }},
    {"RankReshaped",
     {3},
     1,
     [](ModelSpec& m) {
       const int32_t rank = add(m, words({}));
       m.operators = {{110, {0}, {rank}}, {22, {rank}, {3}}};
     }},
};

class IndexChain : public testing::TestWithParam<Case> {};

TEST_P(IndexChain, IsKnownAtLoad) {
  const Case& c = GetParam();
  const models::ExactCopy file(models::build(filled(c.shape, c.dims, c.chain)));
  const Result<Model> model = Model::verify(file.span());
  ASSERT_TRUE(model.ok()) << int{model.fault().check};
  const Result<uint32_t> needed = models::needed_bytes(*model, all_ops());
  ASSERT_TRUE(needed.ok()) << int{needed.fault().check};
  models::GuardedArena arena(*needed);
  Result<Interpreter> interpreter = Interpreter::create(*model, all_ops(), arena.memory());
  ASSERT_TRUE(interpreter.ok());
  ASSERT_TRUE(interpreter->invoke().ok());
  const Span<uint8_t> raw = interpreter->output(0).raw();
  std::vector<int32_t> got(raw.size() / 4);
  std::memcpy(got.data(), raw.data(), raw.size());
  EXPECT_EQ(got, std::vector<int32_t>(got.size(), 7));
}

TEST_P(IndexChain, OtherShapesAreRefused) {
  const Case& c = GetParam();
  std::vector<int32_t> other = c.shape;
  ++other.back();
  const models::ExactCopy file(models::build(filled(other, c.dims, c.chain)));
  const Result<Model> model = Model::verify(file.span());
  ASSERT_TRUE(model.ok());
  EXPECT_EQ(models::needed_bytes(*model, all_ops()).fault().check, check::Shape);
}

INSTANTIATE_TEST_SUITE_P(All, IndexChain, testing::ValuesIn(kCases),
                         [](const auto& one) { return std::string(one.param.name); });

TEST(IndexChains, WhatARunComputesIsNotKnown) {
  ModelSpec m = filled({2}, 1, [](ModelSpec& spec) {
    const int32_t live = add(spec, words({1}));
    spec.inputs.push_back(live);
    spec.operators = {{22, {live}, {3}}};
  });
  const models::ExactCopy file(models::build(m));
  const Result<Model> model = Model::verify(file.span());
  ASSERT_TRUE(model.ok());
  EXPECT_EQ(models::needed_bytes(*model, all_ops()).fault().check, check::NotConstant);
}

TEST(IndexChains, OperatorsInACircleEnd) {
  ModelSpec m = filled({2}, 1, [](ModelSpec& spec) {
    const int32_t other = add(spec, words({1}));
    spec.operators = {{22, {other}, {3}}, {22, {3}, {other}}};
  });
  const models::ExactCopy file(models::build(m));
  const Result<Model> model = Model::verify(file.span());
  ASSERT_TRUE(model.ok());
  EXPECT_FALSE(models::needed_bytes(*model, all_ops()).ok());
}

}  // namespace
}  // namespace mote
