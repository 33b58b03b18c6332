// SPDX-License-Identifier: Apache-2.0
#include "streaming/stream.h"

#include <gtest/gtest.h>

namespace mote::compiler {
namespace {

constexpr int32_t kHeight = 16;
constexpr uint32_t kRowBytes = 4;

/// A window of `extent` rows from record `from` to `to`.
StreamItem window(uint32_t from, uint32_t to, int32_t height, int32_t extent, int32_t stride,
                  int32_t pad = 0) {
  RowStep step{};
  step.geometry = {1, extent, stride, pad, height, (height + 2 * pad - extent) / stride + 1};
  step.inputs = {{from, kRowBytes}};
  step.output = {to, kRowBytes};
  step.row_elements = kRowBytes;
  return {step, {from}, {to}, false};
}
StreamItem whole(uint32_t from, uint32_t to) { return {std::nullopt, {from}, {to}, false}; }

std::string make(const std::vector<StreamItem>& items, uint32_t output, int32_t hop,
                 Stream& stream) {
  return make_stream(items, 0, kHeight, kRowBytes, {output}, hop, stream);
}

TEST(Stream, KeepsWhatTheNextRunReads) {
  Stream stream;
  EXPECT_EQ(make({window(0, 1, 16, 3, 1), window(1, 2, 14, 5, 1), whole(2, 3)}, 3, 0, stream), "");
  EXPECT_EQ(stream.hop, 1);
  EXPECT_EQ(stream.runs_to_fill, 16);
  EXPECT_EQ(stream.tensors.at(0).rows, 3);
  EXPECT_EQ(stream.tensors.at(1).rows, 5);
  EXPECT_EQ(stream.tensors.at(2).rows, 10) << "a step needs all of it";
  EXPECT_EQ(stream.state_bytes, (2 + 4 + 9) * kRowBytes);
  EXPECT_EQ(stream.steps.at(1).range.skipped, 9);
  EXPECT_EQ(stream.steps.at(1).range.count, 1);
}

TEST(Stream, MovesByTheProductOfTheStrides) {
  const std::vector<StreamItem> items = {window(0, 1, 16, 2, 2), window(1, 2, 8, 2, 2)};
  Stream stream;
  EXPECT_EQ(make(items, 2, 0, stream), "");
  EXPECT_EQ(stream.hop, 4);
  EXPECT_EQ(stream.tensors.at(0).fresh, 4);
  EXPECT_EQ(stream.tensors.at(0).kept(), 0) << "windows that do not overlap";
  EXPECT_EQ(stream.tensors.at(2).rows, 4) << "an output is there as a whole";
  Stream other;
  EXPECT_NE(make(items, 2, 3, other).find("multiple of 4"), std::string::npos);
}

TEST(Stream, TakesTheGreatestNeedOfSeveralReaders) {
  Stream stream;
  EXPECT_EQ(make({window(0, 1, 16, 7, 1), window(0, 2, 16, 3, 1), whole(1, 3)}, 2, 0, stream), "");
  EXPECT_EQ(stream.tensors.at(0).rows, 7);
  EXPECT_EQ(stream.steps.at(1).first_row.at(0), 4);
}

TEST(Stream, StopsAtPadding) {
  Stream stream;
  EXPECT_EQ(make({window(0, 1, 16, 3, 1), window(1, 2, 14, 3, 1, 1)}, 2, 0, stream), "");
  EXPECT_EQ(stream.steps.size(), 1U);
  EXPECT_EQ(stream.tensors.at(1).rows, 14) << "the padded step reads all of it";
  Stream none;
  EXPECT_EQ(make({window(0, 1, 16, 3, 1, 1)}, 1, 0, none),
            "no step can be streamed: step 0 pads along the axis");
  Stream far;
  EXPECT_NE(make({window(0, 1, 16, 3, 1)}, 1, 16, far).find("nothing of it stays"),
            std::string::npos);
}

}  // namespace
}  // namespace mote::compiler
