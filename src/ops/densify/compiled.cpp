// SPDX-License-Identifier: Apache-2.0
// What compiled code calls: the kernel with the segments and indices of all levels in one constant.
#include "emit/step_writer.h"
#include "ops/densify/densify.h"

namespace mote::compiler {
namespace {

void write_densify(StepWriter& w) {
  const auto& p = w.params<Densify>();
  std::string numbers;
  uint32_t bytes = 0;
  const auto append = [&](uint32_t from, uint32_t count, uint32_t width) {
    const uint32_t at = bytes;
    for (uint32_t i = 0; i < count * width; ++i, ++bytes) {
      numbers += (bytes == 0 ? "" : ", ") + literal(w.program().file()[from + i]);
    }
    return at;
  };
  std::string levels;
  uint32_t positions = 1;
  for (uint32_t i = 0; i < p.level_count; ++i) {
    SparseLevel level = p.levels[i];
    if (level.is_dense()) {
      positions *= level.extent;
    } else {
      const uint32_t indices =
          sparse_number(w.program().file() + level.segments_at, level.segment_bytes, positions);
      level.segments_at = append(level.segments_at, positions + 1, level.segment_bytes);
      level.indices_at = append(level.indices_at, indices, level.index_bytes);
      positions = indices;
    }
    levels += (i == 0 ? "" : ", ") + literal(level);
  }
  const std::string step = std::to_string(w.step());
  const std::string params =
      w.text().declare("kParams" + step, "mote::Densify", "",
                       "{" + literal(p.output_bytes) + ", " + literal(p.element_bytes) + ", " +
                           literal(p.level_count) + ", {" + levels + "}}",
                       sizeof(Densify), "");
  const std::string vectors = bytes == 0
                                  ? "nullptr"
                                  : w.text().declare("kIndices" + step, "uint8_t", "[]",
                                                     wrapped("{" + numbers + "}"), bytes, "");
  w.include("ops/densify/densify.h");
  w.call("reference::densify", {params, vectors, w.bytes(input_slot(0)), w.bytes(output_slot(0))});
}

constexpr DirectCall kCalls[] = {{"densify_any", write_densify}};

}  // namespace

Span<const DirectCall> densify_calls() { return kCalls; }

}  // namespace mote::compiler
