// SPDX-License-Identifier: Apache-2.0
// The cores that code is compiled for, and which overlays of src/kernels they run.
#pragma once

#include <string_view>

namespace mote::compiler {

struct Target {
  const char* name;
  bool dsp;     ///< runs src/kernels/cortex_m_dsp
  bool scalar;  ///< else src/kernels/scalar
  /// Then also src/kernels/any_core.
  constexpr bool has_fast_kernels() const { return dsp || scalar; }
};

/// "host" runs the overlays in their portable form, to compare them; "portable" is the reference
/// kernels everywhere.
constexpr Target kTargets[] = {
    {"portable", false, false},  {"cortex-m0", false, true}, {"cortex-m3", false, true},
    {"cortex-m4", true, false},  {"cortex-m7", true, false}, {"cortex-m33", true, false},
    {"cortex-m55", true, false}, {"riscv32", false, true},   {"host", true, false}};

/// The first one if there is none of that name.
constexpr const Target& target_named(std::string_view name) {
  for (const Target& target : kTargets) {
    if (name == target.name) return target;
  }
  return kTargets[0];
}

}  // namespace mote::compiler
