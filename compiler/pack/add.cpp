// SPDX-License-Identifier: Apache-2.0
#include "pack/add.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

namespace mote::pack {
namespace {

int8_t reference_sum(const AddS8& p, int32_t sign, int32_t x, int32_t y) {
  constexpr int32_t kHeadroom = 1 << 20;
  const int32_t a = rescale((x - p.first_zero_point) * kHeadroom, p.first);
  const int32_t b = rescale((y - p.second_zero_point) * kHeadroom, p.second);
  const int32_t sum = rescale(a + sign * b, p.output) + p.output_zero_point;
  return static_cast<int8_t>(clamp<int32_t>(sum, p.range.low, p.range.high));
}

using Table = std::array<std::array<int8_t, 256>, 256>;

/// Offsets between which every pair comes out right.
bool offsets(const Table& wanted, int64_t a, int64_t b, int64_t unit, int64_t& least,
             int64_t& greatest) {
  least = INT32_MIN, greatest = INT32_MAX;
  for (int32_t x = -128; x <= 127; ++x) {
    for (int32_t y = -128; y <= 127; ++y) {
      const int64_t product = a * x + b * y;
      const int32_t value = wanted[x + 128][y + 128];
      if (value > -128) least = std::max(least, value * unit - product);
      if (value < 127) greatest = std::min(greatest, (value + 1) * unit - 1 - product);
      // Nor may the sum wrap around.
      least = std::max(least, INT32_MIN - product);
      greatest = std::min(greatest, INT32_MAX - product);
    }
    if (least > greatest) return false;
  }
  return true;
}

double as_double(const Rescale& factor) {
  return std::ldexp(static_cast<double>(factor.multiplier), factor.shift - 31);
}

bool fit(const AddS8& p, int32_t sign, const Table& wanted, int32_t shift,
         cortex_m_dsp::Add& result) {
  const double output = std::ldexp(as_double(p.output), 20 + shift);
  const int64_t a = std::llround(as_double(p.first) * output);
  const int64_t b = sign * std::llround(as_double(p.second) * output);
  if (std::max(a, std::abs(b)) > INT32_MAX / 2) return false;
  constexpr int32_t kReach = 8;
  for (int32_t i = 0; i <= 2 * kReach; ++i) {
    for (int32_t j = 0; j <= 2 * kReach; ++j) {
      const auto near = [](int32_t k) { return (k & 1) != 0 ? -(k + 1) / 2 : k / 2; };
      int64_t least = 0, greatest = 0;
      if (!offsets(wanted, a + near(i), b + near(j), int64_t{1} << shift, least, greatest)) {
        continue;
      }
      result.first = static_cast<int32_t>(a + near(i));
      result.second = static_cast<int32_t>(b + near(j));
      result.offset = static_cast<int32_t>((least + greatest) / 2);
      return true;
    }
  }
  return false;
}

}  // namespace

cortex_m_dsp::AddFunction* PackedAdd::function() const {
  return shift == 22 ? cortex_m_dsp::add_s8_shift_22 : cortex_m_dsp::add_s8_shift_20;
}
const char* PackedAdd::name() const { return shift == 22 ? "add_s8_shift_22" : "add_s8_shift_20"; }

std::optional<PackedAdd> pack_add(const AddS8& p, uint32_t count, int32_t sign) {
  if (p.range.low != -128 || p.range.high != 127) return std::nullopt;
  Table wanted;
  for (int32_t x = -128; x <= 127; ++x) {
    for (int32_t y = -128; y <= 127; ++y) wanted[x + 128][y + 128] = reference_sum(p, sign, x, y);
  }
  PackedAdd packed;
  packed.params.count = count;
  for (const int32_t shift : {22, 20}) {
    packed.shift = shift;
    if (fit(p, sign, wanted, shift, packed.params)) return packed;
  }
  return std::nullopt;
}

}  // namespace mote::pack
