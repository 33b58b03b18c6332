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

/// Runs a model that must do what a case says, `past` bytes after a 16-byte boundary.
void run_spec(const GoldenCase& c, const ModelSpec& spec, size_t past = 0, int steps = 0);

void run_case(const GoldenCase& c, size_t past = 0, int steps = 0);

/// A model that an operator refuses: a recorded case of the room, broken by `edit`.
struct Refusal {
  std::string name;
  std::string base;  ///< name of the case
  uint32_t check;
  std::function<void(ModelSpec&)> edit;
};
void PrintTo(const Refusal& r, std::ostream* out);
void PrintTo(const GoldenCase& c, std::ostream* out);

void expect_refusal(const char* room, const Refusal& r);

/// A recorded case whose inputs or constants are changed so that invoke() must fail.
struct RunFault {
  std::string name;
  std::string base;  ///< name of the case; its first run is used
  uint32_t check;
  std::function<void(GoldenCase&)> edit;
};
void PrintTo(const RunFault& f, std::ostream* out);

void expect_run_fault(const char* room, const RunFault& f);

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
