// SPDX-License-Identifier: Apache-2.0
#include "models/pass_case.h"

namespace mote::compiler {
namespace {

using namespace mote::models;

/// x + f(constant).
ModelSpec with_constant(OperatorSpec f, TensorSpec constant, TensorSpec result) {
  ModelSpec m = model({f32({2, 3}), std::move(constant), std::move(result), f32({2, 3})},
                      {std::move(f), with_activation(op(0, {0, 2}, {3}), 11, 0)}, {0}, {3});
  return m;
}

ModelSpec shape_of_input() {
  return model({f32({2, 3}), {TensorType::Int32, {2}}, f32({2, 3})},
               {op(77, {0}, {1}), op(22, {0, 1}, {2})}, {0}, {2});
}

ModelSpec large_fill() {
  TensorSpec value = constant_f32({}, {1.5F});
  return model({constant_s32({40, 40}), value, f32({40, 40}), f32({40, 40}), f32({40, 40})},
               {op(94, {0, 1}, {2}), with_activation(op(0, {3, 2}, {4}), 11, 0)}, {3}, {4});
}

ModelSpec as_output() {
  return model({f32({2}), constant_f32({2}, {1, -2}), f32({2}), f32({2})},
               {op(59, {1}, {2}), op(59, {0}, {3})}, {0}, {3, 2});
}

ModelSpec chain() {
  TensorSpec half{TensorType::Int8, {2, 3}, {0.5F}, {1}};
  half.constant = bytes_of(std::vector<int8_t>{1, 2, 3, 4, 5, -6});
  ModelSpec m = with_constant(op(6, {1}, {4}), half, f32({2, 3}));
  m.tensors.push_back(f32({2, 3}));
  m.operators.insert(m.operators.begin() + 1, op(59, {4}, {2}));
  return m;
}

ModelSpec refused() {
  // An index out of range: the run says so, and goes on to say so.
  return model({constant_f32({2}, {1, 2}), constant_s32({7}), f32({1}), f32({1}), f32({1})},
               {op(36, {0, 1}, {2}), with_activation(op(0, {3, 2}, {4}), 11, 0)}, {3}, {4});
}

const PassCase kCases[] = {
    {"Negative",
     with_constant(op(59, {1}, {2}), constant_f32({2, 3}, {1, 2, 3, 4, 5, -0.0F}), f32({2, 3})),
     {0},
     {}},
    {"TwoInARow", chain(), {0}, {}},
    {"ShapeOfAnInput", shape_of_input(), {22}, {}},
    {"LargerThanItIsWorth", large_fill(), {94, 0}, {}},
    {"OutputsStay", as_output(), {59, 59}, {}},
    {"WhatIsRefusedStays", refused(), {36, 0}, {}},
};
MOTE_TEST_PASS(ConstantFolding, fold_constants, kCases);

}  // namespace
}  // namespace mote::compiler
