// SPDX-License-Identifier: Apache-2.0
// Finds one multiply-add for each input that gives the bits of reference::add_s8, or of SUB, for every pair.
#pragma once

#include <optional>

#include "kernels/cortex_m_dsp/add_s8.h"
#include "ops/add/add.h"

namespace mote::pack {

struct PackedAdd {
  cortex_m_dsp::Add params{};
  int32_t shift = 0;  ///< 22 or 20

  cortex_m_dsp::AddFunction* function() const;
  const char* name() const;
};

/// nullopt if there is none, or the clamp lies inside the range of int8. Both inputs and the output
/// have `count` elements. `sign`: -1 takes the second input off, as SUB does with the same params.
std::optional<PackedAdd> pack_add(const AddS8& p, uint32_t count, int32_t sign = 1);

}  // namespace mote::pack
