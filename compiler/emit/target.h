// SPDX-License-Identifier: Apache-2.0
// The cores that code is compiled for, and which overlays of src/kernels they run.
#pragma once

#include <string_view>

namespace mote::compiler {

struct Target {
  const char* name;
  bool dsp;  ///< runs src/kernels/cortex_m_dsp
};

/// "host" runs the overlays in their portable form, to compare them; "portable" is the reference
/// kernels everywhere.
constexpr Target kTargets[] = {{"portable", false},  {"cortex-m0", false}, {"cortex-m3", false},
                               {"cortex-m4", true},  {"cortex-m7", true},  {"cortex-m33", true},
                               {"cortex-m55", true}, {"riscv32", false},   {"host", true}};

/// The first one if there is none of that name.
constexpr const Target& target_named(std::string_view name) {
  for (const Target& target : kTargets) {
    if (name == target.name) return target;
  }
  return kTargets[0];
}

}  // namespace mote::compiler
