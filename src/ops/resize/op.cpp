// SPDX-License-Identifier: Apache-2.0
#include "base/checked.h"
#include "mote/ops.h"
#include "ops/resize/resize.h"
#include "ops/shared/checks.h"
#include "ops/shared/index_list.h"

namespace mote {
namespace check {
#define MOTE_CHECK(name, number, sentence, advice) constexpr CheckNumber name = number;
#include "ops/resize/checks.inc"
#undef MOTE_CHECK
}  // namespace check

namespace {

enum Option : uint32_t { kAlignCorners, kHalfPixelCenters };
/// An older schema had two fields before them in RESIZE_BILINEAR's options.
constexpr uint32_t kFirstOfBilinear = 2;

CheckNumber fold(PrepareContext& context, Resize& p, uint32_t first_option) {
  if (const CheckNumber bad = check::counts(context, 2, 2)) return bad;
  if (const CheckNumber bad = check::same_type(context, input_slot(0), output_slot(0))) return bad;
  if (const CheckNumber bad = check::same_scale(context, input_slot(0), output_slot(0))) return bad;
  if (const CheckNumber bad = check::solid(context, input_slot(0), 4)) return bad;
  if (const CheckNumber bad = check::solid(context, output_slot(0), 4)) return bad;
  p.input = shape4(context.input(0));
  p.output = shape4(context.output(0));
  IndexList size;
  if (const CheckNumber bad = read_indices(context, input_slot(1), 2, 2, size)) return bad;
  if (p.output.height != size.values[0] || p.output.width != size.values[1] ||
      p.output.batches != p.input.batches || p.output.channels != p.input.channels) {
    return context.refuse(check::Shape, output_slot(0));
  }
  if (p.input.height > Resize::kMostExtent || p.input.width > Resize::kMostExtent) {
    return context.refuse(check::Extent, input_slot(0));
  }
  if (p.output.height > Resize::kMostExtent || p.output.width > Resize::kMostExtent) {
    return context.refuse(check::Extent, output_slot(0));
  }
  p.options.align_corners = context.option<uint8_t>(first_option + kAlignCorners, 0) != 0;
  p.options.half_pixel_centers = context.option<uint8_t>(first_option + kHalfPixelCenters, 0) != 0;
  return kAllWell;
}

CheckNumber prepare_bilinear(PrepareContext& context) {
  auto& p = context.params<Resize>();
  if (const CheckNumber bad = fold(context, p, kFirstOfBilinear)) return bad;
  return p.options.align_corners && p.options.half_pixel_centers
             ? context.refuse(check::BothAlignments, kNoTensorSlot)
             : kAllWell;
}

CheckNumber prepare_nearest(PrepareContext& context) {
  auto& p = context.params<Resize>();
  if (const CheckNumber bad = fold(context, p, 0)) return bad;
  p.element_bytes = bits_per_element(context.input(0).type()) / 8;
  context.request_scratch(checked_product(static_cast<uint32_t>(p.output.width), 4));
  return kAllWell;
}

CheckNumber run_nearest(const RunContext& context) {
  reference::resize_nearest_neighbor(context.params<Resize>(), context.input<uint8_t>(0),
                                     context.output<uint8_t>(0),
                                     reinterpret_cast<uint32_t*>(context.scratch()));
  return kAllWell;
}

CheckNumber run_bilinear_s8(const RunContext& context) {
  reference::resize_bilinear_s8(context.params<Resize>(), context.input<int8_t>(0),
                                context.output<int8_t>(0));
  return kAllWell;
}

CheckNumber run_bilinear_s16(const RunContext& context) {
  reference::resize_bilinear_s16(context.params<Resize>(), context.input<Unaligned<int16_t>>(0),
                                 context.output<int16_t>(0));
  return kAllWell;
}

CheckNumber run_bilinear_f32(const RunContext& context) {
  reference::resize_bilinear_f32(context.params<Resize>(), context.input<Unaligned<float>>(0),
                                 context.output<float>(0));
  return kAllWell;
}

constexpr OpDef bilinear(TensorType type, CheckNumber (*run)(const RunContext&)) {
  return {23, type, TensorType::None, type, 0, sizeof(Resize), prepare_bilinear, run};
}

}  // namespace

namespace ops {
const OpDef resize_bilinear_f32 = bilinear(TensorType::Float32, run_bilinear_f32);
const OpDef resize_bilinear_s16 = bilinear(TensorType::Int16, run_bilinear_s16);
const OpDef resize_bilinear_s8 = bilinear(TensorType::Int8, run_bilinear_s8);
const OpDef resize_nearest_neighbor_any{97, TensorType::None, TensorType::None, TensorType::None,
                                        0,  sizeof(Resize),   prepare_nearest,  run_nearest};
}  // namespace ops
namespace run {
MOTE_RUN(resize_bilinear_f32)
MOTE_RUN(resize_bilinear_s16)
MOTE_RUN(resize_bilinear_s8)
MOTE_RUN(resize_nearest_neighbor_any)
}  // namespace run
}  // namespace mote
