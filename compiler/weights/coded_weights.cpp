// SPDX-License-Identifier: Apache-2.0
#include "weights/coded_weights.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <queue>
#include <stdexcept>

namespace mote::compiler {
namespace {

constexpr size_t kValues = 256;
constexpr int32_t kMostBits = 16;
constexpr size_t kBytesReadBeyond = 2;

/// Of a weight in the usual order: 0, -1, 1, -2, 2 ...
size_t usual_rank(int8_t weight) {
  const int32_t w = weight;
  return static_cast<size_t>(w < 0 ? -2 * w - 1 : 2 * w);
}

/// How many weights have which rank, to the last rank that any has.
using Counts = std::vector<uint64_t>;
/// Of the code of each rank; never less than that of the rank before.
using Lengths = std::vector<int32_t>;

/// Lengths of Huffman's code for counts that do not rise.
Lengths huffman(const std::vector<double>& counts) {
  if (counts.size() == 1) return {0};
  struct Node {
    double count;
    size_t number;
    bool operator>(const Node& other) const {
      return count != other.count ? count > other.count : number > other.number;
    }
  };
  std::priority_queue<Node, std::vector<Node>, std::greater<>> open;
  std::vector<size_t> parent(2 * counts.size() - 1, 0);
  for (size_t i = 0; i < counts.size(); ++i) open.push({counts[i], i});
  for (size_t next = counts.size(); next < parent.size(); ++next) {
    const Node a = open.top();
    open.pop();
    const Node b = open.top();
    open.pop();
    parent[a.number] = parent[b.number] = next;
    open.push({a.count + b.count, next});
  }
  std::vector<int32_t> depth(parent.size(), 0);
  for (size_t i = parent.size() - 1; i-- > 0;) depth[i] = depth[parent[i]] + 1;
  Lengths lengths(depth.begin(), depth.begin() + static_cast<ptrdiff_t>(counts.size()));
  std::sort(lengths.begin(), lengths.end());
  return lengths;
}

/// The nearest counts that do not rise from rank to rank: neighbours that do are averaged. Codes whose
/// lengths do not fall from rank to rank are best for these.
std::vector<double> not_rising(const Counts& counts) {
  struct Block {
    double sum;
    size_t size;
    double mean() const { return sum / static_cast<double>(size); }
  };
  std::vector<Block> blocks;
  for (const uint64_t count : counts) {
    blocks.push_back({static_cast<double>(count), 1});
    while (blocks.size() > 1 && blocks[blocks.size() - 2].mean() < blocks.back().mean()) {
      const Block last = blocks.back();
      blocks.pop_back();
      blocks.back().sum += last.sum;
      blocks.back().size += last.size;
    }
  }
  std::vector<double> result;
  for (const Block& block : blocks) result.insert(result.end(), block.size, block.mean());
  return result;
}

Lengths prefix_lengths(const Counts& counts) {
  std::vector<double> smooth = not_rising(counts);
  Lengths lengths = huffman(smooth);
  // Codes that are too long become shorter when rare weights are taken for less rare ones.
  const double all = std::accumulate(smooth.begin(), smooth.end(), 0.0);
  for (double least = all / (1 << 20); lengths.back() > kMostBits; least *= 2) {
    for (double& count : smooth) count = std::max(count, least);
    lengths = huffman(smooth);
  }
  return lengths;
}

Lengths equal_lengths(const Counts& counts) {
  int32_t bits = 0;
  while ((size_t{1} << bits) < counts.size()) ++bits;
  return Lengths(counts.size(), bits);
}

/// The codes in order of rank, and what a device needs to find a rank.
std::vector<uint32_t> codes_of(const Lengths& lengths, std::vector<CodeLength>& table) {
  std::vector<uint32_t> codes;
  uint32_t code = 0;
  for (size_t rank = 0; rank < lengths.size(); ++rank) {
    const int32_t bits = lengths[rank];
    if (rank > 0) code = (code + 1) << (bits - lengths[rank - 1]);
    codes.push_back(code);
    if (rank > 0 && bits == lengths[rank - 1]) table.pop_back();
    const uint32_t last = ((code + 1) << (kMostBits - bits)) - 1;
    table.push_back({static_cast<uint16_t>(last), static_cast<uint8_t>(bits),
                     static_cast<uint8_t>(rank - code)});
  }
  table.back().last =
      UINT16_MAX;  // a device looks no further, whatever the bits beyond the end are
  return codes;
}

CodedWeights coded(const std::vector<int8_t>& weights, const std::vector<int8_t>& symbols,
                   const Lengths& lengths, const char* kind) {
  CodedWeights made;
  made.kind = kind;
  made.symbols = symbols;
  const std::vector<uint32_t> codes = codes_of(lengths, made.lengths);
  std::array<size_t, kValues> rank_of{};
  for (int32_t w = -128; w <= 127; ++w) {
    rank_of[static_cast<uint8_t>(w)] = usual_rank(static_cast<int8_t>(w));
  }
  for (size_t i = 0; i < symbols.size(); ++i) rank_of[static_cast<uint8_t>(symbols[i])] = i;
  uint32_t bits = 0;
  int32_t count = 0;
  for (const int8_t weight : weights) {
    const size_t rank = rank_of[static_cast<uint8_t>(weight)];
    bits = bits << lengths[rank] | codes[rank];
    count += lengths[rank];
    for (; count >= 8; count -= 8) made.stream.push_back(static_cast<uint8_t>(bits >> (count - 8)));
  }
  if (count > 0) made.stream.push_back(static_cast<uint8_t>(bits << (8 - count)));
  made.stream.insert(made.stream.end(), kBytesReadBeyond, 0);
  return made;
}

/// Weights that occur, the most frequent ones first.
std::vector<int8_t> by_count(const std::array<uint64_t, kValues>& counts) {
  std::vector<int8_t> symbols;
  for (size_t i = 0; i < kValues; ++i) {
    if (counts[i] != 0) symbols.push_back(static_cast<int8_t>(i));
  }
  std::stable_sort(symbols.begin(), symbols.end(), [&](int8_t a, int8_t b) {
    return counts[static_cast<uint8_t>(a)] > counts[static_cast<uint8_t>(b)];
  });
  return symbols;
}

void check(const CodedWeights& made, const std::vector<int8_t>& weights) {
  std::vector<int8_t> back(weights.size());
  const WeightCode code{made.stream.data(), made.lengths.data(),
                        made.symbols.empty() ? nullptr : made.symbols.data()};
  read_weights(code, static_cast<uint32_t>(back.size()), back.data());
  if (back != weights) throw std::logic_error("weights do not come back from their code");
}

}  // namespace

CodedWeights coded_weights(const std::vector<int8_t>& weights, Compression compression) {
  std::array<uint64_t, kValues> counts{};
  for (const int8_t weight : weights) ++counts[static_cast<uint8_t>(weight)];
  const std::vector<int8_t> symbols = by_count(counts);
  Counts own;
  Counts usual;
  for (const int8_t symbol : symbols) {
    const uint64_t count = counts[static_cast<uint8_t>(symbol)];
    own.push_back(count);
    usual.resize(std::max(usual.size(), usual_rank(symbol) + 1), 0);
    usual[usual_rank(symbol)] = count;
  }
  std::vector<CodedWeights> all;
  if (compression != Compression::Huffman) {
    all.push_back(coded(weights, symbols, equal_lengths(own), "palette"));
  }
  if (compression != Compression::Palette) {
    all.push_back(coded(weights, symbols, prefix_lengths(own), "huffman"));
    all.push_back(coded(weights, {}, prefix_lengths(usual), "huffman"));
  }
  const auto best = std::min_element(
      all.begin(), all.end(), [](const auto& a, const auto& b) { return a.bytes() < b.bytes(); });
  check(*best, weights);
  return std::move(*best);
}

}  // namespace mote::compiler
