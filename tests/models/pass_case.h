// SPDX-License-Identifier: Apache-2.0
// A graph before a pass and what must be there after it; both run on the same random inputs and must
// leave the same bits.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "evaluate/evaluate.h"
#include "graph/builtin_codes.h"
#include "graph/read_model.h"
#include "graph/write_model.h"
#include "models/builder.h"
#include "passes/pass.h"

namespace mote::models {

struct PassCase {
  std::string name;
  ModelSpec before;
  std::vector<uint32_t> after;  ///< codes of the operators; those of `before`: nothing changes
  std::function<void(const compiler::Model&)> check;  ///< of the graph after; may be empty
};
inline void PrintTo(const PassCase& c, std::ostream* out) { *out << c.name; }

inline compiler::Model graph_of(const Bytes& file) {
  const Result<Model> model = Model::verify({file.data(), file.size()});
  if (!model.ok()) {
    throw std::runtime_error("check " + std::to_string(model.fault().check) + ", detail " +
                             std::to_string(model.fault().detail));
  }
  return compiler::read_model(*model);
}

inline std::vector<uint32_t> codes_of(const compiler::Model& model) {
  std::vector<uint32_t> codes;
  for (const compiler::Operator& op : model.subgraphs[0].operators) codes.push_back(op.code);
  return codes;
}

inline void expect_same_bits(const Bytes& before, const Bytes& after, uint32_t runs = 16) {
  compiler::Runner a(before);
  compiler::Runner b(after);
  ASSERT_EQ(a.interpreter().input_count(), b.interpreter().input_count());
  for (uint32_t run = 0; run < runs; ++run) {
    std::vector<Bytes> inputs;
    for (uint32_t i = 0; i < a.interpreter().input_count(); ++i) {
      const Tensor t = a.interpreter().input(i);
      inputs.push_back(compiler::random_bytes(t.type(), t.bytes(), run * 10 + i));
    }
    ASSERT_EQ(a.run(inputs), b.run(inputs)) << "run " << run;
  }
}

/// The pass, then what takes away operators that nobody reads any more.
inline void expect_pass(const PassCase& c, compiler::PassFunction pass) {
  const Bytes before = build(c.before);
  compiler::Model model = graph_of(before);
  const std::vector<uint32_t> codes = codes_of(model);
  const compiler::Bytes untouched = compiler::write_model(model);
  const uint32_t changes = pass(model);
  if (c.after == codes && !c.check) {
    EXPECT_EQ(changes, 0u);
    EXPECT_EQ(compiler::write_model(model), untouched);
    return;
  }
  EXPECT_NE(changes, 0u);
  (void)compiler::remove_unused(model);
  EXPECT_EQ(codes_of(model), c.after);
  if (c.check) c.check(model);
  expect_same_bits(before, compiler::write_model(model));
  EXPECT_EQ(pass(model), 0u) << "a second time";
}

// Tensors of a case.

inline TensorSpec s8(std::vector<int32_t> shape, float scale = 0.1F, int64_t zero_point = 0) {
  return {TensorType::Int8, std::move(shape), {scale}, {zero_point}};
}
inline TensorSpec f32(std::vector<int32_t> shape) {
  return {TensorType::Float32, std::move(shape)};
}
inline TensorSpec constant_s8(std::vector<int32_t> shape, const std::vector<int8_t>& elements,
                              float scale = 0.05F) {
  TensorSpec t = s8(std::move(shape), scale);
  t.constant = bytes_of(elements);
  return t;
}
inline TensorSpec constant_s32(const std::vector<int32_t>& elements) {
  TensorSpec t{TensorType::Int32, {static_cast<int32_t>(elements.size())}};
  t.constant = bytes_of(elements);
  return t;
}
inline TensorSpec constant_f32(std::vector<int32_t> shape, const std::vector<float>& elements) {
  TensorSpec t = f32(std::move(shape));
  t.constant = bytes_of(elements);
  return t;
}

// Operators of a case.

inline OperatorSpec op(uint32_t code, std::vector<int32_t> inputs, std::vector<int32_t> outputs) {
  OperatorSpec o;
  o.code = static_cast<int32_t>(code);
  o.inputs = std::move(inputs);
  o.outputs = std::move(outputs);
  return o;
}
struct WindowSpec {
  uint32_t padding = 1;  ///< VALID
  uint32_t stride = 1;
  uint32_t activation = 0;
  uint32_t filter = 1;  ///< of a pool
};
inline OperatorSpec conv_2d(std::vector<int32_t> inputs, int32_t output, WindowSpec w = {}) {
  OperatorSpec o = op(3, std::move(inputs), {output});
  o.options_type = 1;
  o.options = {{0, 1, w.padding}, {1, 4, w.stride}, {2, 4, w.stride}, {3, 1, w.activation}};
  return o;
}
inline OperatorSpec depthwise(std::vector<int32_t> inputs, int32_t output, WindowSpec w = {}) {
  OperatorSpec o = op(4, std::move(inputs), {output});
  o.options_type = 2;
  o.options = {{0, 1, w.padding}, {1, 4, w.stride}, {2, 4, w.stride}, {4, 1, w.activation}};
  return o;
}
inline OperatorSpec pool(uint32_t code, int32_t input, int32_t output, WindowSpec w = {}) {
  OperatorSpec o = op(code, {input}, {output});
  o.options_type = 5;
  o.options = {{0, 1, w.padding}, {1, 4, w.stride}, {2, 4, w.stride},
               {3, 4, w.filter},  {4, 4, w.filter}, {5, 1, w.activation}};
  return o;
}
/// With an option 0 of one byte: the activation of ADD, MUL, FULLY_CONNECTED and the like.
inline OperatorSpec with_activation(OperatorSpec o, uint8_t options_type, uint32_t activation) {
  o.options_type = options_type;
  o.options = {{0, 1, activation}};
  return o;
}

inline ModelSpec model(std::vector<TensorSpec> tensors, std::vector<OperatorSpec> operators,
                       std::vector<int32_t> inputs, std::vector<int32_t> outputs) {
  ModelSpec m;
  m.tensors = std::move(tensors);
  m.operators = std::move(operators);
  m.inputs = std::move(inputs);
  m.outputs = std::move(outputs);
  return m;
}

}  // namespace mote::models

/// A table of cases for a pass.
#define MOTE_TEST_PASS(Suite, pass, cases)                                         \
  class Suite : public testing::TestWithParam<mote::models::PassCase> {};          \
  TEST_P(Suite, ChangesWhatItMay) { mote::models::expect_pass(GetParam(), pass); } \
  INSTANTIATE_TEST_SUITE_P(All, Suite, testing::ValuesIn(cases),                   \
                           [](const auto& one) { return one.param.name; })
