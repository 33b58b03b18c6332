// SPDX-License-Identifier: Apache-2.0
#include "weights/channel_records.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace mote::compiler {
namespace {

constexpr int32_t kShiftBits = 2;
constexpr int32_t kLeastRecordBytes = 4;  // both fields are read as words of four bytes
constexpr int32_t kMostRecordBytes = 8;
constexpr int32_t kMostBits = 32;
constexpr int32_t kTooMany = kMostBits + 1;

/// Bits of a signed number; at least one.
int32_t signed_bits(int32_t value) {
  int32_t bits = 1;
  while (value < -(int64_t{1} << (bits - 1)) || value >= int64_t{1} << (bits - 1)) ++bits;
  return bits;
}

/// A factor as a word whose lowest 32 - `bits` bits are zero; 0 if it has none, or that one.
uint32_t factor_word(const ChannelNumbers& channel, int32_t greatest_shift, int32_t bits) {
  const int32_t below = greatest_shift - channel.factor.shift;
  MultiplierInterval allowed = channel.multipliers;
  if (below < 0 || below > 3 || allowed.least < 1 << 30) return 0;
  if (below == 0) allowed.least = std::max(allowed.least, (1 << 30) + 1);  // no word of zero
  const int32_t multiplier = multiplier_of_bits(allowed, bits - kShiftBits);
  if (multiplier == 0) return 0;
  return (static_cast<uint32_t>(multiplier) & 0x3FFFFFFF) | static_cast<uint32_t>(below) << 30;
}

struct Form {
  int32_t greatest_shift = 0;
  int32_t record_bytes = 0;
  int32_t bias_bits = 0;
  uint32_t exact = 0;
  size_t bytes = 0;

