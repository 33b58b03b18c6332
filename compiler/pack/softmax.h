// SPDX-License-Identifier: Apache-2.0
// The exponentials of a softmax as a table for kernels/any_core/softmax_s8.h.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "kernels/any_core/softmax_s8.h"
#include "ops/softmax/softmax.h"

namespace mote::pack {

struct PackedSoftmax {
  any_core::SoftmaxTable params;
  std::vector<int32_t> exponentials;
};

/// nullopt: rows are too long.
std::optional<PackedSoftmax> pack_softmax(const SoftmaxS8& p);

}  // namespace mote::pack
