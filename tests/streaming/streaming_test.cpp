// SPDX-License-Identifier: Apache-2.0
// A network compiled for streams gives with every new row the interpreter's output for the window that
// ends with it, for each set of kernels.
#include <gtest/gtest.h>

#include <cstring>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <vector>

#include "mote/mote.h"
#include "stream_for_cortex_m3.h"
#include "stream_for_host.h"
#include "stream_portable.h"
#include "stream_two_rows.h"
#include "streaming_keyword.h"

namespace mote {
namespace {

constexpr uint32_t kWindowRows = 49;
constexpr uint32_t kRowBytes = 40;

/// The interpreter on whole windows.
class Windows {
 public:
  Windows() : arena_((streaming_keyword_arena_bytes + 15) / 16) {
    const auto model = Model::verify(streaming_keyword);
    auto made = Interpreter::create(
        *model, streaming_keyword_ops,
        {reinterpret_cast<uint8_t*>(arena_.data()), streaming_keyword_arena_bytes});
    EXPECT_TRUE(made.ok());
    interpreter_.emplace(std::move(*made));
  }

  std::vector<int8_t> output(const int8_t* window) {
    const Span<int8_t> input = interpreter_->input(0).elements_as<int8_t>();
    EXPECT_EQ(input.size(), kWindowRows * kRowBytes);
    std::memcpy(input.data(), window, input.size());
    EXPECT_TRUE(interpreter_->invoke().ok());
    const Span<int8_t> output = interpreter_->output(0).elements_as<int8_t>();
    return {output.begin(), output.end()};
  }

 private:
  struct alignas(16) Block {
    uint8_t bytes[16];
  };
  std::vector<Block> arena_;
  std::optional<Interpreter> interpreter_;
};

/// A stream of rows like features: slow changes and noise.
std::vector<int8_t> rows(uint32_t count, uint32_t seed) {
  std::mt19937 random(seed);
  std::vector<int8_t> all(count * kRowBytes);
  int32_t level = 0;
  for (uint32_t i = 0; i < all.size(); ++i) {
    if (i % 400 == 0) level = static_cast<int32_t>(random() % 200) - 100;
    const int32_t value = level + static_cast<int32_t>(random() % 121) - 60;
    all[i] = static_cast<int8_t>(std::min(127, std::max(-128, value)));
  }
  return all;
}

template <class Net>
class Streaming : public testing::Test {};
using Nets = testing::Types<stream_portable::Net, stream_for_host::Net, stream_for_cortex_m3::Net,
                            stream_two_rows::Net>;
TYPED_TEST_SUITE(Streaming, Nets);

TYPED_TEST(Streaming, GivesTheWindowsOutputsOnEveryStep) {
  constexpr uint32_t kHop = TypeParam::kHopRows;
  constexpr uint32_t kRuns = 2 * kWindowRows;
  const std::vector<int8_t> stream = rows(kRuns * kHop, 1);
  Windows windows;
  // Noise where reset() must not rely on zeros.
  std::vector<uint64_t> memory((sizeof(TypeParam) + 16) / 8 + 2, 0x5A5A5A5A5A5A5A5A);
  void* aligned = memory.data();
  size_t room = memory.size() * 8;
  ASSERT_NE(std::align(alignof(TypeParam), sizeof(TypeParam), aligned, room), nullptr);
  auto& net = *new (aligned) TypeParam;
  std::vector<std::vector<int8_t>> first_time;
  std::set<std::vector<int8_t>> different;
  for (int round = 0; round < 2; ++round) {  // the second after reset()
    for (uint32_t run = 1; run <= kRuns; ++run) {
      ASSERT_EQ(net.input().size(), kHop * kRowBytes);
      std::memcpy(net.input().data(), &stream[(run - 1) * kHop * kRowBytes], net.input().size());
      ASSERT_TRUE(net.invoke().ok());
      const std::vector<int8_t> output(net.output().begin(), net.output().end());
      if (run * kHop >= kWindowRows) {
        EXPECT_GE(run, TypeParam::kRunsToFill);
        ASSERT_EQ(output, windows.output(&stream[(run * kHop - kWindowRows) * kRowBytes])) << run;
        different.insert(output);
      }
      if (round == 0) first_time.push_back(output);
      else ASSERT_EQ(output, first_time[run - 1]) << run;
    }
    net.reset();
  }
  EXPECT_GT(different.size(), 10U);
}

TEST(StreamingState, IsSmallerThanTheWindowsTensors) {
  EXPECT_LT(stream_portable::Net::kStateBytes, 4096U);
  EXPECT_LT(stream_portable::Net::kArenaBytes, streaming_keyword_arena_bytes);
}

}  // namespace
}  // namespace mote
