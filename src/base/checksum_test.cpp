// SPDX-License-Identifier: Apache-2.0
#include "mote/checksum.h"

#include <gtest/gtest.h>

#include <cstring>
#include <random>
#include <vector>

#include "models/recorded.h"

namespace mote {
namespace {

uint32_t of(const char* text) {
  return crc32({reinterpret_cast<const uint8_t*>(text), std::strlen(text)});
}

TEST(Checksum, EqualsThePublishedCheckValueAndPythons) {
  EXPECT_EQ(of(""), 0U);
  EXPECT_EQ(of("123456789"), 0xCBF43926U);  // the check value of ISO 3309
  EXPECT_EQ(of("a"), 0xE8B7BE43U);          // zlib.crc32(b"a")
  EXPECT_EQ(of("The quick brown fox jumps over the lazy dog"), 0x414FA339U);
}

TEST(Checksum, GoesOnWhereItEnded) {
  const uint8_t bytes[] = {'1', '2', '3', '4', '5', '6', '7', '8', '9'};
  for (size_t cut = 0; cut <= sizeof(bytes); ++cut) {
    const uint32_t first = crc32({bytes, cut});
    EXPECT_EQ(crc32({bytes + cut, sizeof(bytes) - cut}, first), 0xCBF43926U);
  }
}

TEST(Checksum, FindsEverySingleFlippedBitOfTheCheckedInModels) {
  for (const models::NamedModel& model : models::checked_in_models()) {
    models::Bytes bytes = model.bytes;
    if (bytes.size() > 1000) bytes.resize(1000);  // every bit takes a pass over all of it
    const uint32_t whole = crc32({bytes.data(), bytes.size()});
    for (size_t bit = 0; bit < bytes.size() * 8; ++bit) {
      bytes[bit / 8] ^= static_cast<uint8_t>(1U << bit % 8);
      ASSERT_NE(crc32({bytes.data(), bytes.size()}), whole) << bit;
      bytes[bit / 8] ^= static_cast<uint8_t>(1U << bit % 8);
    }
  }
}

TEST(Checksum, FindsFlipsOfOneToThreeBitsOfWholeModels) {
  std::mt19937 random(11);
  uint32_t trials = 0;
  for (const models::NamedModel& model : models::checked_in_models()) {
    models::Bytes bytes = model.bytes;
    const uint32_t whole = crc32({bytes.data(), bytes.size()});
    for (int trial = 0; trial < 1000; ++trial, ++trials) {
      const size_t first = random() % bytes.size();
      const size_t flips = 1 + random() % 3;
      for (size_t i = 0; i < flips; ++i) {  // of different bytes
        bytes[(first + i * 977) % bytes.size()] ^= static_cast<uint8_t>(1U << random() % 8);
      }
      ASSERT_NE(crc32({bytes.data(), bytes.size()}), whole) << model.name;
      bytes = model.bytes;
    }
  }
  EXPECT_GE(trials, 2000U);
}

}  // namespace
}  // namespace mote
