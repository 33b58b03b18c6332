// SPDX-License-Identifier: Apache-2.0
#include "models/pass_case.h"

namespace mote::compiler {
namespace {

using namespace mote::models;

ModelSpec branch() {
  return model({f32({3}), f32({3}), f32({3}), f32({3}), f32({3})},
               {op(59, {0}, {1}), op(59, {1}, {2}), op(59, {0}, {3})}, {0}, {3});
}

/// SVDF-like: what keeps something stays, though nobody reads it.
ModelSpec variable_branch() {
  ModelSpec m = branch();
  m.tensors[2].variable = true;
  m.operators[1] = op(59, {1}, {2});
  m.tensors.pop_back();
  return m;
}

ModelSpec in_signature() {
  ModelSpec m = branch();
  m.signatures = {{0, {0}, {2}}};
  m.tensors.pop_back();
  return m;
}

const PassCase kCases[] = {
    {"ABranch",
     branch(),
     {59},
     [](const Model& m) { EXPECT_EQ(m.subgraphs[0].tensors.size(), 2u); }},
    {"VariablesStay", variable_branch(), {59, 59, 59}, {}},
    {"SignaturesStay", in_signature(), {59, 59, 59}, {}},
};
MOTE_TEST_PASS(Unused, remove_unused, kCases);

}  // namespace
}  // namespace mote::compiler
