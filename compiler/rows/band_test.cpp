// SPDX-License-Identifier: Apache-2.0
#include "rows/band.h"

#include <gtest/gtest.h>

#include <functional>

#include "rows/chain_for_test.h"

namespace mote::compiler {
namespace {

/// A tensor within the band: rows there at once, rows more each turn, rows ahead of that.
struct Within {
  uint32_t tensor;
  int32_t rows, per_turn, ahead;
};

struct BandCase {
  const char* name;
  Chain chain;
  int32_t rows;  ///< a turn
  int32_t turns;
  std::vector<Within> within;
  int64_t fed = -1;
};
void PrintTo(const BandCase& c, std::ostream* out) { *out << c.name; }

std::vector<RecordUse> uses_of(const BandCase& c) {
  std::vector<RecordUse> uses = c.chain.uses();
  if (c.fed >= 0) uses[static_cast<size_t>(c.fed)].first_time = 1;
  return uses;
}

class Bands : public testing::TestWithParam<BandCase> {};

TEST_P(Bands, HoldWhatTheyNeed) {
  const BandCase& c = GetParam();
  const std::optional<Band> band = make_band(c.chain.row_steps(), uses_of(c), c.rows, c.fed);
  ASSERT_TRUE(band);
  EXPECT_EQ(band->turns, c.turns);
  EXPECT_EQ(band->output().kind, BandBuffer::kWhole);
  for (const Within& want : c.within) {
    const auto found = std::find_if(band->buffers.begin(), band->buffers.end(),
                                    [&](const BandBuffer& b) { return b.record == want.tensor; });
    ASSERT_NE(found, band->buffers.end());
    EXPECT_EQ(found->kind, want.tensor == c.fed ? BandBuffer::kFed : BandBuffer::kRows);
    EXPECT_EQ(found->rows, want.rows) << want.tensor;
    EXPECT_EQ(found->per_turn, want.per_turn) << want.tensor;
    EXPECT_EQ(found->ahead, want.ahead) << want.tensor;
  }
}

/// Every turn as the header says it goes, row by row: what is read was written, and is still there.
TEST_P(Bands, ReadOnlyRowsThatAreThere) {
  const BandCase& c = GetParam();
  const std::optional<Band> band = make_band(c.chain.row_steps(), uses_of(c), c.rows, c.fed);
  ASSERT_TRUE(band);
  std::vector<int32_t> ends(band->buffers.size(), 0);
  for (size_t i = 0; i < ends.size(); ++i) {
    const BandBuffer& b = band->buffers[i];
    if (b.kind == BandBuffer::kWhole && !b.readers.empty()) ends[i] = b.height;
  }
  const auto end_of = [](const BandBuffer& b, int32_t turn) {
    return std::max(0, std::min(b.most, b.per_turn * turn + b.ahead));
  };
  for (int32_t turn = 1; turn <= band->turns; ++turn) {
    for (size_t i = 0; i < ends.size(); ++i) {
      const BandBuffer& b = band->buffers[i];
      if (b.kind == BandBuffer::kFed) ends[i] = end_of(b, turn);
    }
    for (size_t s = 0; s < band->steps.size(); ++s) {
      const uint32_t to = band->outputs[s];
      const RowGeometry& g = band->steps[s].geometry;
      for (int32_t y = ends[to]; y < end_of(band->buffers[to], turn); ++y) {
        for (const uint32_t from : band->inputs[s]) {
          const BandBuffer& b = band->buffers[from];
          const int32_t first = std::max(0, y * g.stride - g.pad_top);
          const int32_t end = std::min(b.height, y * g.stride - g.pad_top + g.extent);
          if (first >= end) continue;
          ASSERT_LE(end, ends[from]) << "turn " << turn << ", step " << s << ", row " << y;
          // The buffer's rows are the last ones that were written to it.
          if (b.kind != BandBuffer::kWhole) {
            ASSERT_GE(first, ends[from] - b.rows);
          }
        }
      }
      ends[to] = std::max(ends[to], end_of(band->buffers[to], turn));
    }
  }
  EXPECT_EQ(ends[band->outputs.back()], band->output().height);
}

const BandCase kBandCases[] = {
    {"two_convolutions", two_convolutions(), 1, 8, {{1, 3, 1, 1}}},
    {"two_rows_a_turn", two_convolutions(), 2, 4, {{1, 4, 2, 1}}},
    {"a_last_turn_of_two_rows", two_convolutions(), 3, 3, {{1, 5, 3, 1}}},
    {"more_rows_than_there_are", two_convolutions(), 9, 1, {{1, 8, 9, 1}}},
    {"three_convolutions",
     {{{8, 4}, {8, 4}, {8, 4}, {8, 4}}, {{3, 1, 1, {0}, 1}, {3, 1, 1, {1}, 2}, {3, 1, 1, {2}, 3}}},
     1,
     8,
     {{1, 3, 1, 2}, {2, 3, 1, 1}}},
    {"stride_of_two",
     {{{8, 4}, {8, 4}, {4, 4}}, {{3, 1, 1, {0}, 1}, {3, 2, 0, {1}, 2}}},
     1,
     4,
     {{1, 3, 2, 1}}},
    {"pool",
     {{{8, 4}, {8, 4}, {4, 4}}, {{3, 1, 1, {0}, 1}, {2, 2, 0, {1}, 2}}},
     1,
     4,
     {{1, 2, 2, 0}}},
    {"rows_that_nobody_reads",  // of 9 rows the pool leaves one out
     {{{9, 4}, {9, 4}, {4, 4}}, {{1, 1, 0, {0}, 1}, {2, 2, 0, {1}, 2}}},
     1,
     4,
     {{1, 2, 2, 0}}},
    {"dilated",
     {{{8, 4}, {8, 4}, {4, 4}}, {{1, 1, 0, {0}, 1}, {5, 1, 0, {1}, 2}}},
     1,
     4,
     {{1, 5, 1, 4}}},
    {"residual",  // the sum reads the older of the rows, the convolution the newer ones
     {{{8, 4}, {8, 4}, {8, 4}, {8, 4}},
      {{3, 1, 1, {0}, 1}, {3, 1, 1, {1}, 2}, {1, 1, 0, {1, 2}, 3, true}}},
     1,
     8,
     {{1, 3, 1, 1}, {2, 1, 1, 0}}},
    {"rows_of_the_input", two_convolutions(), 1, 8, {{0, 3, 1, 2}, {1, 3, 1, 1}}, 0},
};
INSTANTIATE_TEST_SUITE_P(All, Bands, testing::ValuesIn(kBandCases),
                         [](const auto& one) { return std::string(one.param.name); });

TEST(Band, IsRefused) {
  const Chain two = two_convolutions();
  const Chain none_agrees = {
      // one path takes two rows a turn of what the other takes one of
      {{8, 4}, {8, 4}, {4, 4}, {4, 4}, {4, 4}},
      {{1, 1, 0, {0}, 1}, {1, 2, 0, {1}, 2}, {5, 1, 0, {1}, 3}, {1, 1, 0, {2, 3}, 4, true}}};
  using Uses = std::vector<RecordUse>;
  struct {
    const char* name;
    Chain chain;
    std::function<void(Uses&)> change;
    int64_t fed = -1;
  } const cases[] = {
      {"a later step reads what is between", two, [](Uses& u) { u[1].last_time = 3; }},
      {"what is between shares memory", two, [](Uses& u) { u[1].tensors = 2; }},
      {"what is between is kept", two, [](Uses& u) { u[1].is_kept = true; }},
      {"the input is kept", two, [](Uses& u) { u[0].is_kept = true; }},
      {"the output is kept", two, [](Uses& u) { u[2].is_kept = true; }},
      {"the input is written meanwhile", two, [](Uses& u) { u[0].first_time = 1; }},
      {"strides do not match", none_agrees, [](Uses&) {}},
      {"rows that are given are read before", two, [](Uses& u) { u[0].first_time = 0; }, 0},
      {"rows that are given are read after", two,
       [](Uses& u) {
         u[0].first_time = 1;
         u[0].last_time = 3;
       },
       0},
  };
  for (const auto& c : cases) {
    Uses uses = c.chain.uses();
    c.change(uses);
    EXPECT_FALSE(make_band(c.chain.row_steps(), uses, 1, c.fed)) << c.name;
  }
}

TEST(Band, IsRefusedWhereATensorIsReadWithOtherRows) {
  const Chain chain = two_convolutions();
  std::vector<RowStep> steps = chain.row_steps();
  steps[1].geometry.input_height = 4;
  EXPECT_FALSE(make_band(steps, chain.uses(), 1));
}

TEST(Band, SaysHowItsOutputMayLieOverItsInput) {
  struct {
    const char* name;
    Chain chain;
    int32_t rows;
    int32_t lead_bytes;
  } const cases[] = {
      // Row t is written while row t - 1 of the input is still read: two rows.
      {"a convolution alone", {{{8, 10}, {8, 10}}, {{3, 1, 1, {0}, 1}}}, 1, 20},
      {"two rows a turn", {{{8, 10}, {8, 10}}, {{3, 1, 1, {0}, 1}}}, 2, 30},
      // The first row is written while the first two are read.
      {"a pool", {{{8, 10}, {4, 10}}, {{2, 2, 0, {0}, 1}}}, 1, 10},
      {"element for element", {{{8, 10}, {8, 10}}, {{1, 1, 0, {0}, 1, true}}}, 1, 0},
      // Before row t is written, the first convolution has read all that row t + 1 of its output needs.
      {"two convolutions", two_convolutions(), 1, 0},
  };
  for (const auto& c : cases) {
    const auto band = make_band(c.chain.row_steps(), c.chain.uses(), c.rows);
    ASSERT_TRUE(band) << c.name;
    ASSERT_EQ(band->overlaps.size(), 1u) << c.name;
    EXPECT_EQ(band->overlaps[0].input, 0u) << c.name;
    EXPECT_EQ(band->overlaps[0].output, c.chain.tensors.size() - 1) << c.name;
    EXPECT_EQ(band->overlaps[0].lead_bytes, c.lead_bytes) << c.name;
  }
}

TEST(Band, LeavesAnInputAloneThatIsReadLater) {
  const Chain chain = two_convolutions();
  std::vector<RecordUse> uses = chain.uses();
  uses[0].last_time = 3;
  const auto band = make_band(chain.row_steps(), uses, 1);
  ASSERT_TRUE(band);
  EXPECT_TRUE(band->overlaps.empty());
}

TEST(Band, CostsMoreTheMoreTurnsItTakes) {
  const Chain chain = two_convolutions();
  uint64_t before = 0;
  for (const int32_t rows : {8, 4, 2, 1}) {
    const auto band = make_band(chain.row_steps(), chain.uses(), rows);
    ASSERT_TRUE(band);
    if (rows != 8) {
      EXPECT_GT(band->cost, before) << rows;
    }
    before = band->cost;
  }
}

}  // namespace
}  // namespace mote::compiler
