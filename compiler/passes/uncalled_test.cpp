// SPDX-License-Identifier: Apache-2.0
// A subgraph that nothing calls may hold operators that no room would accept: passes leave it as it is.
#include "passes/uncalled.h"

#include "models/pass_case.h"
#include "passes/optimize.h"

namespace mote::compiler {
namespace {

using namespace mote::models;

/// Main: NEG, and a branch that nobody reads. Subgraph 1: an ADD without its second input.
ModelSpec with_uncalled() {
  ModelSpec m =
      model({f32({3}), f32({3}), f32({3})}, {op(59, {0}, {1}), op(59, {0}, {2})}, {0}, {1});
  const ModelSpec broken = model({f32({3}), f32({3})}, {op(0, {0, -1}, {1})}, {0}, {1});
  m.called = {broken};
  m.signatures = {{1, {0}, {1}}, {0, {0}, {1}}};
  return m;
}

TEST(Uncalled, IsLeftAsItIs) {
  Model m = graph_of(build(with_uncalled()));
  const Subgraph before = m.subgraphs[1];
  (void)optimize(m);
  EXPECT_EQ(m.subgraphs[0].operators.size(), 1u) << "the branch is gone";
  ASSERT_EQ(m.subgraphs[1].operators.size(), 1u);
  EXPECT_EQ(m.subgraphs[1].operators[0].inputs, before.operators[0].inputs);
  EXPECT_EQ(m.subgraphs[1].tensors.size(), before.tensors.size());
  EXPECT_EQ(m.signatures.size(), 2u);
  expect_same_bits(build(with_uncalled()), write_model(m));
}

TEST(Uncalled, IsAsideForAWhile) {
  Model m = graph_of(build(with_uncalled()));
  {
    const UncalledAside aside(m);
    EXPECT_TRUE(m.subgraphs[1].operators.empty());
    EXPECT_FALSE(m.subgraphs[0].operators.empty());
    ASSERT_EQ(m.signatures.size(), 1u);
    EXPECT_EQ(m.signatures[0].subgraph, 0u);
  }
  EXPECT_EQ(m.subgraphs[1].operators.size(), 1u);
}

}  // namespace
}  // namespace mote::compiler
