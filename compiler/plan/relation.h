// SPDX-License-Identifier: Apache-2.0
// How far apart two buffers must be that are alive at the same time, and which are.
#pragma once

#include <cstdint>
#include <vector>

#include "plan/best_plan.h"

namespace mote::compiler {

/// Of buffer i to buffer j: which differences offset(i) - offset(j) are allowed. Either i begins
/// `above` bytes or more after j does, or `below` bytes or more before.
struct Relation {
  int64_t above, below;
  int64_t bytes_of_j, bytes_of_i;  ///< `above` and `below` for buffers that share nothing
  int64_t multiple = 1;            ///< of the difference, where they share bytes

  bool is_apart(int64_t difference) const {
    return difference >= bytes_of_j || -difference >= bytes_of_i;
  }
  bool allows(int64_t difference) const { return next(difference) == difference; }
  /// The least allowed difference that is not less.
  int64_t next(int64_t difference) const;
  bool may_share() const { return above < bytes_of_j || below < bytes_of_i; }
  /// True if everything is allowed.
  bool is_free(int64_t align_bytes) const { return multiple == 1 && above + below <= align_bytes; }
  Relation reversed() const { return {below, above, bytes_of_i, bytes_of_j, multiple}; }
};

/// A buffer, and how another one stands to it.
struct Rival {
  uint32_t index;
  Relation relation;
};

/// For each buffer, all that are alive together with it and may not lie anywhere. Sizes and
/// distances are rounded up to multiples of `align_bytes`; buffers without bytes have no rivals.
class Rivals {
 public:
  Rivals(Span<const plan::Buffer> buffers, uint32_t align_bytes,
         const std::vector<Overlap>& overlaps);

  const std::vector<Rival>& of(uint32_t i) const { return rivals_[i]; }

 private:
  std::vector<std::vector<Rival>> rivals_;
};

inline bool alive_together(const plan::Buffer& a, const plan::Buffer& b) {
  return a.first_step <= b.last_step && b.first_step <= a.last_step;
}

}  // namespace mote::compiler
