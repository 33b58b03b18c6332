// SPDX-License-Identifier: Apache-2.0
// Files cut short and files with altered bytes: whatever they hold, verify, create and invoke
// neither crash nor read outside the file nor write outside the arena. The sanitizer preset sees
// reads; guard zones see writes everywhere.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

#include "format/views.h"
#include "models/memory.h"
#include "models/recorded.h"
#include "registry/all_ops.h"

namespace mote {
namespace {

using models::Bytes;
using models::ExactCopy;
using models::GuardedArena;
using models::NamedModel;

constexpr uint32_t kMostArenaBytes = 1 << 20;
constexpr uint64_t kMostWork = 20'000'000;

struct Tally {
  int refused = 0, created = 0, ran = 0;
};

/// No operator takes more steps than its output's elements times those of its largest input.
uint64_t most_work(const Model& model) {
  const auto graph = format::SubgraphView::of(model.bytes().data(), 0);
  uint64_t work = 0;
  for (uint32_t i = 0; i < graph.operator_count(); ++i) {
    const format::Table op = graph.operator_at(i);
    const auto elements = [&](uint32_t field) {
      const format::Vector indices = op.vector(field);
      uint64_t most = 1;
      for (uint32_t k = 0; k < indices.count(); ++k) {
        const auto index = indices.at<int32_t>(k);
        if (index < 0) continue;
        most = std::max<uint64_t>(most, graph.tensor(static_cast<uint32_t>(index)).elements());
      }
      return most;
    };
    work += elements(format::OperatorField::Outputs) * elements(format::OperatorField::Inputs);
  }
  return work;
}

void try_file(const Bytes& bytes, size_t past, Tally& tally) {
  const ExactCopy file(bytes, past);
  const Result<Model> model = Model::verify(file.span());
  if (!model.ok()) {
    EXPECT_FALSE(model.fault() == Fault{});
    ++tally.refused;
    return;
  }
  const Result<uint32_t> needed = models::needed_bytes(*model, all_ops());
  if (!needed.ok() || *needed > kMostArenaBytes) {
    ++tally.refused;
    return;
  }
  const Result<uint32_t> stored = models::needed_bytes_as_stored(*model, all_ops());
  const bool obeys = past % 2 == 1 && stored.ok() && *stored <= kMostArenaBytes;
  GuardedArena arena(obeys ? *stored : *needed);
  const auto create = obeys ? &Interpreter::create_as_stored : &Interpreter::create;
  Result<Interpreter> interpreter = create(*model, all_ops(), arena.memory());
  ASSERT_TRUE(interpreter.ok()) << "needed_bytes() said that this much is enough";
  ++tally.created;
  for (uint32_t i = 0; i < interpreter->input_count(); ++i) {
    for (uint8_t& byte : interpreter->input(i).raw()) byte = 0x5A;
  }
  if (most_work(*model) <= kMostWork) {
    (void)interpreter->invoke();
    ++tally.ran;
  }
  for (uint32_t i = 0; i < interpreter->output_count(); ++i) (void)interpreter->output(i).argmax();
  ASSERT_TRUE(arena.intact());
}

std::vector<NamedModel> all_models() {
  std::vector<NamedModel> all = models::built_models();
  for (NamedModel& model : models::checked_in_models()) all.push_back(std::move(model));
  models::ModelSpec planned = models::network();
  planned.stored_plan = {1,    1,    12,   1024, -1, 1536, -1,  2048,
                         1536, 3072, 3200, 3264, -1, 3328, 4096};
  all.push_back({"network_with_a_plan", models::build(planned)});
  return all;
}

class Mutation : public testing::TestWithParam<NamedModel> {};

TEST_P(Mutation, CutShortAnywhereIsRefused) {
  const Bytes& whole = GetParam().bytes;
  const size_t stride = whole.size() < 6000 ? 1 : 13;
  for (size_t size = 0; size < whole.size(); size += stride) {
    const ExactCopy file(Bytes(whole.begin(), whole.begin() + static_cast<ptrdiff_t>(size)),
                         size % 4);
    // A cut through padding at the very end may leave a whole model.
    const Result<Model> model = Model::verify(file.span());
    if (model.ok()) {
      EXPECT_GT(size + 16, whole.size()) << size;
    }
  }
}

TEST_P(Mutation, FlippedBitsDoNoHarm) {
  std::mt19937 random(static_cast<uint32_t>(GetParam().bytes.size()));
  Tally tally;
  for (int trial = 0; trial < 500; ++trial) {
    Bytes bytes = GetParam().bytes;
    const uint32_t flips = 1 + random() % 3;
    for (uint32_t i = 0; i < flips; ++i) {
      bytes[random() % bytes.size()] ^= static_cast<uint8_t>(1U << random() % 8);
    }
    try_file(bytes, random() % 4, tally);
  }
  EXPECT_GT(tally.refused + tally.created, 0);
}

TEST_P(Mutation, OverwrittenWordsDoNoHarm) {
  const uint32_t words[] = {0,      1,      2,       4,          0x7F,       0xFF,
                            0x7FFF, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF};
  std::mt19937 random(static_cast<uint32_t>(GetParam().bytes.size()) + 1);
  Tally tally;
  for (int trial = 0; trial < 500; ++trial) {
    Bytes bytes = GetParam().bytes;
    const size_t at = random() % (bytes.size() - 3) & ~size_t{1};
    const uint32_t word = random() % 2 == 0 ? words[random() % std::size(words)] : random();
    std::memcpy(&bytes[at], &word, 2 + random() % 2 * 2);
    try_file(bytes, random() % 4, tally);
  }
}

std::string test_name(const testing::TestParamInfo<NamedModel>& one) {
  std::string name = std::to_string(one.index) + "_" + one.param.name;
  for (char& c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  }
  return name;
}

INSTANTIATE_TEST_SUITE_P(All, Mutation, testing::ValuesIn(all_models()), test_name);

TEST(Mutation, RandomBytesAreRefused) {
  std::mt19937 random(3);
  for (int trial = 0; trial < 3000; ++trial) {
    Bytes bytes(random() % 400);
    for (uint8_t& byte : bytes) byte = static_cast<uint8_t>(random() % 3 == 0 ? random() : 0);
    if (bytes.size() >= 8) std::memcpy(&bytes[4], "TFL3", 4);
    const ExactCopy file(bytes, trial % 4);
    EXPECT_FALSE(Model::verify(file.span()).ok());
  }
}

TEST(MutationOfRecordedModels, DoesNoHarm) {
  const std::vector<NamedModel> recorded = models::corpus_models();
  if (recorded.empty()) GTEST_SKIP() << "skipped: no ../shared";
  std::mt19937 random(17);
  Tally tally;
  for (const NamedModel& model : recorded) {
    for (int trial = 0; trial < 60; ++trial) {
      Bytes bytes = model.bytes;
      // The tables are at the end and the beginning; weights in the middle would hide them.
      const size_t reach = std::min<size_t>(bytes.size(), 4096);
      const size_t at = random() % reach;
      bytes[trial % 2 == 0 ? at : bytes.size() - 1 - at] ^=
          static_cast<uint8_t>(1U << random() % 8);
      try_file(bytes, random() % 4, tally);
    }
  }
  EXPECT_GT(tally.created, 0);
}

}  // namespace
}  // namespace mote
