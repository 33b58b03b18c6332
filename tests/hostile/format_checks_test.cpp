// SPDX-License-Identifier: Apache-2.0
// Every check of src/format/checks.inc has a file that trips exactly that one. The one that none
// can trip is named at the end with the reason.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "format/check_numbers.h"
#include "hostile/hostile_models.h"
#include "models/memory.h"
#include "models/recorded.h"
#include "mote/mote.h"
#include "registry/all_ops.h"

namespace mote {
namespace {

using format::Check;
using models::Bytes;
using models::ModelSpec;
using namespace hostile;  // NOLINT: what the file is about

/// Verifies, and creates an interpreter with the plan that the model holds, if any, when that went
/// well, at all offsets of the file's address.
Fault fault_of(const Bytes& bytes) {
  Fault first;
  for (size_t past = 0; past < 4; ++past) {
    const models::ExactCopy copy(bytes, past);
    const Result<Model> model = Model::verify(copy.span());
    Fault fault = model.fault();
    if (model.ok()) fault = models::needed_bytes_as_stored(*model, all_ops()).fault();
    if (past == 0) first = fault;
    EXPECT_EQ(fault, first) << "differs at address + " << past;
  }
  return first;
}

class FormatCheck : public testing::TestWithParam<HostileModel> {};

TEST_P(FormatCheck, IsTripped) {
  const Fault fault = fault_of(GetParam().make());
  EXPECT_EQ(fault.error, GetParam().error);
  EXPECT_EQ(fault.check, static_cast<uint8_t>(GetParam().check));
}

INSTANTIATE_TEST_SUITE_P(All, FormatCheck,
                         testing::ValuesIn(hostile_models().begin(), hostile_models().end()),
                         [](const auto& one) { return std::string(one.param.name); });

TEST(FormatChecks, IntactNetworkTripsNone) { EXPECT_EQ(fault_of(intact()), Fault{}); }

TEST(FormatChecks, SparseMatricesTripNone) {
  for (const uint8_t type : {0, 1, 2, 3}) {
    ModelSpec m = sparse_matrix(type);
    if (type == 0) m.tensors[0].constant = {1, 2, 3, 4, 5, 6};
    EXPECT_EQ(fault_of(built(m)), Fault{}) << int{type};
  }
}

/// Numbers have the width that their type says: as many as fit are inside.
TEST(FormatChecks, IndexVectorMayReachTheEndOfTheFile) {
  for (const uint8_t type : {1, 2, 3}) {
    const Fault fault = fault_of(index_vector_to_the_end(type, 3, 0));
    EXPECT_EQ(fault.error, Error::OperatorRefused) << int{type};
  }
}

TEST(FormatChecks, FileTooLongIsRefusedBeforeItIsRead) {
  const Bytes bytes = intact();
  const Result<Model> model = Model::verify({bytes.data(), size_t{0x80000000}});
  EXPECT_EQ(model.fault().check, static_cast<uint8_t>(Check::FileTooLong));
}

TEST(FormatChecks, EveryNumberHasACase) {
  std::set<uint32_t> tripped = {static_cast<uint32_t>(Check::FileTooLong)};
  for (const HostileModel& c : hostile_models()) tripped.insert(static_cast<uint32_t>(c.check));
  // No table type of the schema that is walked contains itself, and the deepest chain (model,
  // subgraph, tensor, sparsity, dimension, index vector) is as long as the limit: TooDeep guards
  // against a change of the field lists.
  const std::set<uint32_t> unreachable = {static_cast<uint32_t>(Check::TooDeep)};
  const std::map<uint32_t, const char*> all = {
#define MOTE_CHECK(name, number, sentence, advice) {number, #name},
#include "format/checks.inc"
#undef MOTE_CHECK
  };
  for (const auto& [number, name] : all) {
    EXPECT_EQ(tripped.count(number) + unreachable.count(number), 1u) << name;
  }
}

TEST(FormatChecks, DetailsNameTheCulprit) {
  EXPECT_EQ(fault_of(described([](ModelSpec& m) { m.version = 7; })).detail, 7u);
  EXPECT_EQ(fault_of(described([](ModelSpec& m) { m.tensors[9].constant.pop_back(); })).detail, 9u);
  const Fault sparse = fault_of(described([](ModelSpec& m) { store_as_sparse(m.tensors[9]); }));
  EXPECT_EQ(sparse.op_index, 6u);
  EXPECT_EQ(sparse.detail, 9u);
  const Fault reads = fault_of(described([](ModelSpec& m) { m.operators[2].inputs[1] = 77; }));
  EXPECT_EQ(reads.op_index, 2u);
  EXPECT_EQ(reads.detail, 1u);  // the second input
  const Fault order = fault_of(described([](ModelSpec& m) { m.inputs.clear(); }));
  EXPECT_EQ(order.op_index, 0u);
  EXPECT_EQ(order.detail, 0u);
  Bytes bytes = intact();
  const uint32_t far = 0x7FFFFFFF;
  std::memcpy(bytes.data(), &far, 4);
  EXPECT_EQ(fault_of(bytes).detail, 0u);
}

}  // namespace
}  // namespace mote
