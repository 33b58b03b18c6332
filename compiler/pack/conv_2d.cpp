// SPDX-License-Identifier: Apache-2.0
#include "pack/conv_2d.h"

#include <algorithm>

namespace mote::pack {
namespace {

using cortex_m_dsp::packed_groups;

/// One channel as the block wants it.
struct Channel {
  uint32_t bias = 0;  ///< 256 times the bias, with all constants folded in
  std::vector<int32_t> words;
  SumBounds bounds;
};

int32_t groups_of(const MatrixLayer& layer) {
  return packed_groups(layer.rows, layer.depth / layer.rows);
}

/// A channel's weights in the order of the groups: whole groups of each row, then the rest.
std::vector<int8_t> in_groups(const MatrixLayer& layer, int32_t channel) {
  const int32_t row_depth = layer.depth / layer.rows, whole = row_depth & ~3;
  const int8_t* weights = layer.weights.data() + static_cast<ptrdiff_t>(channel) * layer.depth;
  std::vector<int8_t> result;
  for (int32_t row = 0; row < layer.rows; ++row) {
    const int8_t* from = weights + row * row_depth;
    result.insert(result.end(), from, from + whole);
  }
  for (int32_t row = 0; row < layer.rows; ++row) {
    const int8_t* from = weights + row * row_depth;
    result.insert(result.end(), from + whole, from + row_depth);
  }
  result.resize(4 * groups_of(layer), 0);
  return result;
}

/// Low byte: the odd input's weight; times 256: the even one's. False if the half cannot hold them.
bool half_word(int32_t even, int32_t odd, uint32_t& half) {
  const int32_t value = 256 * even + odd;
  half = static_cast<uint16_t>(value);
  return value >= INT16_MIN && value <= INT16_MAX;
}

bool pack_channel(const MatrixLayer& layer, int32_t c, Channel& channel, std::string& reason) {
  int64_t bias = layer.bias.empty() ? 0 : layer.bias[c];
  int64_t odd_sum = 0, least = 0, greatest = 0;
  const std::vector<int8_t> weights = in_groups(layer, c);
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
  constexpr int64_t kMost = (int64_t{1} << 23) - 1;
  if (channel.bounds.least < -kMost || channel.bounds.greatest > kMost) {
    reason = "sums that need more than 24 bits";
    return false;
  }
  return true;
}

/// The factors of a pair follow each other; both kinds fold what they need into the bias.
bool add_rectified(const MatrixLayer& layer, std::vector<Channel>& channels,
                   std::vector<int32_t>& multipliers) {
  std::vector<int64_t> biases;
  for (size_t c = 0; c < channels.size(); ++c) {
    const auto fit = fit_rectified(layer.factors[c], channels[c].bounds,
                                   cortex_m_dsp::kRectifiedShift);
    if (!fit) return false;
    multipliers.push_back(fit->multiplier);
    biases.push_back(fit->offset);
  }
  for (size_t c = 0; c < channels.size(); ++c) {
    channels[c].bias += static_cast<uint32_t>(biases[c]);
  }
  return true;
}

std::vector<Exact> exact_factors(const MatrixLayer& layer) {
  std::vector<Exact> all;
  for (const Rescale& factor : layer.factors) {
    const auto fit = fit_exact(factor);
    if (!fit) return {};
    all.push_back(*fit);
  }
  return all;
}

}  // namespace

const char* PackedMatrix::block_name() const {
  if (kind == Requantization::Rectified) return "mote_dsp_matrix_block_rectified";
  return kind == Requantization::Exact ? "mote_dsp_matrix_block_exact"
                                       : "mote_dsp_matrix_block_sums";
}

cortex_m_dsp::MatrixBlockFunction* PackedMatrix::block() const {
  if (kind == Requantization::Rectified) return cortex_m_dsp::mote_dsp_matrix_block_rectified;
  return kind == Requantization::Exact ? cortex_m_dsp::mote_dsp_matrix_block_exact
                                       : cortex_m_dsp::mote_dsp_matrix_block_sums;
}

uint8_t PackedMatrix::factor_words() const {
  if (kind == Requantization::Rectified) return 2;
  return kind == Requantization::Exact ? 4 : 0;
}

std::optional<PackedMatrix> pack_matrix(const MatrixLayer& layer, std::string& reason) {
  std::vector<Channel> channels(layer.channels);
  for (int32_t c = 0; c < layer.channels; ++c) {
    if (!pack_channel(layer, c, channels[c], reason)) return std::nullopt;
  }
  PackedMatrix packed;
  std::vector<int32_t> multipliers;
  const std::vector<Exact> exact = exact_factors(layer);
  if (layer.output.is_rectified() && add_rectified(layer, channels, multipliers)) {
    packed.kind = Requantization::Rectified;
  } else if (layer.output.is_whole_range() && !exact.empty()) {
    packed.kind = Requantization::Exact;
  } else {
    for (const Rescale& factor : layer.factors) {
      packed.wide_channels.push_back({factor.multiplier, factor.shift});
    }
  }
  const int32_t groups = groups_of(layer);
  for (int32_t first = 0; first < layer.channels; first += 2) {
    // An odd count ends with the two last channels once more; one channel is a pair with itself.
    const int32_t a = std::max(std::min(first, layer.channels - 2), 0);
    const int32_t b = std::min(a + 1, layer.channels - 1);
    packed.words.push_back(static_cast<int32_t>(channels[a].bias));
    packed.words.push_back(static_cast<int32_t>(channels[b].bias));
    for (int32_t group = 0; group < groups; ++group) {
      packed.words.push_back(channels[a].words[group]);
      packed.words.push_back(channels[b].words[group]);
    }
    for (const int32_t c : {a, b}) {
      if (packed.kind == Requantization::Rectified) packed.words.push_back(multipliers[c]);
      if (packed.kind != Requantization::Exact) continue;
      packed.words.push_back(exact[c].doubled_multiplier);
      packed.words.push_back(exact[c].power);
    }
  }
  return packed;
}

std::vector<int8_t> transposed(const std::vector<int8_t>& weights, int32_t rows, int32_t columns) {
  std::vector<int8_t> result(weights.size());
  for (int32_t row = 0; row < rows; ++row) {
    for (int32_t column = 0; column < columns; ++column) {
      result[column * rows + row] = weights[row * columns + column];
    }
  }
  return result;
}

}  // namespace mote::pack
