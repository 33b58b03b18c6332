// SPDX-License-Identifier: Apache-2.0
// Runs a recorded case and compares; and what a model of one operator is refused for. Integers must
// be equal; float32 within 4 units in the last place or 1e-6.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <string>

#include "models/memory.h"
#include "models/recorded.h"
#include "registry/all_ops.h"

namespace mote::models {

inline int64_t ordered(float x) {
  const auto bits = static_cast<int32_t>(float_bits(x));
  return bits < 0 ? int64_t{INT32_MIN} - bits : bits;
}

/// Runs it with the model `past` bytes after a 16-byte boundary. `steps`: how far integers may be.
inline void run_case(const GoldenCase& c, size_t past = 0, int steps = 0) {
  const ExactCopy file(build(c.spec()), past);
  const Result<Model> model = Model::verify(file.span());
  ASSERT_TRUE(model.ok()) << "check " << int{model.fault().check};
  const Result<uint32_t> needed = needed_bytes(*model, all_ops());
  ASSERT_TRUE(needed.ok()) << "error " << static_cast<int>(needed.fault().error) << " check "
                           << int{needed.fault().check};
  GuardedArena arena(*needed);
  Result<Interpreter> interpreter = Interpreter::create(*model, all_ops(), arena.memory());
  ASSERT_TRUE(interpreter.ok());
  const std::vector<Bytes> inputs = c.input_bytes();
  ASSERT_EQ(interpreter->input_count(), inputs.size());
  for (int run = 0; run < 2; ++run) {  // a second time: nothing may be left of the first
    for (uint32_t i = 0; i < inputs.size(); ++i) {
      ASSERT_TRUE(interpreter->input(i).write_bytes({inputs[i].data(), inputs[i].size()}).ok());
    }
    ASSERT_TRUE(interpreter->invoke().ok());
    const Bytes want = c.output.bytes();
    Bytes got(want.size());
    ASSERT_TRUE(interpreter->output(0).read_bytes({got.data(), got.size()}).ok());
    for (size_t i = 0; i < c.output.elements.size(); ++i) {
      if (c.output.type == TensorType::Float32) {
        float a, b;
        std::memcpy(&a, &got[4 * i], 4);
        std::memcpy(&b, &want[4 * i], 4);
        EXPECT_TRUE(std::abs(ordered(a) - ordered(b)) <= 4 || std::abs(a - b) <= 1e-6F)
            << "element " << i << ": " << a << ", recorded " << b;
      } else if (c.output.type == TensorType::Int8) {
        EXPECT_LE(std::abs(static_cast<int8_t>(got[i]) - static_cast<int8_t>(want[i])), steps)
            << "element " << i << ": " << int{static_cast<int8_t>(got[i])} << ", recorded "
            << int{static_cast<int8_t>(want[i])};
      }
    }
    if (c.output.type != TensorType::Float32 && steps == 0) {
      EXPECT_EQ(got, want);
    }
  }
  EXPECT_TRUE(arena.intact());
}

/// A model that an operator refuses: a recorded case of the room, broken by `edit`.
struct Refusal {
  const char* name;
  const char* base;  ///< name of the case
  uint32_t check;
  std::function<void(ModelSpec&)> edit;
};
inline void PrintTo(const Refusal& r, std::ostream* out) { *out << r.name; }
inline void PrintTo(const GoldenCase& c, std::ostream* out) { *out << c.name; }

inline void expect_refusal(const char* room, const Refusal& r) {
  ModelSpec spec = golden_case(room, r.base).spec();
  r.edit(spec);
  const ExactCopy file(build(spec));
  const Result<Model> model = Model::verify(file.span());
  ASSERT_TRUE(model.ok()) << "refused by the verifier, check " << int{model.fault().check};
  const Fault fault = needed_bytes(*model, all_ops()).fault();
  EXPECT_EQ(fault.error, Error::OperatorRefused);
  EXPECT_EQ(fault.check, r.check);
  EXPECT_EQ(fault.op_index, 0u);
  EXPECT_EQ(fault.detail >> 16, static_cast<uint32_t>(spec.operators[0].code));
}

}  // namespace mote::models

/// The recorded cases of a room at two alignments of the model.
#define MOTE_TEST_RECORDED(Suite, room, steps)                                                   \
  class Suite : public testing::TestWithParam<mote::models::GoldenCase> {};                      \
  TEST_P(Suite, EqualsTheReference) { mote::models::run_case(GetParam(), 0, steps); }            \
  TEST_P(Suite, EqualsTheReferenceAtAnOddAddress) {                                              \
    mote::models::run_case(GetParam(), 3, steps);                                                \
  }                                                                                              \
  INSTANTIATE_TEST_SUITE_P(Recorded, Suite, testing::ValuesIn(mote::models::golden_cases(room)), \
                           [](const auto& one) { return one.param.name; })

/// The table `cases` of refusals.
#define MOTE_TEST_REFUSALS(Suite, room, cases)                                 \
  class Suite : public testing::TestWithParam<mote::models::Refusal> {};       \
  TEST_P(Suite, IsRefused) { mote::models::expect_refusal(room, GetParam()); } \
  INSTANTIATE_TEST_SUITE_P(All, Suite, testing::ValuesIn(cases),               \
                           [](const auto& one) { return std::string(one.param.name); })
