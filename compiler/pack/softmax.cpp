// SPDX-License-Identifier: Apache-2.0
#include "pack/softmax.h"

#include "ops/shared/fixed_point_math.h"

namespace mote::pack {

std::optional<PackedSoftmax> pack_softmax(const SoftmaxS8& p) {
  constexpr int32_t kMostDifference = 255;
  if (p.shape.depth > any_core::kSoftmaxMostDepth) return std::nullopt;
  PackedSoftmax packed;
  for (int32_t difference = 0; difference <= kMostDifference; ++difference) {
    if (-difference < p.least_difference) {
      packed.exponentials.push_back(0);  // as all that follow
      break;
    }
    packed.exponentials.push_back(exp_of_nonpositive_q5(
        multiply_high_rounded(shift_left_wrapping(-difference, p.shift), p.multiplier)));
  }
  packed.params = {p.shape.rows, p.shape.depth,
                   static_cast<int32_t>(packed.exponentials.size()) - 1};
  return packed;
}

}  // namespace mote::pack
