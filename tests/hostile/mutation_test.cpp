// SPDX-License-Identifier: Apache-2.0
// Damaged files: cut at every length, with bits flipped and words overwritten. Whatever comes out,
// nothing may be read outside the file or written outside the arena. Build with the preset
// host-asan to see the reads too.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "format/views.h"
#include "models/memory.h"
#include "models/recorded.h"
#include "mote/mote.h"
#include "registry/all_ops.h"

namespace mote {
namespace {

using models::Bytes;
using models::NamedModel;

constexpr uint32_t kMostArenaBytes = 1 << 18;
/// A damaged shape can ask for hours; beyond this many inner loops a model is not run.
constexpr uint64_t kMostWork = 4'000'000;

/// At least the inner loops of one invoke.
uint64_t work_of(const Model& model) {
  const auto graph = format::SubgraphView::of(model.bytes().data(), 0);
  uint64_t work = 0;
  for (uint32_t i = 0; i < graph.operator_count(); ++i) {
    const format::Table op = graph.operator_at(i);
    const format::Vector inputs = op.vector(format::OperatorField::Inputs);
    const format::Vector outputs = op.vector(format::OperatorField::Outputs);
    // No output element looks at more than all of the greatest input.
    uint64_t most = 1;
    for (uint32_t k = 0; k < inputs.count(); ++k) {
      const auto index = inputs.at<int32_t>(k);
      if (index < 0) continue;
      most = std::max<uint64_t>(most, graph.tensor(static_cast<uint32_t>(index)).elements());
    }
    for (uint32_t k = 0; k < outputs.count(); ++k) {
      work += graph.tensor(outputs.at<uint32_t>(k)).elements() * most;
    }
  }
  return work;
}

struct Tally {
  uint32_t refused_by_verify = 0, refused_by_create = 0, too_much_work = 0, ran = 0;
};

void survive(Span<const uint8_t> file, Tally& tally) {
  const Result<Model> model = Model::verify(file);
  if (!model.ok()) {
    ++tally.refused_by_verify;
    return;
  }
  // An arena of what is asked for, found as a program finds it.
  uint32_t bytes = 4096;
  for (int attempt = 0; attempt < 4 && bytes <= kMostArenaBytes; ++attempt) {
    models::GuardedArena arena(bytes);
    Result<Interpreter> interpreter = Interpreter::create(*model, all_ops(), arena.memory());
    if (interpreter.ok()) {
      ASSERT_LE(interpreter->arena_used_bytes(), bytes);
      for (uint32_t i = 0; i < interpreter->input_count(); ++i) {
        const Span<uint8_t> raw = interpreter->input(i).raw();
        for (size_t k = 0; k < raw.size(); ++k) raw[k] = static_cast<uint8_t>(k * 29 + 7);
      }
      if (work_of(*model) > kMostWork) {
        ++tally.too_much_work;
      } else {
        ++tally.ran;
        (void)interpreter->invoke().ok();
        for (uint32_t i = 0; i < interpreter->output_count(); ++i) {
          (void)interpreter->output(i).argmax();
        }
      }
      ASSERT_TRUE(arena.intact());
      return;
    }
    ASSERT_TRUE(arena.intact());
    if (interpreter.fault().error != Error::ArenaTooSmall) break;
    ASSERT_GT(interpreter.fault().detail, 0u);
    const uint64_t next = uint64_t{bytes} + interpreter.fault().detail;
    if (next > kMostArenaBytes) break;
    bytes = static_cast<uint32_t>(next);
  }
  ++tally.refused_by_create;
}

void survive(const Bytes& bytes, size_t past, Tally& tally) {
  const models::ExactCopy copy(bytes, past);
  survive(copy.span(), tally);
}

/// Small models get every cut; great ones as many as `cuts`.
void cut(const NamedModel& model, uint32_t cuts) {
  SCOPED_TRACE(model.name);
  Tally tally;
  const size_t step = std::max<size_t>(1, model.bytes.size() / cuts);
  for (size_t size = 0; size < model.bytes.size(); size += step) {
    survive(Bytes(model.bytes.begin(), model.bytes.begin() + static_cast<ptrdiff_t>(size)),
            size % 4, tally);
    if (testing::Test::HasFatalFailure()) return;
  }
  // The header refers to all of the file, so that short cuts cannot go unnoticed.
  EXPECT_GT(tally.refused_by_verify, 0u);
}

/// Flips a bit or overwrites a word, `rounds` times, each time on a fresh copy. Most of the damage
/// is where the tables are, not in the weights.
void damage(const NamedModel& model, uint32_t rounds, uint32_t seed, Tally& tally) {
  SCOPED_TRACE(model.name);
  std::mt19937 random(seed);
  const auto size = static_cast<uint32_t>(model.bytes.size());
  const uint32_t words[] = {0,          1,          2,          3,      4,          8,
                            0xFF,       0xFFFF,     0x10000,    0x7FFF, 0x7FFFFFFF, 0x80000000,
                            0xFFFFFFFF, 0xFFFFFFFE, 0x40000000, size,   size - 4,   1U << 20};
  for (uint32_t round = 0; round < rounds; ++round) {
    Bytes bytes = model.bytes;
    const uint32_t hits = 1 + random() % 3;
    for (uint32_t hit = 0; hit < hits; ++hit) {
      if (random() % 2 == 0) {
        bytes[random() % size] ^= static_cast<uint8_t>(1U << random() % 8);
      } else {
        const uint32_t at = random() % (size / 4) * 4;
        const uint32_t word = random() % 4 == 0 ? random() : words[random() % std::size(words)];
        std::memcpy(&bytes[at], &word, 4);
      }
    }
    survive(bytes, round % 4, tally);
    if (testing::Test::HasFatalFailure()) {
      ADD_FAILURE() << "round " << round << " of seed " << seed;
      return;
    }
  }
}

/// Every aligned word in turn becomes each of a few that are likely to hurt.
void overwrite_each_word(const NamedModel& model, Tally& tally) {
  SCOPED_TRACE(model.name);
  for (const uint32_t word : {0U, 1U, 0x7FFFFFFFU, 0x80000000U, 0xFFFFFFFFU}) {
    for (size_t at = 0; at + 4 <= model.bytes.size(); at += 4) {
      Bytes bytes = model.bytes;
      std::memcpy(&bytes[at], &word, 4);
      survive(bytes, at / 4 % 4, tally);
      if (testing::Test::HasFatalFailure()) return;
    }
  }
}

TEST(Hostile, BuiltModelsCutAtEveryLength) {
  for (const NamedModel& model : models::built_models()) {
    cut(model, model.name == "network" ? 100000 : 400);
  }
}

TEST(Hostile, CheckedInModelsCutAtEveryLength) {
  for (const NamedModel& model : models::checked_in_models()) cut(model, 100000);
}

TEST(Hostile, BuiltModelsDamaged) {
  Tally tally;
  uint32_t seed = 1;
  for (const NamedModel& model : models::built_models()) damage(model, 3000, seed++, tally);
  // The damage must reach every stage, or the test shows nothing.
  EXPECT_GT(tally.refused_by_verify, 1000u);
  EXPECT_GT(tally.refused_by_create, 1000u);
  EXPECT_GT(tally.ran, 1000u);
}

TEST(Hostile, NetworkDamaged) {
  Tally tally;
  damage({"network", models::build(models::network())}, 150000, 77, tally);
  EXPECT_GT(tally.refused_by_create, 100u);
  EXPECT_GT(tally.ran, 100u);
}

TEST(Hostile, CheckedInModelsDamaged) {
  Tally tally;
  for (const NamedModel& model : models::checked_in_models()) damage(model, 60000, 99, tally);
  EXPECT_GT(tally.ran, 100u);
}

TEST(Hostile, EachWordOfTheNetworkOverwritten) {
  Tally tally;
  overwrite_each_word({"network", models::build(models::network())}, tally);
  for (const NamedModel& model : models::checked_in_models()) overwrite_each_word(model, tally);
  EXPECT_GT(tally.refused_by_verify, 100u);
}

TEST(Hostile, EachWordOfOneModelARoomOverwritten) {
  Tally tally;
  for (const std::string& room : models::rooms()) {
    const models::GoldenCase first = models::golden_cases(room).front();
    overwrite_each_word({room + "/" + first.name, models::build(first.spec())}, tally);
  }
  EXPECT_GT(tally.ran, 100u);
}

TEST(Hostile, CorpusModelsCutAndDamaged) {
  const auto models = models::corpus_models();
  if (models.empty()) GTEST_SKIP() << "skipped: no ../shared";
  Tally tally;
  uint32_t seed = 1000;
  for (const NamedModel& model : models) {
    cut(model, 60);
    damage(model, model.bytes.size() < 100000 ? 1000 : 100, seed++, tally);
  }
}

TEST(Hostile, NoiseIsNotAModel) {
  std::mt19937 random(5);
  Tally tally;
  for (int round = 0; round < 200000; ++round) {
    Bytes bytes(random() % 300);
    for (uint8_t& b : bytes) b = static_cast<uint8_t>(random() % 4 == 0 ? random() : random() % 32);
    if (bytes.size() >= 8) std::memcpy(&bytes[4], "TFL3", 4);
    survive(bytes, static_cast<size_t>(round % 4), tally);
  }
  EXPECT_EQ(tally.ran, 0u);
}

}  // namespace
}  // namespace mote
