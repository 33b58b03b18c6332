// SPDX-License-Identifier: Apache-2.0
#include "models/pass_case.h"

namespace mote::compiler {
namespace {

using namespace mote::models;

constexpr uint32_t kTable = 32, kTanh = 28, kLogistic = 14, kRelu = 19, kSoftmax = 25;

/// The operators of these codes in a row, through these tensors.
ModelSpec chain(std::vector<TensorSpec> tensors, const std::vector<uint32_t>& codes) {
  ModelSpec m;
  m.tensors = std::move(tensors);
  for (const uint32_t code : codes) {
    const auto at = static_cast<int32_t>(m.operators.size());
    m.operators.push_back(op(code, {at}, {at + 1}));
  }
  m.inputs = {0};
  m.outputs = {static_cast<int32_t>(codes.size())};
  return m;
}
TensorSpec x(float scale, int64_t zero_point = 0) { return s8({3, 70}, scale, zero_point); }
TensorSpec f() { return f32({3, 70}); }
TensorSpec u8(float scale, int64_t zero_point) {
  return {TensorType::UInt8, {3, 70}, {scale}, {zero_point}};
}
constexpr float kStep = 1.0F / 256;

/// x * 0.37 as int8, then LOGISTIC.
ModelSpec with_number() {
  return model({x(0.05F, 4), constant_s8({1}, {74}, 0.005F), x(0.03F, 1), x(kStep, -128)},
               {with_activation(op(18, {1, 0}, {2}), 21, 0), op(kLogistic, {2}, {3})}, {0}, {3});
}
/// Each column has a number of its own.
ModelSpec with_row() {
  ModelSpec m = with_number();
  std::vector<int8_t> row(70, 74);
  m.tensors[1] = constant_s8({70}, row, 0.005F);
  return m;
}

ModelSpec relu_of_positive() {
  ModelSpec m =
      chain({x(0.1F, 7), x(0.1F, -128), x(0.1F, -128), x(0.1F, 2)}, {kRelu, kRelu, kSoftmax});
  m.operators.pop_back();
  m.tensors.pop_back();
  m.outputs = {2};
  // A window between the two, so that they are no chain.
  m.tensors[0].shape = m.tensors[1].shape = m.tensors[2].shape = {1, 5, 5, 2};
  m.tensors.push_back(m.tensors[1]);
  m.operators[0] = pool(17, 0, 1, {0, 1, 0, 3});
  m.tensors[0].zero_points = {-128};
  m.operators[1] = op(kRelu, {1}, {2});
  m.operators.push_back(pool(17, 2, 3, {0, 1, 0, 3}));
  m.outputs = {3};
  return m;
}

ModelSpec seen_outside() {
  ModelSpec m = chain({x(0.05F), x(kStep, -128), x(0.1F, 5)}, {kLogistic, kTanh});
  m.tensors[2] = s8({3, 70}, 1.0F / 128);
  m.outputs = {2, 1};
  return m;
}

const PassCase kCases[] = {
    {"Two",
     chain({x(0.05F), x(kStep, -128), s8({3, 70}, 1.0F / 128)}, {kLogistic, kTanh}),
     {kTable},
     {}},
    {"ThroughFloat", chain({x(0.05F, 3), f(), f(), x(0.02F, 9)}, {6, kTanh, 114}), {kTable}, {}},
    {"FromUnsigned",
     chain({u8(0.05F, 128), x(0.05F), x(kStep, -128)}, {114, kLogistic}),
     {kTable},
     {}},
    {"WithANumber", with_number(), {kTable}, {}},
    {"WithManyNumbers", with_row(), {18, kLogistic}, {}},
    {"OneStays", chain({x(0.05F), x(kStep, -128)}, {kLogistic}), {kLogistic}, {}},
    {"AnIdleOneGoes", relu_of_positive(), {17, 17}, {}},
    {"FloatsAtTheEndStay", chain({x(0.05F, 3), f(), f()}, {6, kTanh}), {6, kTanh}, {}},
    {"FloatsAtTheBeginningStay",
     chain({f(), x(0.05F), x(kStep, -128), s8({3, 70}, 1.0F / 128)}, {114, kLogistic, kTanh}),
     {114, kTable},
     {}},
    {"OutputsStay", seen_outside(), {kLogistic, kTanh}, {}},
};
MOTE_TEST_PASS(UnaryTables, tabulate_unary_chains, kCases);

}  // namespace
}  // namespace mote::compiler
