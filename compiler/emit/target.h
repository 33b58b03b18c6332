// SPDX-License-Identifier: Apache-2.0
// The cores that code is compiled for, and which overlays of src/kernels they run.
#pragma once

#include <string_view>

namespace mote::compiler {

struct Target {
  const char* name;
  bool dsp = false;     ///< runs src/kernels/cortex_m_dsp
  bool scalar = false;  ///< else src/kernels/scalar
  bool mve = false;     ///< before it, src/kernels/cortex_m_mve
  /// Then also src/kernels/any_core.
  constexpr bool has_fast_kernels() const { return dsp || scalar || mve; }
};

/// "host" runs the overlays in their portable form, to compare them; "portable" is the reference
/// kernels everywhere.
constexpr Target kTargets[] = {{.name = "portable"},
                               {.name = "cortex-m0", .scalar = true},
                               {.name = "cortex-m3", .scalar = true},
                               {.name = "cortex-m4", .dsp = true},
                               {.name = "cortex-m7", .dsp = true},
                               {.name = "cortex-m33", .dsp = true},
                               {.name = "cortex-m55", .dsp = true, .mve = true},
                               {.name = "riscv32", .scalar = true},
                               {.name = "host", .dsp = true}};

/// The first one if there is none of that name.
constexpr const Target& target_named(std::string_view name) {
  for (const Target& target : kTargets) {
    if (name == target.name) return target;
  }
  return kTargets[0];
}

}  // namespace mote::compiler
