// SPDX-License-Identifier: Apache-2.0
// ONE_HOT: along a new axis, one value where the index says and another everywhere else.
// Source: TFLite operator semantics.
#include "mote/ops.h"
#include "ops/shared/checks.h"
#include "ops/shared/dims.h"
#include "ops/shared/index_data.h"
#include "ops/shared/lines.h"

namespace mote {
namespace {

struct Params {
  Lines lines;  ///< of the output, along the new axis
  uint32_t element_bytes, index_bytes;
};

enum Option : uint32_t { kAxis };

CheckNumber prepare(PrepareContext& context) {
  if (const CheckNumber bad = check::counts(context, 4, 4)) return bad;
  const format::TensorView indices = context.input(0);
  const format::TensorView output = context.output(0);
  auto& p = context.params<Params>();
  p.index_bytes = index_bytes(indices.type());
  if (p.index_bytes == 0) return context.refuse(check::Type, input_slot(0));
  for (uint32_t i = 2; i < 4; ++i) {
    if (const CheckNumber bad = check::same_type(context, input_slot(i), output_slot(0))) {
      return bad;
    }
    if (const CheckNumber bad = check::same_scale(context, input_slot(i), output_slot(0))) {
      return bad;
    }
    if (context.input(i).elements() != 1) return context.refuse(check::Shape, input_slot(i));
  }
  IndexList depth;
  if (const CheckNumber bad = read_indices(context, input_slot(1), 1, 1, depth)) return bad;
  uint32_t axis = 0;
  if (!wrap_axis(context.option<int32_t>(kAxis, 0), indices.rank() + 1, axis)) {
    return context.refuse(check::Axis, output_slot(0));
  }
  Dims dims;
  dims.add(indices, 0, axis);
  dims.add(depth.values[0]);
  dims.add(indices, axis, indices.rank());
  if (const CheckNumber bad = check_dims(context, output_slot(0), dims)) return bad;
  if (output.elements() == 0) return context.refuse(check::Empty, output_slot(0));
  p.lines = lines_along(output, axis);
  p.element_bytes = bits_per_element(output.type()) / 8;
  return kAllWell;
}

/// An index outside the axis gives a line without the one value.
CheckNumber run(const RunContext& context) {
  const auto& p = context.params<Params>();
  const auto* indices = context.input<uint8_t>(0);
  const auto* on = context.input<uint8_t>(2);
  const auto* off = context.input<uint8_t>(3);
  auto* output = context.output<uint8_t>(0);
  uint32_t i = 0;
  for_each_line(p.lines, [&](uint32_t first) {
    const int32_t index = data_index(indices, p.index_bytes, i++);
    uint8_t* to = output + first * p.element_bytes;
    for (uint32_t k = 0; k < p.lines.extent; ++k) {
      __builtin_memcpy(to, static_cast<uint32_t>(index) == k ? on : off, p.element_bytes);
      to += p.lines.inner * p.element_bytes;
    }
  });
  return kAllWell;
}

constexpr TensorType kAny = TensorType::None;

}  // namespace

namespace ops {
const OpDef one_hot_any{85, kAny, kAny, kAny, 0, sizeof(Params), prepare, run};
}  // namespace ops
namespace run {
MOTE_RUN(one_hot_any)
}  // namespace run
}  // namespace mote
