// SPDX-License-Identifier: Apache-2.0
// Bytes made by hand from the format's documentation, and every way to break them.
#include "format/flexbuffer.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace mote::format {
namespace {

using Bytes = std::vector<uint8_t>;

void put(Bytes& out, uint64_t value, uint32_t bytes) {
  for (uint32_t i = 0; i < bytes; ++i) out.push_back(static_cast<uint8_t>(value >> (8 * i)));
}

struct Entry {
  std::string key;
  uint32_t kind;  ///< 1 int, 2 uint, 3 float, 26 bool; 6 to 8: indirect
  uint64_t bits;
  uint32_t bytes = 4;  ///< of an indirect one
};

/// A map whose values, count and references have `width` bytes.
Bytes map_of(const std::vector<Entry>& entries, uint32_t width, uint32_t key_width = 1) {
  const uint32_t log = width == 1 ? 0 : width == 2 ? 1 : width == 4 ? 2 : 3;
  Bytes out;
  std::vector<size_t> texts, far;
  for (const Entry& e : entries) {
    texts.push_back(out.size());
    for (const char c : e.key) out.push_back(static_cast<uint8_t>(c));
    out.push_back(0);
    far.push_back(out.size());
    if (e.kind >= 6 && e.kind <= 8) put(out, e.bits, e.bytes);
  }
  put(out, entries.size(), key_width);
  const size_t keys = out.size();
  for (const size_t text : texts) put(out, out.size() - text, key_width);
  put(out, out.size() - keys, width);
  put(out, key_width, width);
  put(out, entries.size(), width);
  const size_t values = out.size();
  for (size_t i = 0; i < entries.size(); ++i) {
    const bool indirect = entries[i].kind >= 6 && entries[i].kind <= 8;
    put(out, indirect ? out.size() - far[i] : entries[i].bits, width);
  }
  for (const Entry& e : entries) {
    const uint32_t of = e.bytes == 1 ? 0 : e.bytes == 2 ? 1 : e.bytes == 4 ? 2 : 3;
    out.push_back(static_cast<uint8_t>(e.kind << 2 | (e.kind >= 6 && e.kind <= 8 ? of : log)));
  }
  put(out, out.size() - values, 2);
  out.push_back(static_cast<uint8_t>(9 << 2 | log));
  out.push_back(2);
  return out;
}

/// The bytes as a vector of a model, in memory of exactly that size.
class Options {
 public:
  explicit Options(const Bytes& bytes) : memory_(new uint8_t[bytes.size() + 4]) {
    const auto count = static_cast<uint32_t>(bytes.size());
    std::memcpy(memory_.get(), &count, 4);
    if (count != 0) std::memcpy(memory_.get() + 4, bytes.data(), count);
  }
  FlexMap map() const { return FlexMap(Vector(memory_.get())); }

