// SPDX-License-Identifier: Apache-2.0
// The params of operators that call subgraphs. Steps, with the operator's own parts in brackets:
//   IF         [0] then... [1] else... [2]
//   WHILE      [0] [1] condition... [2] body... [3]
//   CALL_ONCE  [0] subgraph... [1]
#pragma once

#include <stdint.h>

namespace mote {

struct Calls {
  static constexpr uint32_t kMostParts = 4;
  uint16_t part_at[kMostParts];      ///< step of each part
  uint16_t first_place[kMostParts];  ///< of the subgraph before each part
};

}  // namespace mote
