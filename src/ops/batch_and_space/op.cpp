// SPDX-License-Identifier: Apache-2.0
// SPACE_TO_BATCH_ND: pads, then moves the pixels of each place in a block to a batch of their own;
// BATCH_TO_SPACE_ND: the way back, then crops. Source: TFLite operator semantics.
#include "mote/ops.h"
#include "ops/shared/checks.h"
#include "ops/shared/index_list.h"
#include "ops/shared/window.h"

namespace mote {
namespace {

/// The many small images and the few great ones, as [batches, height, width, bytes of a pixel].
struct Params {
  Shape4 small, great;
  int32_t block_h, block_w;
  int32_t top, left;  ///< padding before the great image, or what is cropped there
  uint8_t fill;       ///< of padding
};

/// Rank 3 has no width.
Shape4 image(const format::TensorView& t) {
  const auto bytes = static_cast<int32_t>(bits_per_element(t.type()) / 8);
  if (t.rank() == 3) return {t.dim(0), t.dim(1), 1, t.dim(2) * bytes};
  return {t.dim(0), t.dim(1), t.dim(2), t.dim(3) * bytes};
}

CheckNumber fold(PrepareContext& context, TensorSlot small_slot, TensorSlot great_slot) {
  if (const CheckNumber bad = check::counts(context, 3, 3)) return bad;
  if (const CheckNumber bad = check::same_type(context, input_slot(0), output_slot(0))) return bad;
  if (const CheckNumber bad = check::same_scale(context, input_slot(0), output_slot(0))) return bad;
  const format::TensorView small = context.at(small_slot);
  const format::TensorView great = context.at(great_slot);
  const uint32_t rank = small.rank();
  if (great.rank() != rank || rank < 3 || rank > 4) {
    return context.refuse(check::Rank, output_slot(0));
  }
  if (small.elements() == 0 || great.elements() == 0) {
    return context.refuse(check::Empty, output_slot(0));
  }
  const uint32_t spatial = rank - 2;
  IndexList block;
  if (const CheckNumber bad = read_indices(context, input_slot(1), spatial, spatial, block)) {
    return bad;
  }
  IndexList edges;
  if (const CheckNumber bad =
          read_indices(context, input_slot(2), 2 * spatial, 2 * spatial, edges)) {
    return bad;
  }
  int64_t batches = great.dim(0);
  for (uint32_t i = 0; i < spatial; ++i) {
    if (block.values[i] < 1 || block.values[i] > 0x7FFF) {
      return context.refuse(check::Bounds, input_slot(1));
    }
    if (edges.values[2 * i] < 0 || edges.values[2 * i + 1] < 0) {
      return context.refuse(check::Bounds, input_slot(2));
    }
    batches *= block.values[i];
    const int64_t padded =
        int64_t{edges.values[2 * i]} + great.dim(1 + i) + edges.values[2 * i + 1];
    if (int64_t{small.dim(1 + i)} * block.values[i] != padded) {
      return context.refuse(check::Shape, output_slot(0));
    }
  }
  if (batches != small.dim(0) || small.dim(rank - 1) != great.dim(rank - 1)) {
    return context.refuse(check::Shape, output_slot(0));
  }
  auto& p = context.params<Params>();
  const bool flat = spatial == 1;
  p = {image(small),
       image(great),
       block.values[0],
       flat ? 1 : block.values[1],
       edges.values[0],
       flat ? 0 : edges.values[2],
       0};
  const format::TensorView output = context.output(0);
  const TensorType type = output.type();
  const bool is_8_bits = type == TensorType::Int8 || type == TensorType::UInt8;
  if (is_8_bits && output.is_quantized()) {
    if (const CheckNumber bad = check::quantized(context, output_slot(0))) return bad;
    p.fill = static_cast<uint8_t>(output.zero_point());
  }
  return kAllWell;
}

CheckNumber prepare_space_to_batch(PrepareContext& context) {
  return fold(context, output_slot(0), input_slot(0));
}
CheckNumber prepare_batch_to_space(PrepareContext& context) {
  return fold(context, input_slot(0), output_slot(0));
}

/// Calls visit(pixel of the small images, pixel of the great ones or -1 outside).
template <class Visit>
void for_each_pixel(const Params& p, Visit visit) {
  int32_t small = 0;
  for (int32_t b = 0; b < p.small.batches; ++b) {
    const int32_t place = b / p.great.batches;
    const int32_t batch = b % p.great.batches;
    for (int32_t y = 0; y < p.small.height; ++y) {
      const int32_t row = y * p.block_h + place / p.block_w - p.top;
      for (int32_t x = 0; x < p.small.width; ++x, ++small) {
        const int32_t column = x * p.block_w + place % p.block_w - p.left;
        const bool inside =
            row >= 0 && row < p.great.height && column >= 0 && column < p.great.width;
        visit(small,
              inside ? (batch * p.great.height + row) * p.great.width + column : int32_t{-1});
      }
    }
  }
}

CheckNumber run_space_to_batch(const RunContext& context) {
  const auto& p = context.params<Params>();
  const auto* from = context.input<uint8_t>(0);
  auto* to = context.output<uint8_t>(0);
  const int32_t bytes = p.small.channels;
  for_each_pixel(p, [&](int32_t small, int32_t great) {
    if (great < 0) {
      __builtin_memset(to + small * bytes, p.fill, static_cast<uint32_t>(bytes));
    } else {
      __builtin_memcpy(to + small * bytes, from + great * bytes, static_cast<uint32_t>(bytes));
    }
  });
  return kAllWell;
}

CheckNumber run_batch_to_space(const RunContext& context) {
  const auto& p = context.params<Params>();
  const auto* from = context.input<uint8_t>(0);
  auto* to = context.output<uint8_t>(0);
  const int32_t bytes = p.small.channels;
  for_each_pixel(p, [&](int32_t small, int32_t great) {
    if (great < 0) return;
    __builtin_memcpy(to + great * bytes, from + small * bytes, static_cast<uint32_t>(bytes));
  });
  return kAllWell;
}

constexpr TensorType kAny = TensorType::None;

}  // namespace

namespace ops {
const OpDef space_to_batch_nd_any{
    38, kAny, kAny, kAny, false, sizeof(Params), prepare_space_to_batch, run_space_to_batch};
const OpDef batch_to_space_nd_any{
    37, kAny, kAny, kAny, false, sizeof(Params), prepare_batch_to_space, run_batch_to_space};
}  // namespace ops
namespace run {
MOTE_RUN(space_to_batch_nd_any)
MOTE_RUN(batch_to_space_nd_any)
}  // namespace run
}  // namespace mote
