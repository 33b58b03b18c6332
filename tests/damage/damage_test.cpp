// SPDX-License-Identifier: Apache-2.0
// Compiled nets: a run in parts gives the bytes of a whole one; whatever bits of a net's memory or
// weights flip between its steps, nothing beside the net is written and the run ends; and a checksum
// finds each flipped bit of a constant. Seeded; more than 12,000 flips.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <random>

#include "damage/mutable_constants.h"
#include "damaged_branch.h"
#include "damaged_counter.h"
#include "damaged_framer.h"
#include "damaged_keywords.h"
#include "damaged_loop.h"
#include "damaged_network.h"
#include "damaged_stacker.h"
#include "damaged_stream.h"
#include "damaged_svdf.h"
#include "damaged_words.h"

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(at, bytes) ((void)0)
#define ASAN_UNPOISON_MEMORY_REGION(at, bytes) ((void)0)
#endif

namespace mote {
namespace {

using damage::Constant;

template <class Net>
class Damage : public testing::Test {
 protected:
  static constexpr uint32_t kZoneBytes = 256;
  static constexpr uint8_t kPattern = 0xA7;
  struct Memory {
    uint8_t before[kZoneBytes];
    alignas(16) Net net;
    uint8_t after[kZoneBytes];
  };

  void SetUp() override {
    memory_ = std::make_unique<Memory>();
    std::memset(memory_->before, kPattern, kZoneBytes);
    std::memset(memory_->after, kPattern, kZoneBytes);
    poison();
    damage::wanted_constants = &constants_;
    whole_crc_ = Net::constants_crc32();
    damage::wanted_constants = nullptr;
  }
  void TearDown() override { ASAN_UNPOISON_MEMORY_REGION(memory_.get(), sizeof(Memory)); }

  void poison() {
    ASAN_POISON_MEMORY_REGION(memory_->before, kZoneBytes);
    ASAN_POISON_MEMORY_REGION(memory_->after, kZoneBytes);
  }
  bool intact() {
    ASAN_UNPOISON_MEMORY_REGION(memory_.get(), sizeof(Memory));
    bool well = true;
    for (const uint8_t* zone : {memory_->before, memory_->after}) {
      for (uint32_t i = 0; i < kZoneBytes; ++i) well &= zone[i] == kPattern;
    }
    poison();
    return well;
  }
  Net& net() { return memory_->net; }
  uint8_t* bytes() { return reinterpret_cast<uint8_t*>(&memory_->net); }

  /// Noise in all memory but the state, inputs among it.
  void fill(Net& net, uint32_t seed) {
    std::mt19937 random(seed);
    auto* at = reinterpret_cast<uint8_t*>(&net);
    for (size_t i = Net::kStateBytes; i < sizeof(Net); ++i) at[i] = static_cast<uint8_t>(random());
  }

  std::unique_ptr<Memory> memory_;
  std::vector<Constant> constants_;
  uint32_t whole_crc_ = 0;
};

using Nets =
    testing::Types<damaged_branch::Net, damaged_loop::Net, damaged_counter::Net, damaged_svdf::Net,
                   damaged_framer::Net, damaged_stacker::Net, damaged_network::Net,
                   damaged_keywords::Net, damaged_words::Net, damaged_stream::Net>;
TYPED_TEST_SUITE(Damage, Nets);

/// The loop's start may be any number: it goes round 65,536 times then.
template <class Net>
constexpr uint32_t kFlips = std::is_same_v<Net, damaged_loop::Net> ? 200 : 1500;

TYPED_TEST(Damage, StepsGiveTheBytesOfInvoke) {
  auto whole = std::make_unique<TypeParam>();
  this->net().reset();
  whole->reset();
  for (uint32_t run = 0; run < 4; ++run) {
    this->fill(*whole, run);
    this->fill(this->net(), run);
    const Fault fault = whole->invoke();
    uint32_t next = 0;
    uint32_t steps = 0;
    Fault last;
    do {
      last = this->net().invoke_step(next);
      ++steps;
      ASSERT_LT(steps, 1000U);
    } while (last.ok() && next != 0);
    ASSERT_EQ(last, fault);
    ASSERT_EQ(next, 0U);
    ASSERT_EQ(std::memcmp(whole.get(), &this->net(), sizeof(TypeParam)), 0);
  }
  EXPECT_TRUE(this->intact());
}

TYPED_TEST(Damage, OfMemoryAndWeightsStaysInside) {
  std::mt19937 random(20260102);
  std::vector<Constant> weights;
  for (const Constant& c : this->constants_) {
    if (c.name.rfind("kTensor", 0) == 0) weights.push_back(c);
  }
  this->net().reset();
  uint32_t steps_of_run = 1;
  for (uint32_t flip = 0; flip < kFlips<TypeParam>; ++flip) {
    const auto mask = static_cast<uint8_t>(1U << random() % 8);
    uint8_t* weight = nullptr;
    const uint32_t when = random() % steps_of_run;
    uint32_t next = 0;
    uint32_t steps = 0;
    if (flip % 8 == 0) this->fill(this->net(), flip);
    do {
      if (steps == when) {
        if (flip % 3 == 0 && !weights.empty()) {
          const Constant& c = weights[random() % weights.size()];
          weight = c.at + random() % c.bytes;
          *weight ^= mask;
          ASSERT_NE(TypeParam::constants_crc32(), this->whole_crc_);
        } else {
          this->bytes()[random() % sizeof(TypeParam)] ^= mask;
        }
      }
      const Fault fault = this->net().invoke_step(next);
      ASSERT_TRUE(fault.ok() || fault.error == Error::DataRefused);
      ASSERT_LT(++steps, 1000U);
    } while (next != 0);
    steps_of_run = std::max(steps_of_run, steps);
    if (weight != nullptr) *weight ^= mask;
    if (flip % 50 == 0) this->net().reset();
  }
  ASSERT_TRUE(this->intact());
  EXPECT_EQ(TypeParam::constants_crc32(), this->whole_crc_) << "no run changes a constant";
}

TYPED_TEST(Damage, OfAnyConstantIsFoundByTheChecksum) {
  std::mt19937 random(5);
  if (this->constants_.empty()) GTEST_SKIP() << "skipped: a net without constants";
  for (uint32_t trial = 0; trial < 300; ++trial) {
    const Constant& c = this->constants_[random() % this->constants_.size()];
    uint8_t& byte = c.at[random() % c.bytes];
    const auto mask = static_cast<uint8_t>(1U << random() % 8);
    byte ^= mask;
    ASSERT_NE(TypeParam::constants_crc32(), this->whole_crc_) << c.name;
    byte ^= mask;
  }
  EXPECT_EQ(TypeParam::constants_crc32(), this->whole_crc_);
}

}  // namespace
}  // namespace mote
