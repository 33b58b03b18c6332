// SPDX-License-Identifier: Apache-2.0
#include "format/flexbuffer.h"

#include "base/real.h"

namespace mote::format {
namespace {

/// Kinds of values, as numbered in the file.
enum Kind : uint32_t {
  kNull,
  kInt,
  kUInt,
  kFloat,
  kIndirectInt = 6,
  kIndirectUInt,
  kIndirectFloat,
  kMap,
  kBool = 26,
};

bool is_width(uint64_t bytes) { return bytes == 1 || bytes == 2 || bytes == 4 || bytes == 8; }

/// Of a finite float of 16, 32 or 64 bits, whose sign is cut off. False for infinities and NaN.
bool real_of(uint64_t bits, uint32_t bytes, Real& real) {
  if (bytes < 2) return false;
  const int32_t fraction_bits = bytes == 2 ? 10 : bytes == 4 ? 23 : 52;
  const uint32_t exponents = bytes == 2 ? 31 : bytes == 4 ? 255 : 2047;
  const auto exponent = static_cast<uint32_t>(bits >> fraction_bits);
  const uint64_t one = uint64_t{1} << fraction_bits;
  const uint64_t fraction = bits & (one - 1);
  if (exponent == exponents) return false;
  const auto bias = static_cast<int32_t>(exponents / 2) + fraction_bits;
  real = exponent == 0 ? Real{fraction, 1 - bias}
                       : Real{fraction | one, static_cast<int32_t>(exponent) - bias};
  return true;
}

/// Of a number that a float holds; false if it is too great for one.
bool float_bits_of(Real real, uint32_t& bits) {
  bits = 0;
  if (real.mantissa == 0) return true;
  for (; real.mantissa < 1U << 23 && real.exponent > -149; --real.exponent) real.mantissa <<= 1;
  for (; real.mantissa >= 1U << 24; ++real.exponent) real.mantissa >>= 1;
  if (real.exponent > 104) return false;
  const bool is_normal = real.mantissa >= 1U << 23;
  const auto exponent = static_cast<uint32_t>(is_normal ? real.exponent + 150 : 0);
  bits = exponent << 23 | (static_cast<uint32_t>(real.mantissa) & 0x7FFFFF);
  return true;
}

}  // namespace

// A map is [keys][bytes of a key reference][count] value ... [kind of each], all but the kinds
// `width` bytes wide; references lead to the first value, backwards. Keys are
// [count] reference ..., each to a text that ends with a zero.
FlexMap::FlexMap(const Vector& buffer) : bytes_(buffer.elements()), size_(buffer.count()) {
  if (size_ < 3) return;
  const uint32_t root_bytes = bytes_[size_ - 1];
  const uint32_t root_type = bytes_[size_ - 2];
  if (!is_width(root_bytes) || root_bytes > size_ - 2 || root_type >> 2 != kMap) return;
  const uint32_t width = 1U << (root_type & 3);
  if (!follow(size_ - 2 - root_bytes, root_bytes, values_at_) || values_at_ < 3 * width) return;
  const uint64_t key_width = number(values_at_ - 2 * width, width);
  const uint64_t count = number(values_at_ - width, width);
  // Values and kinds end before the root.
  if (!is_width(key_width) || count > (size_ - values_at_) / (width + 1)) return;
  if (!follow(values_at_ - 3 * width, width, keys_at_)) return;
  if (count > (size_ - keys_at_) / key_width) return;
  width_ = width;
  key_width_ = static_cast<uint32_t>(key_width);
  count_ = static_cast<uint32_t>(count);
}

uint64_t FlexMap::number(uint32_t at, uint32_t bytes) const {
  uint64_t value = 0;
  for (uint32_t i = bytes; i != 0; --i) value = value << 8 | bytes_[at + i - 1];
  return value;
}

bool FlexMap::follow(uint32_t at, uint32_t bytes, uint32_t& to) const {
  const uint64_t back = number(at, bytes);
  if (back == 0 || back > at) return false;
  to = at - static_cast<uint32_t>(back);
  return true;
}

bool FlexMap::key_is(uint32_t at, const char* key) const {
  for (; at < size_; ++at, ++key) {
    if (bytes_[at] != static_cast<uint8_t>(*key)) return false;
    if (*key == 0) return true;
  }
  return false;
}

uint32_t FlexMap::find(const char* key) const {
  for (uint32_t i = 0; i < count_; ++i) {
    uint32_t text = 0;
    if (follow(keys_at_ + i * key_width_, key_width_, text) && key_is(text, key)) return i;
  }
  return count_;
}

FlexMap::Value FlexMap::value_of(const char* key) const {
  const uint32_t index = find(key);
  if (index == count_) return {kNull, 0, 0};
  const uint32_t at = values_at_ + index * width_;
  const uint32_t type = bytes_[values_at_ + count_ * width_ + index];
  const uint32_t kind = type >> 2;
  if (kind < kIndirectInt || kind > kIndirectFloat) return {kind, at, width_};
  const uint32_t bytes = 1U << (type & 3);
  uint32_t to = 0;
  if (!follow(at, width_, to) || !holds(size_, to, bytes)) return {kNull, 0, 0};
  return {kind - kIndirectInt + kInt, to, bytes};
}

bool FlexMap::integer(const Value& value, int64_t& out) const {
  if (value.kind != kInt && value.kind != kUInt && value.kind != kBool) return false;
  const uint64_t bits = number(value.at, value.bytes);
  const uint32_t unused = 64 - 8 * value.bytes;
  out = static_cast<int64_t>(bits);
  if (value.kind == kInt) out = static_cast<int64_t>(bits << unused) >> unused;
  return value.kind == kInt || out >= 0;
}

bool FlexMap::read(const char* key, int32_t& value) const {
  int64_t wide = 0;
  if (!integer(value_of(key), wide) || wide < INT32_MIN || wide > INT32_MAX) return false;
  value = static_cast<int32_t>(wide);
  return true;
}

bool FlexMap::read_float_bits(const char* key, uint32_t& value) const {
  const Value found = value_of(key);
  Real real;
  bool negative = false;
  int64_t wide = 0;
  if (found.kind == kFloat) {
    const uint64_t sign = uint64_t{1} << (8 * found.bytes - 1);
    const uint64_t bits = number(found.at, found.bytes);
    negative = (bits & sign) != 0;
    if (!real_of(bits & ~sign, found.bytes, real)) return false;
  } else if (integer(found, wide)) {
    negative = wide < 0;
    real.mantissa = negative ? 0 - static_cast<uint64_t>(wide) : static_cast<uint64_t>(wide);
  } else {
    return false;
  }
  uint32_t bits = 0;
  if (!float_bits_of(round_to_float(real), bits)) return false;
  value = bits | (negative ? 0x80000000U : 0U);
  return true;
}

}  // namespace mote::format
