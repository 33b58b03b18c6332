// SPDX-License-Identifier: Apache-2.0
// A model that is read and written again runs alike and reads alike.
#include <gtest/gtest.h>

#include "evaluate/evaluate.h"
#include "graph/builtin_codes.h"
#include "graph/read_model.h"
#include "graph/write_model.h"
#include "models/recorded.h"

namespace mote::compiler {
namespace {

using models::Bytes;
using models::NamedModel;

Model read(const Bytes& file) {
  const Result<mote::Model> model = mote::Model::verify({file.data(), file.size()});
  if (!model.ok()) throw std::runtime_error("refused");
  return read_model(*model);
}

std::vector<Bytes> inputs_of(Runner& runner, uint64_t seed) {
  std::vector<Bytes> inputs;
  for (uint32_t i = 0; i < runner.interpreter().input_count(); ++i) {
    const mote::Tensor t = runner.interpreter().input(i);
    inputs.push_back(random_bytes(t.type(), t.bytes(), seed + i));
  }
  return inputs;
}

class RoundTrip : public testing::TestWithParam<NamedModel> {};

TEST_P(RoundTrip, RunsAlike) {
  const Bytes& file = GetParam().bytes;
  const Bytes written = write_model(read(file));
  EXPECT_EQ(write_model(read(written)), written);
  Runner before(file);
  Runner after(written);
  EXPECT_EQ(before.arena_bytes(), after.arena_bytes());
  EXPECT_EQ(before.interpreter().state().size(), after.interpreter().state().size());
  for (uint64_t seed = 0; seed < 2; ++seed) {
    const std::vector<Bytes> inputs = inputs_of(before, seed * 100);
    std::vector<Bytes> want;
    try {
      want = before.run(inputs);
    } catch (const RuntimeFault& fault) {  // such as an index out of range
      try {
        (void)after.run(inputs);
        FAIL() << "no fault";
      } catch (const RuntimeFault& other) {
        EXPECT_EQ(other.fault, fault.fault);
      }
      return;
    }
    EXPECT_EQ(after.run(inputs), want);
  }
}

std::vector<NamedModel> all_models() {
  std::vector<NamedModel> all = models::built_models();
  for (const NamedModel& m : models::checked_in_models()) all.push_back(m);
  for (const NamedModel& m : models::corpus_models()) all.push_back(m);
  return all;
}
INSTANTIATE_TEST_SUITE_P(All, RoundTrip, testing::ValuesIn(all_models()));

/// Everything that a file may hold beside tensors and operators.
TEST(ReadModel, HoldsWhatTheFileHolds) {
  models::ModelSpec spec = models::network();
  spec.tensors[0].signature = {-1, 8, 8, 3};
  spec.tensors.push_back({TensorType::Resource, {}});
  const auto handle = static_cast<int32_t>(spec.tensors.size() - 1);
  spec.operators.push_back(
      {142, {}, {handle}, 111, {{0, 0, 0, "room"}, {1, 0, 0, "counter"}}, {}, {}});
  models::GraphSpec called;
  called.tensors = {{TensorType::Int8, {2}, {0.5F}, {3}}};
  called.inputs = called.outputs = {0};
  spec.called = {called};
  const Model model = read(write_model(read(models::build(spec))));
  ASSERT_EQ(model.subgraphs.size(), 2u);
  const Subgraph& graph = model.subgraphs[0];
  EXPECT_EQ(graph.name, "main");
  EXPECT_EQ(graph.inputs, std::vector<int32_t>{0});
  EXPECT_EQ(graph.outputs, std::vector<int32_t>{11});
  EXPECT_EQ(graph.tensors[0].signature, (std::vector<int32_t>{-1, 8, 8, 3}));
  EXPECT_EQ(graph.tensors[1].shape, (std::vector<int32_t>{4, 3, 3, 3}));
  EXPECT_EQ(*graph.tensors[1].constant, spec.tensors[1].constant);
  EXPECT_EQ(graph.tensors[2].name, "t2");
  EXPECT_EQ(graph.operators[0].code, code::kConv2d);
  EXPECT_EQ(graph.operators[0].options.get<int32_t>(conv_2d_option::kStrideW, 0), 1);
  EXPECT_EQ(graph.operators[7].options.get<float>(0, 0), 1.0F);
  EXPECT_EQ(graph.operators[6].inputs[2], kLeftOut);
  const Options& names = graph.operators[8].options;
  ASSERT_EQ(names.fields.size(), 2u);
  EXPECT_EQ(names.fields[0].bytes, (Bytes{'r', 'o', 'o', 'm'}));
  EXPECT_EQ(names.fields[1].bytes, (Bytes{'c', 'o', 'u', 'n', 't', 'e', 'r'}));
  EXPECT_EQ(model.subgraphs[1].tensors[0].quantization.zero_points, std::vector<int64_t>{3});
  ASSERT_EQ(model.signatures.size(), 1u);
  EXPECT_EQ(model.signatures[0].key, "serving_default");
  EXPECT_EQ(model.signatures[0].outputs[0].second, 11u);
  ASSERT_EQ(model.metadata.size(), 1u);
  EXPECT_EQ(model.metadata[0].name, "m");
  EXPECT_EQ(model.description, "made by a test");
}

/// Each width of index vectors, and blocks.
TEST(ReadModel, HoldsHowSparseConstantsAreStored) {
  for (const char* name : {"csr_uint8", "csr_uint16", "csr_int32", "blocks_4x2_inside_out"}) {
    const models::ModelSpec spec = models::golden_case("densify", name).spec();
    const models::SparsitySpec& want = *spec.tensors[0].sparsity;
    const Model model = read(write_model(read(models::build(spec))));
    const Tensor& t = model.subgraphs[0].tensors[0];
    ASSERT_TRUE(t.sparsity.has_value()) << name;
    EXPECT_EQ(t.sparsity->traversal_order, want.traversal_order) << name;
    EXPECT_EQ(t.sparsity->block_map, want.block_map) << name;
    ASSERT_EQ(t.sparsity->levels.size(), want.levels.size()) << name;
    const Sparsity::Level& level = t.sparsity->levels[1];
    EXPECT_EQ(level.format, 1) << name;
    EXPECT_EQ(level.indices.type, want.levels[1].indices.type) << name;
    EXPECT_EQ(level.indices.bytes.size(),
              want.levels[1].indices.numbers.size() * (8U >> level.indices.type))
        << name;
    EXPECT_EQ(*t.constant, spec.tensors[0].constant) << name;
    EXPECT_FALSE(same_meaning(t, model.subgraphs[0].tensors[1])) << name;
  }
}

TEST(WriteModel, StoresEqualConstantsOnce) {
  models::ModelSpec spec = models::network();
  const size_t once = write_model(read(models::build(spec))).size();
  spec.tensors.push_back(spec.tensors[9]);  // 80 bytes of weights again
  const size_t twice = write_model(read(models::build(spec))).size();
  EXPECT_GT(twice, once);
  EXPECT_LT(twice, once + 80 + 16);
}

/// Options that point outside the file are refused, not followed.
TEST(ReadModel, RefusesTextsOutside) {
  models::ModelSpec spec;
  spec.tensors = {{TensorType::Resource, {}}};
  spec.operators = {{142, {}, {0}, 111, {{0, 4, 0x7FFFFFF0}}, {}, {}}};
  EXPECT_THROW(read(models::build(spec)), Unsupported);
}

}  // namespace
}  // namespace mote::compiler