 private:
  std::unique_ptr<uint8_t[]> memory_;
};

uint32_t bits_of(float x) {
  uint32_t bits = 0;
  std::memcpy(&bits, &x, 4);
  return bits;
}
uint64_t bits_of(double x) {
  uint64_t bits = 0;
  std::memcpy(&bits, &x, 8);
  return bits;
}

int32_t read(const Bytes& bytes, const char* key) {
  int32_t value = -7777;
  const Options options(bytes);
  return options.map().read(key, value) ? value : -7777;
}

float read_float(const Bytes& bytes, const char* key) {
  uint32_t bits = 0;
  const Options options(bytes);
  if (!options.map().read_float_bits(key, bits)) return std::nanf("");
  float value = 0;
  std::memcpy(&value, &bits, 4);
  return value;
}

TEST(FlexBuffer, ReadsIntegersOfEveryWidth) {
  for (const uint32_t width : {1U, 2U, 4U, 8U}) {
    for (const uint32_t key_width : {1U, 2U, 4U, 8U}) {
      const Bytes bytes =
          map_of({{"a", 1, 0xFFFFFFFFFFFFFFF0}, {"bb", 2, 200}, {"c", 26, 1}}, width, key_width);
      EXPECT_EQ(read(bytes, "a"), -16);
      EXPECT_EQ(read(bytes, "bb"), 200);
      EXPECT_EQ(read(bytes, "c"), 1);
      EXPECT_EQ(Options(bytes).map().count(), 3u);
    }
  }
}

TEST(FlexBuffer, ReadsWhatAnotherWriterWrote) {  // {"shift": 12}, by the reference library
  const Bytes bytes = {0x73, 0x68, 0x69, 0x66, 0x74, 0, 1, 7, 1, 1, 1, 0x0C, 4, 2, 0x24, 1};
  EXPECT_EQ(read(bytes, "shift"), 12);
}

TEST(FlexBuffer, KeysMustBeEqualNotOnlyBegin) {
  const Bytes bytes = map_of({{"shift", 1, 3}}, 1);
  EXPECT_EQ(read(bytes, "shif"), -7777);
  EXPECT_EQ(read(bytes, "shifts"), -7777);
  EXPECT_EQ(read(bytes, ""), -7777);
  EXPECT_FALSE(Options(bytes).map().has("shif"));
  EXPECT_TRUE(Options(bytes).map().has("shift"));
}

TEST(FlexBuffer, ReadsIndirectNumbers) {
  const Bytes bytes =
      map_of({{"i", 6, 0xFFFF, 2}, {"u", 7, 70000, 4}, {"f", 8, bits_of(0.25), 8}}, 1);
  EXPECT_EQ(read(bytes, "i"), -1);
  EXPECT_EQ(read(bytes, "u"), 70000);
  EXPECT_EQ(read_float(bytes, "f"), 0.25F);
}

TEST(FlexBuffer, RefusesIntegersBeyond32Bits) {
  const Bytes bytes = map_of({{"a", 1, uint64_t{1} << 31},
                              {"b", 1, 0xFFFFFFFF7FFFFFFF},
                              {"c", 2, 0xFFFFFFFFFFFFFFFF},
                              {"d", 1, 0xFFFFFFFF80000000}},
                             8);
  EXPECT_EQ(read(bytes, "a"), -7777);
  EXPECT_EQ(read(bytes, "b"), -7777);
  EXPECT_EQ(read(bytes, "c"), -7777);
  EXPECT_EQ(read(bytes, "d"), INT32_MIN);
}

TEST(FlexBuffer, RoundsDoublesToFloats) {
  std::mt19937_64 random(1);
  for (int i = 0; i < 2000; ++i) {
    const double x = std::ldexp(static_cast<double>(static_cast<int64_t>(random())),
                                static_cast<int>(random() % 280) - 210);
    const Bytes bytes = map_of({{"x", 3, bits_of(x)}}, 8);
    const auto want = static_cast<float>(x);
    if (std::isinf(want)) {
      EXPECT_TRUE(std::isnan(read_float(bytes, "x")));
    } else {
      EXPECT_EQ(bits_of(read_float(bytes, "x")), bits_of(want)) << x;
    }
  }
}

TEST(FlexBuffer, ReadsFloatsOfEveryKind) {
  EXPECT_EQ(read_float(map_of({{"x", 3, 0x3555}}, 2), "x"), 0.333251953125F);
  EXPECT_EQ(read_float(map_of({{"x", 3, 0x0001}}, 2), "x"), 5.9604644775390625e-8F);
  EXPECT_EQ(read_float(map_of({{"x", 3, bits_of(-1.5F)}}, 4), "x"), -1.5F);
  EXPECT_EQ(read_float(map_of({{"x", 3, 1}}, 4), "x"), 1.40129846e-45F);
  EXPECT_EQ(read_float(map_of({{"x", 1, 10}}, 1), "x"), 10.0F);
  EXPECT_EQ(read_float(map_of({{"x", 1, 0xF6}}, 1), "x"), -10.0F);
  EXPECT_EQ(read_float(map_of({{"x", 2, 16777217}}, 4), "x"), 16777216.0F);
  EXPECT_EQ(bits_of(read_float(map_of({{"x", 3, bits_of(-0.0F)}}, 4), "x")), bits_of(-0.0F));
}

TEST(FlexBuffer, RefusesWhatIsNoNumber) {
  EXPECT_TRUE(std::isnan(read_float(map_of({{"x", 3, 0x7F800000}}, 4), "x")));
  EXPECT_TRUE(std::isnan(read_float(map_of({{"x", 3, 0x7FC00000}}, 4), "x")));
  EXPECT_TRUE(std::isnan(read_float(map_of({{"x", 3, 1}}, 1), "x")));
  EXPECT_TRUE(std::isnan(read_float(map_of({{"x", 5, 1}}, 1), "x")));
  EXPECT_EQ(read(map_of({{"x", 3, bits_of(1.0F)}}, 4), "x"), -7777);
  EXPECT_EQ(read(map_of({{"x", 0, 1}}, 1), "x"), -7777);
  EXPECT_EQ(read(map_of({{"x", 10, 1}}, 1), "x"), -7777);
}

TEST(FlexBuffer, EmptyBytesAreAnEmptyMap) {
  for (size_t size = 0; size < 8; ++size) {
    EXPECT_EQ(Options(Bytes(size)).map().count(), 0u);
    EXPECT_FALSE(Options(Bytes(size, 0xFF)).map().has("x"));
  }
}

/// Every read, whatever it returns. The sanitizers see bytes outside.
void read_all(const Bytes& bytes) {
  const Options options(bytes);
  const FlexMap map = options.map();
  EXPECT_LE(map.count(), bytes.size());
  int32_t value = 0;
  uint32_t bits = 0;
  for (const char* key : {"a", "bb", "f", "", "x"}) {
    (void)map.has(key);
    (void)map.read(key, value);
    (void)map.read_float_bits(key, bits);
  }
}

TEST(FlexBuffer, BrokenBytesAreReadInsideOnly) {
  for (const uint32_t width : {1U, 2U, 4U, 8U}) {
    const Bytes whole =
        map_of({{"a", 1, 5}, {"bb", 7, 7, 4}, {"f", 8, bits_of(2.0), 8}}, width, width);
    for (size_t cut = 0; cut < whole.size(); ++cut) {
      read_all(Bytes(whole.begin(), whole.begin() + static_cast<ptrdiff_t>(cut)));
      read_all(Bytes(whole.begin() + static_cast<ptrdiff_t>(cut), whole.end()));
    }
    for (size_t at = 0; at < whole.size(); ++at) {
      for (uint32_t byte = 0; byte < 256; ++byte) {
        Bytes broken = whole;
        broken[at] = static_cast<uint8_t>(byte);
        read_all(broken);
      }
    }
    std::mt19937 random(width);
    for (int i = 0; i < 20000; ++i) {
      Bytes broken = whole;
      for (int k = 0; k < 4; ++k) {
        broken[random() % broken.size()] = static_cast<uint8_t>(random() % 2 != 0 ? random() : 255);
      }
      read_all(broken);
    }
  }
}

}  // namespace
}  // namespace mote::format
