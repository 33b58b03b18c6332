// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"

#include <cmath>

namespace mote::models {
namespace {

int64_t ordered(float x) {
  const auto bits = static_cast<int32_t>(float_bits(x));
  return bits < 0 ? int64_t{INT32_MIN} - bits : bits;
}

/// One output of one run. `steps`: how far 8-bit integers may be; floats as the case says.
void expect_output(const GoldenCase& c, TensorType type, const Bytes& got, const Bytes& want,
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

}  // namespace

void run_spec(const GoldenCase& c, const ModelSpec& spec, size_t past, int steps) {
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

void run_case(const GoldenCase& c, size_t past, int steps) { run_spec(c, c.spec(), past, steps); }

void PrintTo(const Refusal& r, std::ostream* out) { *out << r.name; }

void PrintTo(const GoldenCase& c, std::ostream* out) { *out << c.name; }

void PrintTo(const RunFault& f, std::ostream* out) { *out << f.name; }

void expect_refusal(const char* room, const Refusal& r) {
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

void expect_run_fault(const char* room, const RunFault& f) {
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

}  // namespace mote::models
