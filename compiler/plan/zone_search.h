// SPDX-License-Identifier: Apache-2.0
// Whether buffers fit into a region: an exact answer, for graphs of any length if few buffers are
// alive at a time.
//
// Buffers are taken in the order in which their lives begin. For each pair that is alive together
// one of them lies above the other, which says that the difference of their offsets is at least
// something; a choice for all pairs is a system of such differences. What a partial choice means for
// the rest is its zone: the differences of the offsets of the buffers still alive, closed under
// addition (difference-bound matrices; D. Dill, "Timing assumptions and verification of
// finite-state concurrent systems", 1989). A zone that lies within one that was looked at before
// leads nowhere new. So a chain of layers takes time in its length, not in the power of it.
#pragma once

#include <cstdint>
#include <vector>

#include "plan/relation.h"

namespace mote::compiler {

class ZoneSearch {
 public:
  /// Buffers without bytes are left out. Keeps references to both.
  ZoneSearch(Span<const plan::Buffer> buffers, const Rivals& rivals, uint32_t align_bytes);

  enum class Answer : uint8_t { kFits, kDoesNotFit, kUnknown };
  /// `work` is lowered by the work done; when there is none left the answer is unknown. Where
  /// differences have multiples, each that shares bytes is a choice of its own: much more work.
  Answer fits(int64_t region_bytes, int64_t& work);
  /// After kFits: the least offsets of the choice found, by buffer.
  const std::vector<int64_t>& offsets() const { return offsets_; }

 private:
  /// x[to] - x[from] >= least. Buffers by index; kOrigin stands for offset 0.
  struct Edge {
    uint32_t from, to;
    int64_t least;
  };
  static constexpr uint32_t kOrigin = 0xFFFFFFFF;

  /// least[i * n + j]: x[j] - x[i] is not less. Node 0 is the origin.
  struct Zone {
    std::vector<uint32_t> nodes;
    std::vector<int64_t> least;

    size_t size() const { return nodes.size(); }
    int64_t at(size_t i, size_t j) const { return least[i * size() + j]; }
  };
  struct Pair {
    size_t node;
    Relation relation;
  };
  using Choice = std::vector<Edge>;

  bool place(uint32_t level, const Zone& before);
  bool relate(uint32_t level, Zone zone, std::vector<Pair> open);
  /// All ways in which the last node of a zone may stand to another, the lowest first.
  std::vector<Choice> choices(const Zone& zone, const Pair& pair) const;
  bool is_implied(const Zone& zone, const Pair& pair) const;
  /// False if there is nothing left.
  bool add(Zone& zone, const Choice& choice);
  Zone without_dead(const Zone& zone, uint32_t moment);
  void append(Zone& zone, uint32_t buffer);
  bool is_known(uint32_t level, const Zone& zone);
  void find_offsets();
  int64_t bytes_of(uint32_t i) const;

  Span<const plan::Buffer> buffers_;
  const Rivals& rivals_;
  int64_t align_bytes_, region_bytes_ = 0, work_ = 0;
  std::vector<uint32_t> order_;
  std::vector<std::vector<Zone>> known_;  ///< by level
  std::vector<Edge> chosen_;
  std::vector<int64_t> offsets_;
};

}  // namespace mote::compiler
