// SPDX-License-Identifier: Apache-2.0
// Runs a recorded case and compares; and what a model of one operator is refused for. Integers must
// be equal; float32 within 4 units in the last place or 1e-6.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>

#include "format/views.h"
#include "models/memory.h"
#include "models/recorded.h"
#include "registry/all_ops.h"

namespace mote::models {

inline int64_t ordered(float x) {
  const auto bits = static_cast<int32_t>(float_bits(x));
  return bits < 0 ? int64_t{INT32_MIN} - bits : bits;
}

/// One output of one run. `steps`: how far 8-bit integers may be; floats as the case says.
inline void expect_output(const GoldenCase& c, TensorType type, const Bytes& got, const Bytes& want,
                          int steps) {
  ASSERT_EQ(got.size(), want.size());
  if (type == TensorType::Float32) {
    for (size_t i = 0; i < want.size(); i += 4) {
      float a, b;
      std::memcpy(&a, &got[i], 4);
      std::memcpy(&b, &want[i], 4);
      const float bound = std::max(c.absolute_bound, c.relative_bound * std::abs(b));
      EXPECT_TRUE(std::abs(ordered(a) - ordered(b)) <= 4 || std::abs(a - b) <= bound ||
                  (std::isnan(a) && std::isnan(b)))
          << "element " << i / 4 << ": " << a << ", recorded " << b;
    }
  } else if (type == TensorType::Int8 && steps != 0) {
    for (size_t i = 0; i < want.size(); ++i) {
      EXPECT_LE(std::abs(static_cast<int8_t>(got[i]) - static_cast<int8_t>(want[i])), steps)
          << "element " << i;
    }
  } else {
    EXPECT_EQ(got, want);
  }
}

/// Runs a model that must do what a case says, `past` bytes after a 16-byte boundary.
inline void run_spec(const GoldenCase& c, const ModelSpec& spec, size_t past = 0, int steps = 0) {
  const ExactCopy file(build(spec), past);
  const Result<Model> model = Model::verify(file.span());
  ASSERT_TRUE(model.ok()) << "check " << int{model.fault().check};
  const Result<uint32_t> needed = needed_bytes(*model, all_ops());
  ASSERT_TRUE(needed.ok()) << "error " << static_cast<int>(needed.fault().error) << " check "
                           << int{needed.fault().check};
  GuardedArena arena(*needed);
  Result<Interpreter> interpreter = Interpreter::create(*model, all_ops(), arena.memory());
  ASSERT_TRUE(interpreter.ok());
  for (int round = 0; round < 2; ++round) {  // a second time: nothing may be left of the first
    for (const GoldenRun& run : c.runs) {
      ASSERT_EQ(interpreter->input_count(), run.inputs.size());
      for (uint32_t i = 0; i < run.inputs.size(); ++i) {
        const Bytes& bytes = run.inputs[i];
        ASSERT_TRUE(interpreter->input(i).write_bytes({bytes.data(), bytes.size()}).ok());
      }
      ASSERT_TRUE(interpreter->invoke().ok());
      for (uint32_t i = 0; i < run.outputs.size(); ++i) {
        Bytes got(interpreter->output(i).bytes());
        ASSERT_TRUE(interpreter->output(i).read_bytes({got.data(), got.size()}).ok());
        expect_output(c, c.outputs[i].type, got, run.outputs[i], steps);
      }
    }
    interpreter->reset();
  }
  EXPECT_TRUE(arena.intact());
}

inline void run_case(const GoldenCase& c, size_t past = 0, int steps = 0) {
  run_spec(c, c.spec(), past, steps);
}

/// A model that an operator refuses: a recorded case of the room, broken by `edit`.
struct Refusal {
  std::string name;
  std::string base;  ///< name of the case
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
  const OperatorSpec& op = spec.operators[0];
  EXPECT_EQ(fault.detail >> 16, op.custom_code.empty()
                                    ? static_cast<uint32_t>(op.code)
                                    : format::custom_code(op.custom_code.c_str()));
}

/// A recorded case whose inputs or constants are changed so that invoke() must fail.
struct RunFault {
  std::string name;
  std::string base;  ///< name of the case; its first run is used
  uint32_t check;
  std::function<void(GoldenCase&)> edit;
};
inline void PrintTo(const RunFault& f, std::ostream* out) { *out << f.name; }

inline void expect_run_fault(const char* room, const RunFault& f) {
  GoldenCase c = golden_case(room, f.base);
  f.edit(c);
  const ExactCopy file(build(c.spec()));
  const Result<Model> model = Model::verify(file.span());
  ASSERT_TRUE(model.ok()) << "check " << int{model.fault().check};
  const Result<uint32_t> needed = needed_bytes(*model, all_ops());
  ASSERT_TRUE(needed.ok()) << "check " << int{needed.fault().check};
  GuardedArena arena(*needed);
  Result<Interpreter> interpreter = Interpreter::create(*model, all_ops(), arena.memory());
  ASSERT_TRUE(interpreter.ok());
  for (uint32_t i = 0; i < c.runs[0].inputs.size(); ++i) {
    const Bytes& bytes = c.runs[0].inputs[i];
    ASSERT_TRUE(interpreter->input(i).write_bytes({bytes.data(), bytes.size()}).ok());
  }
  const Fault fault = interpreter->invoke();
  EXPECT_EQ(fault.error, Error::DataRefused);
  EXPECT_EQ(fault.check, f.check);
  EXPECT_EQ(fault.op_index, 0u);
  EXPECT_TRUE(arena.intact());
}

/// Other values for a constant of axes, sizes or the like; a list of another count becomes a vector.
template <class T = int32_t>
void set_indices(TensorSpec& tensor, const std::vector<T>& values) {
  const Bytes bytes = bytes_of(values);
  tensor.type = sizeof(T) == 8 ? TensorType::Int64 : TensorType::Int32;
  if (bytes.size() != tensor.constant.size()) tensor.shape = {static_cast<int32_t>(values.size())};
  tensor.constant = bytes;
}

/// A constant becomes an input of the model.
inline void make_input(ModelSpec& m, int32_t tensor) {
  m.tensors[static_cast<size_t>(tensor)].constant.clear();
  m.inputs.push_back(tensor);
}

/// What nearly every operator must refuse, made from one recorded case: too few and too many
/// inputs (as `least` and `most` say) and outputs, and for every quantised tensor of 8 or 16 bits a
/// missing, impossible or per-channel scale and an impossible zero point.
std::vector<Refusal> usual_refusals(const char* room, const char* base, size_t least, size_t most);

// Edits of a custom operator.

/// Another name with the same 16 bits.
void take_name_alike(ModelSpec& m);
void cut_custom_options(ModelSpec& m);
/// Sets the first byte of the option `index` of `count`, sorted by name, whose values have `width`
/// bytes.
void set_custom_option(ModelSpec& m, size_t count, size_t index, uint8_t value, size_t width = 1);

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

/// usual_refusals() of a case.
#define MOTE_TEST_USUAL_REFUSALS(Suite, room, base, least, most) \
  MOTE_TEST_REFUSALS(Suite, room, mote::models::usual_refusals(room, base, least, most))

/// The table `cases` of refusals.
#define MOTE_TEST_REFUSALS(Suite, room, cases)                                 \
  class Suite : public testing::TestWithParam<mote::models::Refusal> {};       \
  TEST_P(Suite, IsRefused) { mote::models::expect_refusal(room, GetParam()); } \
  INSTANTIATE_TEST_SUITE_P(All, Suite, testing::ValuesIn(cases),               \
                           [](const auto& one) { return std::string(one.param.name); })

/// The table `cases` of faults at run time.
#define MOTE_TEST_RUN_FAULTS(Suite, room, cases)                               \
  class Suite : public testing::TestWithParam<mote::models::RunFault> {};      \
  TEST_P(Suite, IsFound) { mote::models::expect_run_fault(room, GetParam()); } \
  INSTANTIATE_TEST_SUITE_P(All, Suite, testing::ValuesIn(cases),               \
                           [](const auto& one) { return one.param.name; })