  int32_t factor_bits() const { return std::min(8 * record_bytes - bias_bits, kMostBits); }
};

/// How many channels need how many bits: [of the factor][of the bias], each up to the index.
using Needs = std::array<std::array<uint32_t, kTooMany + 1>, kTooMany + 1>;

Needs needs_of(const std::vector<ChannelNumbers>& channels, int32_t greatest_shift) {
  Needs needs{};
  for (const ChannelNumbers& channel : channels) {
    int32_t bits = kShiftBits;
    while (bits <= kMostBits && factor_word(channel, greatest_shift, bits) == 0) ++bits;
    ++needs[static_cast<size_t>(bits)][static_cast<size_t>(signed_bits(channel.bias))];
  }
  for (size_t f = 0; f <= kTooMany; ++f) {
    for (size_t b = 1; b <= kTooMany; ++b) needs[f][b] += needs[f][b - 1];
  }
  for (size_t f = 1; f <= kTooMany; ++f) {
    for (size_t b = 0; b <= kTooMany; ++b) needs[f][b] += needs[f - 1][b];
  }
  return needs;
}

Form best_form(const std::vector<ChannelNumbers>& channels) {
  const auto [low, high] = std::minmax_element(
      channels.begin(), channels.end(),
      [](const auto& a, const auto& b) { return a.factor.shift < b.factor.shift; });
  Form best;
  best.bytes = SIZE_MAX;
  // One more than the greatest: there every word is other than zero.
  for (int32_t shift = low->factor.shift; shift <= high->factor.shift + 1; ++shift) {
    const Needs needs = needs_of(channels, shift);
    for (int32_t record = kLeastRecordBytes; record <= kMostRecordBytes; ++record) {
      const int32_t most = std::min(kMostBits, 8 * record - kShiftBits);
      for (int32_t bias = std::max(1, 8 * record - kMostBits); bias <= most; ++bias) {
        Form form{shift, record, bias, 0, 0};
        const auto factor_bits = static_cast<size_t>(form.factor_bits());
        form.exact =
            static_cast<uint32_t>(channels.size()) - needs[factor_bits][static_cast<size_t>(bias)];
        if (form.exact > uint32_t{1} << (bias - 1)) continue;  // their numbers must fit
        form.bytes =
            channels.size() * static_cast<size_t>(record) + size_t{form.exact} * kExactChannelBytes;
        if (form.bytes < best.bytes) best = form;
      }
    }
  }
  return best;
}

template <class T>
void put(std::vector<uint8_t>& bytes, T value) {
  const size_t at = bytes.size();
  bytes.resize(at + sizeof(T));
  store(bytes.data() + at, value);
}

void put_low(std::vector<uint8_t>& bytes, uint64_t value, int32_t count) {
  for (int32_t i = 0; i < count; ++i) bytes.push_back(static_cast<uint8_t>(value >> (8 * i)));
}

ChannelRecords records_of(const std::vector<ChannelNumbers>& channels, const Form& form) {
  std::vector<uint8_t> records;
  std::vector<ChannelNumbers> exact;
  const int32_t factor_bits = form.factor_bits();
  for (const ChannelNumbers& channel : channels) {
    uint32_t word = factor_word(channel, form.greatest_shift, factor_bits);
    int32_t bias = channel.bias;
    if (word == 0 || signed_bits(bias) > form.bias_bits) {
      word = 0;
      bias = static_cast<int32_t>(exact.size());
      exact.push_back(channel);
    }
    const uint64_t factor = uint64_t{word} >> (kMostBits - factor_bits);
    const uint64_t above = static_cast<uint64_t>(bias) << (8 * form.record_bytes - form.bias_bits);
    put_low(records, factor | above, form.record_bytes);
  }
  ChannelRecords made;
  for (auto channel = exact.rbegin(); channel != exact.rend(); ++channel) {
    put(made.bytes, channel->bias);
    put(made.bytes, channel->factor.multiplier);
    put(made.bytes, static_cast<int8_t>(channel->factor.shift));
  }
  made.first = static_cast<uint32_t>(made.bytes.size());
  made.exact = static_cast<uint32_t>(exact.size());
  made.bytes.insert(made.bytes.end(), records.begin(), records.end());
  const auto bias_bits = static_cast<uint32_t>(form.bias_bits);
  made.bias_bytes = (static_cast<uint32_t>(channels.size()) * bias_bits + 7) / 8 + 4 * made.exact;
  made.form.factor_step = made.form.bias_step = static_cast<uint8_t>(form.record_bytes);
  made.form.bias_at = static_cast<uint8_t>(form.record_bytes - kLeastRecordBytes);
  made.form.factor_drop = static_cast<uint8_t>(kMostBits - factor_bits);
  made.form.bias_drop = static_cast<uint8_t>(kMostBits - form.bias_bits);
  made.form.shift = static_cast<int8_t>(form.greatest_shift);
  return made;
}

/// One factor for all channels, if one will do: its word, then as many bytes of each bias as the widest
/// needs, which are the upper ones of the four that are read.
std::optional<ChannelRecords> one_factor(const std::vector<ChannelNumbers>& channels) {
  MultiplierInterval common{1 << 30, INT32_MAX};
  int32_t bias_bits = 1;
  bool one_bias = true;
  for (const ChannelNumbers& channel : channels) {
    if (channel.factor.shift != channels[0].factor.shift) return std::nullopt;
    common.least = std::max(common.least, channel.multipliers.least);
    common.greatest = std::min(common.greatest, channel.multipliers.greatest);
    bias_bits = std::max(bias_bits, signed_bits(channel.bias));
    one_bias = one_bias && channel.bias == channels[0].bias;
  }
  if (channels[0].multipliers.least < 1 << 30 || common.least > common.greatest) {
    return std::nullopt;
  }
  ChannelRecords made;
  const int32_t bias_bytes = one_bias ? 4 : (bias_bits + 7) / 8;
  const uint32_t below = 1;  // a word of zero means something else
  put(made.bytes, (static_cast<uint32_t>(common.least) & 0x3FFFFFFF) | below << 30);
  for (size_t c = 0; c < (one_bias ? 1 : channels.size()); ++c) {
    put_low(made.bytes, static_cast<uint32_t>(channels[c].bias), bias_bytes);
  }
  made.bias_bytes = static_cast<uint32_t>(made.bytes.size()) - 4;
  made.form.bias_step = static_cast<uint8_t>(one_bias ? 0 : bias_bytes);
  made.form.bias_at = static_cast<uint8_t>(bias_bytes);
  made.form.bias_drop = static_cast<uint8_t>(kMostBits - 8 * bias_bytes);
  made.form.shift = static_cast<int8_t>(channels[0].factor.shift + 1);
  return made;
}

}  // namespace

ChannelRecords channel_records(const std::vector<ChannelNumbers>& channels) {
  ChannelRecords made;
  if (const auto one = one_factor(channels)) {
    made = *one;
  } else {
    made = records_of(channels, best_form(channels));
  }
  const auto is_zero = [](const ChannelNumbers& channel) { return channel.bias == 0; };
  if (std::all_of(channels.begin(), channels.end(), is_zero)) made.bias_bytes = 0;
  made.form.rescale = rescale_packed;
  return made;
}

}  // namespace mote::compiler
