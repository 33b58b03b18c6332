// SPDX-License-Identifier: Apache-2.0
// What is refused; what variables do is tested with control_flow, which they seldom go without.
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace check {
#define MOTE_CHECK(name, number, sentence, advice) constexpr CheckNumber name = number;
#include "ops/resource_variable/checks.inc"
#undef MOTE_CHECK
}  // namespace check

namespace {

using models::ModelSpec;
using models::TensorSpec;

constexpr int32_t kVarHandle = 142, kReadVariable = 143, kAssignVariable = 144;

/// y = v; v = x
ModelSpec delay() {
  ModelSpec m;
  const TensorSpec value{TensorType::Float32, {3}};
  m.tensors = {{TensorType::Resource, {1}}, value, value};
  m.operators = {{kVarHandle, {}, {0}, 111, {{1, 0, 0, "v"}}},
                 {kReadVariable, {0}, {1}, 112, {}},
                 {kAssignVariable, {0, 2}, {}, 113, {}}};
  m.inputs = {2};
  m.outputs = {1};
  return m;
}

struct Refused {
  const char* name;
  uint32_t op_index, check;
  std::function<void(ModelSpec&)> edit;
};
void PrintTo(const Refused& r, std::ostream* out) { *out << r.name; }

const Refused kRefused[] = {
    {"HandleWithInput", 0, check::InputCount, [](ModelSpec& m) { m.operators[0].inputs = {2}; }},
    {"HandleWithoutOutput", 0, check::OutputCount,
     [](ModelSpec& m) {
       m.operators[0].outputs.clear();
       m.inputs.push_back(0);
     }},
    {"ReadOfNothing", 1, check::InputCount, [](ModelSpec& m) { m.operators[1].inputs = {}; }},
    {"ReadOfMissingHandle", 1, check::InputMissing,
     [](ModelSpec& m) { m.operators[1].inputs = {-1}; }},
    {"AssignWithoutValue", 2, check::InputCount,
     [](ModelSpec& m) { m.operators[2].inputs.pop_back(); }},
    {"AssignWithOutput", 2, check::OutputCount,
     [](ModelSpec& m) {
       m.tensors.push_back(m.tensors[1]);
       m.operators[2].outputs = {3};
     }},
    {"HandleFromOutside", 1, check::NoVariable,
     [](ModelSpec& m) {
       m.tensors.push_back(m.tensors[0]);
       m.inputs.push_back(3);
       m.operators[1].inputs[0] = 3;
     }},
    {"TwoSizes", 2, check::VariableSize, [](ModelSpec& m) { m.tensors[2].shape = {4}; }},
    {"TwoTypes", 2, check::VariableSize,
     [](ModelSpec& m) { m.tensors[2].type = TensorType::Int32; }},
};

class ResourceVariableRefusal : public testing::TestWithParam<Refused> {};

TEST_P(ResourceVariableRefusal, IsRefused) {
  ModelSpec spec = delay();
  GetParam().edit(spec);
  const models::ExactCopy file(models::build(spec));
  const Result<Model> model = Model::verify(file.span());
  ASSERT_TRUE(model.ok()) << int{model.fault().check};
  const Fault fault = models::needed_bytes(*model, all_ops()).fault();
  EXPECT_EQ(fault.error, Error::OperatorRefused);
  EXPECT_EQ(uint32_t{fault.check}, GetParam().check);
  EXPECT_EQ(fault.op_index, GetParam().op_index);
}

INSTANTIATE_TEST_SUITE_P(All, ResourceVariableRefusal, testing::ValuesIn(kRefused),
                         [](const auto& one) { return std::string(one.param.name); });

}  // namespace
}  // namespace mote
