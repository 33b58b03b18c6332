// SPDX-License-Identifier: Apache-2.0
#include "pack/matrix.h"

#include <algorithm>

namespace mote::pack {
namespace {

using cortex_m_dsp::packed_groups;

constexpr const char* kSumsTooGreat = "sums that need more than 24 bits";

/// One channel as the block wants it.
struct Channel {
  uint32_t bias = 0;  ///< 256 times the bias, with all constants folded in
  std::vector<int32_t> words;
  SumBounds bounds;
  std::optional<int32_t> constant;  ///< the output, whatever the input; weights are zero then
};

/// A channel's weights in the order of the groups: those of each row, then the rest.
std::vector<int8_t> in_groups(const MatrixLayer& layer, int32_t channel, int32_t groups) {
  const int32_t row_depth = layer.depth / layer.rows;
  const int32_t row_bytes = 4 * cortex_m_dsp::conv_2d_row_groups(layer.rows, row_depth);
  const int8_t* weights = layer.weights.data() + static_cast<ptrdiff_t>(channel) * layer.depth;
  std::vector<int8_t> result;
  for (int32_t row = 0; row < layer.rows; ++row) {
    const int8_t* from = weights + row * row_depth;
    result.insert(result.end(), from, from + std::min(row_bytes, row_depth));
    result.resize((row + 1) * row_bytes, 0);
  }
  for (int32_t row = 0; row < layer.rows && row_bytes < row_depth; ++row) {
    const int8_t* from = weights + row * row_depth;
    result.insert(result.end(), from + row_bytes, from + row_depth);
  }
  result.resize(4 * groups, 0);
  return result;
}

/// Low byte: the odd input's weight; times 256: the even one's. False if the half cannot hold them.
bool half_word(int32_t even, int32_t odd, uint32_t& half) {
  const int32_t value = 256 * even + odd;
  half = static_cast<uint16_t>(value);
  return value >= INT16_MIN && value <= INT16_MAX;
}

bool fits_24_bits(const SumBounds& bounds) {
  constexpr int64_t kMost = (int64_t{1} << 23) - 1;
  return bounds.least >= -kMost && bounds.greatest <= kMost;
}

bool pack_sums(const MatrixLayer& layer, const std::vector<int8_t>& weights, int64_t bias,
               Channel& channel, std::string& reason) {
  int64_t odd_sum = 0, least = 0, greatest = 0;
  for (size_t at = 0; at < weights.size(); at += 4) {
    uint32_t word = 0;
    for (int32_t half = 0; half < 2; ++half) {
      const int32_t even = weights[at + 2 * half];
      const int32_t odd = weights[at + 2 * half + 1];
      uint32_t bits = 0;
      if (!half_word(even, odd, bits)) {
        reason = "weights of -128, which symmetric weights do not have";
        return false;
      }
      word |= bits << (16 * half);
      odd_sum += odd;
      for (const int64_t w : {even, odd}) {
        bias -= w * layer.input_zero_point;
        least += std::min(w * -128, w * 127);
        greatest += std::max(w * -128, w * 127);
      }
    }
    channel.words.push_back(static_cast<int32_t>(word));
  }
  channel.bounds = {bias + least, bias + greatest};
  channel.bias = static_cast<uint32_t>(256 * bias - 127 * odd_sum);
  return true;
}

int64_t bias_of(const MatrixLayer& layer, int32_t c) {
  return layer.bias.empty() ? 0 : layer.bias[c];
}

bool pack_channel(const MatrixLayer& layer, int32_t c, int32_t groups, Channel& channel,
                  std::string& reason) {
  if (!pack_sums(layer, in_groups(layer, c, groups), bias_of(layer, c), channel, reason)) {
    return false;
  }
  channel.constant = constant_output(layer.factors[c], channel.bounds, layer.output);
  if (channel.constant) {
    std::fill(channel.words.begin(), channel.words.end(), 0);
    return true;
  }
  if (fits_24_bits(channel.bounds)) return true;
  reason = kSumsTooGreat;
  return false;
}

/// All channels, and their factors of whichever kind.
struct Channels {
  Requantization kind = Requantization::Wide;
  std::vector<Channel> all;
  std::vector<Rectified> rectified;
  std::vector<Exact> exact;
  std::vector<Rescale> wide;
};

bool fit_all_rectified(const MatrixLayer& layer, Channels& channels) {
  for (size_t c = 0; c < channels.all.size(); ++c) {
    const Channel& channel = channels.all[c];
    const auto fit = channel.constant ? Rectified{}
                                      : fit_rectified(layer.factors[c], channel.bounds,
                                                      cortex_m_dsp::kRectifiedShift);
    if (!fit) return false;
    channels.rectified.push_back(*fit);
  }
  for (size_t c = 0; c < channels.all.size(); ++c) {
    Channel& channel = channels.all[c];
    channel.bias += static_cast<uint32_t>(channels.rectified[c].offset);
    if (!channel.constant) continue;
    channel.bias =
        static_cast<uint32_t>(rectified_constant(*channel.constant, channels.rectified[c]));
  }
  return true;
}

bool fit_all_exact(const MatrixLayer& layer, Channels& channels) {
  for (size_t c = 0; c < channels.all.size(); ++c) {
    const auto fit = channels.all[c].constant ? Exact{} : fit_exact(layer.factors[c]);
    if (!fit) return false;
    channels.exact.push_back(*fit);
  }
  for (size_t c = 0; c < channels.all.size(); ++c) {
    Channel& channel = channels.all[c];
    if (!channel.constant) continue;
    channel.bias = static_cast<uint32_t>(
        exact_constant(*channel.constant, layer.output.zero_point, channels.exact[c]));
  }
  return true;
}

void keep_wide(const MatrixLayer& layer, Channels& channels) {
  for (size_t c = 0; c < channels.all.size(); ++c) {
    Channel& channel = channels.all[c];
    channels.wide.push_back(layer.factors[c]);
    if (!channel.constant) continue;
    channel.bias = static_cast<uint32_t>(
        wide_constant(*channel.constant, layer.output.zero_point, channels.wide[c]));
  }
}

bool pack_channels(const MatrixLayer& layer, int32_t groups, Channels& channels,
                   std::string& reason) {
  channels.all.resize(layer.channels);
  for (int32_t c = 0; c < layer.channels; ++c) {
    if (!pack_channel(layer, c, groups, channels.all[c], reason)) return false;
  }
  if (layer.output.is_rectified() && fit_all_rectified(layer, channels)) {
    channels.kind = Requantization::Rectified;
  } else if (layer.output.is_whole_range() && fit_all_exact(layer, channels)) {
    channels.kind = Requantization::Exact;
  } else {
    keep_wide(layer, channels);
  }
  return true;
}

PackedMatrix packed_of(const Channels& channels, int32_t together) {
  PackedMatrix packed;
  packed.kind = channels.kind;
  if (packed.kind == Requantization::Rectified) packed.factor_words = together;
  if (packed.kind == Requantization::Exact) packed.factor_words = 2 * together;
  for (const Rescale& factor : channels.wide) {
    packed.wide_channels.push_back({factor.multiplier, factor.shift});
  }
  return packed;
}

/// Biases, weights and, of the rectified kind, factors of channels that are computed together.
void add_together(const Channels& channels, const std::vector<int32_t>& together,
                  std::vector<int32_t>& words) {
  for (const int32_t c : together) {
    words.push_back(static_cast<int32_t>(channels.all[c].bias));
  }
  for (size_t group = 0; group < channels.all[0].words.size(); ++group) {
    for (const int32_t c : together) words.push_back(channels.all[c].words[group]);
  }
  if (channels.kind != Requantization::Rectified) return;
  for (const int32_t c : together) words.push_back(channels.rectified[c].multiplier);
}

}  // namespace

std::optional<PackedMatrix> pack_convolution(const MatrixLayer& layer, std::string& reason) {
  Channels channels;
  const int32_t groups = packed_groups(layer.rows, layer.depth / layer.rows);
  if (!pack_channels(layer, groups, channels, reason)) return std::nullopt;
  PackedMatrix packed = packed_of(channels, 2);
  for (int32_t first = 0; first < layer.channels; first += 2) {
    // An odd count ends with the two last channels once more; one channel is a pair with itself.
    const int32_t a = std::max(std::min(first, layer.channels - 2), 0);
    const int32_t b = std::min(a + 1, layer.channels - 1);
    add_together(channels, {a, b}, packed.words);
    if (packed.kind != Requantization::Exact) continue;
    for (const int32_t c : {a, b}) {
      packed.words.push_back(channels.exact[c].doubled_multiplier);
      packed.words.push_back(channels.exact[c].power);
    }
  }
  return packed;
}

namespace {

/// Units whose sums stay small enough in chunks of the depth.
bool pack_in_chunks(const MatrixLayer& layer, int32_t chunk_groups, PackedMatrix& packed,
                    std::string& reason) {
  constexpr int32_t kUnits = cortex_m_dsp::kUnitsPerBlock;
  const int32_t groups = (layer.depth + 3) / 4;
  packed.words.clear();
  for (int32_t first = 0; first < layer.channels; first += kUnits) {
    for (int32_t begin = 0; begin < groups; begin += chunk_groups) {
      Channels channels;
      channels.all.resize(kUnits);
      for (int32_t i = 0; i < kUnits; ++i) {
        const int32_t c = std::min(first + i, layer.channels - 1);
        const std::vector<int8_t> all = in_groups(layer, c, groups);
        const std::vector<int8_t> chunk(all.begin() + 4 * begin,
                                        all.begin() + 4 * std::min(begin + chunk_groups, groups));
        const int64_t bias = begin == 0 ? bias_of(layer, c) : 0;
        if (!pack_sums(layer, chunk, bias, channels.all[i], reason)) return false;
        if (!fits_24_bits(channels.all[i].bounds)) return false;
      }
      add_together(channels, {0, 1, 2, 3}, packed.words);
    }
  }
  return true;
}

}  // namespace

std::optional<PackedMatrix> pack_units(const MatrixLayer& layer, std::string& reason) {
  Channels channels;
  const int32_t groups = (layer.depth + 3) / 4;
  if (!pack_channels(layer, groups, channels, reason)) {
    if (reason != kSumsTooGreat) return std::nullopt;
    Channels wide;
    wide.wide = layer.factors;
    PackedMatrix packed = packed_of(wide, 0);
    for (int32_t chunks = 2; chunks <= std::min(groups, 64); ++chunks) {
      packed.chunk_groups = (groups + chunks - 1) / chunks;
      if (pack_in_chunks(layer, packed.chunk_groups, packed, reason)) return packed;
    }
    return std::nullopt;
  }
  PackedMatrix packed = packed_of(channels, cortex_m_dsp::kUnitsPerBlock);
  packed.chunk_groups = groups;
  for (int32_t first = 0; first < layer.channels; first += cortex_m_dsp::kUnitsPerBlock) {
    std::vector<int32_t> together(cortex_m_dsp::kUnitsPerBlock);
    for (int32_t i = 0; i < cortex_m_dsp::kUnitsPerBlock; ++i) {
      together[i] = std::min(first + i, layer.channels - 1);
    }
    add_together(channels, together, packed.words);
    if (packed.kind != Requantization::Exact) continue;
    for (const int32_t c : together) {
      packed.words.push_back(channels.exact[c].doubled_multiplier);
    }
    for (const int32_t c : together) packed.words.push_back(channels.exact[c].power);
  }
  return packed;
}

#define MOTE_BY_KIND(kind, prefix)                       \
  kind == Requantization::Rectified ? prefix##_rectified \
  : kind == Requantization::Exact   ? prefix##_exact     \
                                    : prefix##_sums
#define MOTE_NAME_BY_KIND(kind, prefix)                   \
  kind == Requantization::Rectified ? prefix "_rectified" \
  : kind == Requantization::Exact   ? prefix "_exact"     \
                                    : prefix "_sums"

const char* matrix_block_name(Requantization kind) {
  return MOTE_NAME_BY_KIND(kind, "mote_dsp_matrix_block");
}
cortex_m_dsp::MatrixBlockFunction* matrix_block(Requantization kind) {
  using namespace cortex_m_dsp;
  return MOTE_BY_KIND(kind, mote_dsp_matrix_block);
}
const char* unit_block_name(Requantization kind) {
  return MOTE_NAME_BY_KIND(kind, "mote_dsp_unit_block");
}
cortex_m_dsp::UnitBlockFunction* unit_block(Requantization kind) {
  using namespace cortex_m_dsp;
  return MOTE_BY_KIND(kind, mote_dsp_unit_block);
}

}  // namespace mote::pack
