// SPDX-License-Identifier: Apache-2.0
#include "ops/batch_matmul/fold.h"

#include "base/real.h"

namespace mote::batch_matmul {
namespace {

/// Extent of a batch axis of the output, which has `rank` axes; 1 where the tensor has none.
int32_t batch_extent(const format::TensorView& tensor, uint32_t axis, uint32_t rank) {
  const uint32_t missing = rank - tensor.rank();
  return axis < missing ? 1 : tensor.dim(axis - missing);
}

}  // namespace

CheckNumber fold_shape(PrepareContext& context, BatchMatmulShape& s) {
  if (const CheckNumber bad = check::counts(context, 2, 2)) return bad;
  const format::TensorView first = context.input(0);
  const format::TensorView second = context.input(1);
  const format::TensorView output = context.output(0);
  const uint32_t rank = first.rank() > second.rank() ? first.rank() : second.rank();
  for (uint32_t i = 0; i < 2; ++i) {
    if (context.input(i).rank() < 2) return context.refuse(check::Rank, input_slot(i));
    if (context.input(i).elements() == 0) return context.refuse(check::Empty, input_slot(i));
  }
  if (const CheckNumber bad = check::solid(context, output_slot(0), rank)) return bad;
  const bool transpose_first = context.option<uint8_t>(kTransposeFirst, 0) != 0;
  const bool transpose_second = context.option<uint8_t>(kTransposeSecond, 0) != 0;
  const int32_t first_high = first.dim(first.rank() - 2), first_wide = first.dim(first.rank() - 1);
  const int32_t second_high = second.dim(second.rank() - 2);
  const int32_t second_wide = second.dim(second.rank() - 1);
  s.rows = transpose_first ? first_wide : first_high;
  s.depth = transpose_first ? first_high : first_wide;
  s.columns = transpose_second ? second_high : second_wide;
  s.first_row_step = transpose_first ? 1 : first_wide;
  s.first_depth_step = transpose_first ? first_wide : 1;
  s.second_depth_step = transpose_second ? 1 : second_wide;
  s.second_column_step = transpose_second ? second_wide : 1;
  if (s.depth != (transpose_second ? second_wide : second_high)) {
    return context.refuse(check::Shape, input_slot(1));
  }
  if (output.dim(rank - 2) != s.rows || output.dim(rank - 1) != s.columns) {
    return context.refuse(check::Shape, output_slot(0));
  }
  s.axes = rank - 2;
  int32_t first_step = first_high * first_wide;
  int32_t second_step = second_high * second_wide;
  for (uint32_t axis = s.axes; axis-- != 0;) {
    const int32_t a = batch_extent(first, axis, rank);
    const int32_t b = batch_extent(second, axis, rank);
    if (a != b && a != 1 && b != 1) return context.refuse(check::Shape, input_slot(1));
    s.extents[axis] = a > b ? a : b;
    s.first_steps[axis] = a == 1 ? 0 : first_step;
    s.second_steps[axis] = b == 1 ? 0 : second_step;
    first_step *= a;
    second_step *= b;
    if (output.dim(axis) != s.extents[axis]) return context.refuse(check::Shape, output_slot(0));
  }
  return kAllWell;
}

CheckNumber fold_integer(PrepareContext& context, int32_t most_shift) {
  auto& p = context.params<BatchMatmulInteger>();
  if (const CheckNumber bad = fold_shape(context, p.shape)) return bad;
  const TensorSlot slots[] = {input_slot(0), input_slot(1), output_slot(0)};
  for (const TensorSlot slot : slots) {
    if (const CheckNumber bad = check::per_tensor(context, slot)) return bad;
  }
  p.first_zero_point = context.input(0).zero_point();
  p.second_zero_point = context.input(1).zero_point();
  p.output_zero_point = context.output(0).zero_point();
  // The reference rounds the product of the scales to a float.
  const Real product = round_to_float(
      product_of_floats(context.input(0).scale_bits(), context.input(1).scale_bits()));
  p.factor = rescale_from_ratio(product, context.output(0).scale_bits());
  return p.factor.shift <= most_shift ? kAllWell
                                      : context.refuse(check::ScaleRange, output_slot(0));
}

}  // namespace mote::batch_matmul
