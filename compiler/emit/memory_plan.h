// SPDX-License-Identifier: Apache-2.0
// A planned program's memory as data: what lies where and when. What `mote plan --compiled`,
// `mote report` and their pictures show.
//
// Moments: 0 is when the application writes the inputs, i + 1 is when step i runs, and the last one,
// step count + 1, is when the application reads the outputs. Offsets count from the start of the
// memory of a Net, or of the region.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace mote::compiler {

class Program;

struct MemoryPlan {
  struct Step {
    uint32_t index;
    std::string name;   ///< of its first output's tensor
    std::string entry;  ///< as in mote/ops.inc
    uint64_t macs;      ///< multiply-accumulates of one run
  };
  struct Buffer {
    std::string what;     ///< in words: "tensor 3, conv/Relu"
    int32_t tensor = -1;  ///< its index in its subgraph, the first one's of several in one place
    int32_t step = -1;    ///< of scratch and state: whose
    uint32_t offset = 0;
    uint32_t bytes = 0;
    uint32_t first_step = 0;  ///< moments, both included
    uint32_t last_step = 0;
    std::string region;   ///< empty: there is but one
    uint32_t record = 0;  ///< in the planner's table, Layout::buffers()
  };
  struct Region {
    std::string name;
    uint32_t bytes, used_bytes;
    uint64_t touched_bytes;  ///< written and read there in one run
  };
  /// Two buffers, both alive at a moment, of which one may lie over the other.
  struct Overlap {
    uint32_t input, output;  ///< indices of `buffers`
    uint32_t shared_bytes;   ///< bytes that both of them have in this plan
  };

  uint32_t arena_bytes = 0;  ///< state and all that is planned
  uint32_t lower_bound_bytes = 0;
  bool is_optimal = false;  ///< no plan of this order of steps has fewer bytes
  uint32_t state_bytes = 0;
  std::vector<Step> steps;
  std::vector<Buffer> buffers;
  uint32_t peak_step = 0;       ///< the moment at which most is alive
  std::vector<uint64_t> alive;  ///< bytes at each moment, with the state; shared ones count twice
  std::vector<Overlap> overlaps;
  std::vector<Region> regions;  ///< none: there is but one memory
};

/// Of a program after Program::plan().
MemoryPlan memory_plan_of(Program& program);

}  // namespace mote::compiler
