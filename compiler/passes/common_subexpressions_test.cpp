// SPDX-License-Identifier: Apache-2.0
#include "models/pass_case.h"

namespace mote::compiler {
namespace {

using namespace mote::models;

OperatorSpec sum(std::vector<int32_t> inputs, int32_t output, uint32_t activation = 0) {
  return with_activation(op(0, std::move(inputs), {output}), 11, activation);
}

/// NEG(x) + NEG(x), each of its own.
ModelSpec twice() {
  return model({f32({5}), f32({5}), f32({5}), f32({5})},
               {op(59, {0}, {1}), op(59, {0}, {2}), sum({1, 2}, 3)}, {0}, {3});
}

/// (x + c) * (x + c), with a constant for each.
ModelSpec with_constants(float other) {
  return model({f32({2}), constant_f32({2}, {1, 2}), constant_f32({2}, {1, other}), f32({2}),
                f32({2}), f32({2})},
               {sum({0, 1}, 3), sum({0, 2}, 4), with_activation(op(18, {3, 4}, {5}), 21, 0)}, {0},
               {5});
}

ModelSpec other_options() {
  ModelSpec m = with_constants(2);
  m.tensors[2] = f32({2});
  m.operators[1] = sum({0, 1}, 4, 1);
  m.tensors.erase(m.tensors.begin() + 2);
  for (OperatorSpec& o : m.operators) {
    for (auto* list : {&o.inputs, &o.outputs}) {
      for (int32_t& t : *list) t -= t > 2 ? 1 : 0;
    }
  }
  m.outputs = {4};
  return m;
}

ModelSpec other_scale() {
  return model({s8({5}), s8({5}, 0.2F), s8({5}, 0.3F), s8({5}, 0.5F)},
               {op(114, {0}, {1}), op(114, {0}, {2}), sum({1, 2}, 3)}, {0}, {3});
}

ModelSpec both_outside() {
  ModelSpec m = twice();
  m.outputs = {3, 1, 2};
  return m;
}

const PassCase kCases[] = {
    {"TheSameTwice", twice(), {59, 0}, {}},
    {"EqualConstants", with_constants(2), {0, 18}, {}},
    {"OtherConstants", with_constants(3), {0, 0, 18}, {}},
    {"OtherOptions", other_options(), {0, 0, 18}, {}},
    {"OtherScale", other_scale(), {114, 114, 0}, {}},
    {"OutputsStay", both_outside(), {59, 59, 0}, {}},
};
MOTE_TEST_PASS(CommonSubexpressions, merge_common_subexpressions, kCases);

}  // namespace
}  // namespace mote::compiler
