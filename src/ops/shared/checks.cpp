// SPDX-License-Identifier: Apache-2.0
#include "ops/shared/checks.h"

#include "base/real.h"

namespace mote::check {

CheckNumber counts(PrepareContext& context, uint32_t least, uint32_t most) {
  if (context.input_count() < least || context.input_count() > most) {
    return context.refuse(InputCount, kNoTensorSlot);
  }
  for (uint32_t i = 0; i < least; ++i) {
    if (!context.input(i)) return context.refuse(InputMissing, kNoTensorSlot);
  }
  if (context.output_count() != 1) return context.refuse(OutputCount, kNoTensorSlot);
  return kAllWell;
}

CheckNumber counts(PrepareContext& context, uint32_t least, uint32_t most, uint32_t least_outputs,
                   uint32_t most_outputs) {
  if (context.input_count() < least || context.input_count() > most) {
    return context.refuse(InputCount, kNoTensorSlot);
  }
  for (uint32_t i = 0; i < least; ++i) {
    if (!context.input(i)) return context.refuse(InputMissing, kNoTensorSlot);
  }
  return context.output_count() < least_outputs || context.output_count() > most_outputs
             ? context.refuse(OutputCount, kNoTensorSlot)
             : kAllWell;
}

CheckNumber same_type(PrepareContext& context, TensorSlot a, TensorSlot b) {
  const TensorType type = context.at(b).type();
  const bool whole_bytes = bits_per_element(type) >= 8;
  return whole_bytes && context.at(a).type() == type ? kAllWell : context.refuse(Type, b);
}

CheckNumber same_shape(PrepareContext& context, TensorSlot a, TensorSlot b) {
  const format::TensorView first = context.at(a);
  const format::TensorView second = context.at(b);
  if (first.rank() != second.rank()) return context.refuse(Rank, b);
  for (uint32_t axis = 0; axis < first.rank(); ++axis) {
    if (first.dim(axis) != second.dim(axis)) return context.refuse(Shape, b);
  }
  return kAllWell;
}

CheckNumber same_scale(PrepareContext& context, TensorSlot a, TensorSlot b) {
  const format::TensorView first = context.at(a);
  const format::TensorView second = context.at(b);
  if (!first.is_quantized() || !second.is_quantized()) return kAllWell;
  return first.scale_bits() == second.scale_bits() && first.zero_point() == second.zero_point()
             ? kAllWell
             : context.refuse(ScaleDiffers, b);
}

CheckNumber solid(PrepareContext& context, TensorSlot slot, uint32_t rank) {
  const format::TensorView tensor = context.at(slot);
  if (tensor.rank() != rank) return context.refuse(Rank, slot);
  return tensor.elements() == 0 ? context.refuse(Empty, slot) : kAllWell;
}

CheckNumber quantized(PrepareContext& context, TensorSlot slot) {
  const format::TensorView tensor = context.at(slot);
  if (!tensor.is_quantized()) return context.refuse(NotQuantized, slot);
  const format::Vector scales = tensor.scales();
  for (uint32_t i = 0; i < scales.count(); ++i) {
    if (!is_finite_positive_float(scales.at<uint32_t>(i))) return context.refuse(ScaleValue, slot);
  }
  const format::Vector points = tensor.zero_points();
  const TensorType type = tensor.type();
  const uint32_t bits = bits_per_element(type);
  const uint32_t most = bits < 32 ? (1U << bits) - 1 : UINT32_MAX;  // counted from the lowest
  const bool from_zero = type == TensorType::UInt8 || type == TensorType::UInt16;
  const uint32_t lowest = from_zero ? 0 : most / 2 + 1;  // its magnitude
  for (uint32_t i = 0; i < points.count(); ++i) {
    const auto low = points.at<int32_t>(2 * i);  // of 64 bits; the high half repeats its sign
    if (static_cast<uint32_t>(low) + lowest > most || points.at<int32_t>(2 * i + 1) != low >> 31) {
      return context.refuse(ZeroPointRange, slot);
    }
  }
  return kAllWell;
}

CheckNumber per_tensor(PrepareContext& context, TensorSlot slot) {
  if (const CheckNumber bad = quantized(context, slot)) return bad;
  return context.at(slot).scales().count() == 1 ? kAllWell : context.refuse(PerChannel, slot);
}

CheckNumber same_elements(PrepareContext& context) {
  return context.input(0).elements() == context.output(0).elements()
             ? kAllWell
             : context.refuse(Shape, output_slot(0));
}

}  // namespace mote::check
