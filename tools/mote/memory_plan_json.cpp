// SPDX-License-Identifier: Apache-2.0
#include "memory_plan_json.h"

namespace mote::tool {

using nlohmann::json;

json json_of(const compiler::MemoryPlan& plan) {
  json steps = json::array();
  for (const auto& s : plan.steps) {
    steps.push_back({{"index", s.index}, {"name", s.name}, {"entry", s.entry}, {"macs", s.macs}});
  }
  json buffers = json::array();
  for (const auto& b : plan.buffers) {
    json one{{"what", b.what},           {"offset", b.offset},
             {"bytes", b.bytes},         {"first_step", b.first_step},
             {"last_step", b.last_step}, {"region", b.region}};
    if (b.tensor >= 0) one["tensor"] = b.tensor;
    if (b.step >= 0) one["step"] = b.step;
    buffers.push_back(one);
  }
  json overlaps = json::array();
  for (const auto& o : plan.overlaps) {
    overlaps.push_back(
        {{"input", o.input}, {"output", o.output}, {"shared_bytes", o.shared_bytes}});
  }
  return {{"arena_bytes", plan.arena_bytes},
          {"lower_bound_bytes", plan.lower_bound_bytes},
          {"is_optimal", plan.is_optimal},
          {"state_bytes", plan.state_bytes},
          {"steps", steps},
          {"buffers", buffers},
          {"peak_step", plan.peak_step},
          {"alive", plan.alive},
          {"overlaps", overlaps},
          {"regions", regions_json(plan)}};
}

json regions_json(const compiler::MemoryPlan& plan) {
  json regions = json::array();
  for (const auto& r : plan.regions) {
    regions.push_back({{"name", r.name},
                       {"bytes", r.bytes},
                       {"used_bytes", r.used_bytes},
                       {"touched_bytes", r.touched_bytes}});
  }
  return regions;
}

}  // namespace mote::tool
