// SPDX-License-Identifier: Apache-2.0
#include "ops/shared/window.h"

#include "ops/shared/checks.h"

namespace mote {
bool fit_axis(Padding padding, int32_t input, int32_t filter, int32_t stride, int32_t dilation,
              int32_t output, int32_t& pad) {
  constexpr int32_t kMost = 1 << 20;  // keeps what follows in 32 bits
  if (input > kMost || stride > kMost || int64_t{filter} * dilation > kMost) return false;
  const int32_t reach = (filter - 1) * dilation + 1;
  const int32_t span = padding == Padding::Same ? input + stride - 1 : input + stride - reach;
  if (span < stride) return false;
  const int32_t missing = (span / stride - 1) * stride + reach - input;
  pad = missing > 0 ? missing / 2 : 0;
  return int64_t{output - 1} * stride - pad < input;
}

Shape4 shape4(const format::TensorView& tensor) {
  return {tensor.dim(0), tensor.dim(1), tensor.dim(2), tensor.dim(3)};
}

CheckNumber fit_window(PrepareContext& context, uint8_t padding, Window& window) {
  const int32_t least[] = {window.filter_h, window.filter_w,   window.stride_h,
                           window.stride_w, window.dilation_h, window.dilation_w};
  for (const int32_t extent : least) {
    if (extent < 1) return context.refuse(check::Stride, kNoTensorSlot);
  }
  if (padding > 1) return context.refuse(check::Padding, kNoTensorSlot);
  const Shape4 input = shape4(context.input(0));
  const Shape4 output = shape4(context.output(0));
  const auto kind = static_cast<Padding>(padding);
  if (input.batches != output.batches ||
      !fit_axis(kind, input.height, window.filter_h, window.stride_h, window.dilation_h,
                output.height, window.pad_top) ||
      !fit_axis(kind, input.width, window.filter_w, window.stride_w, window.dilation_w,
                output.width, window.pad_left)) {
    return context.refuse(check::Shape, output_slot(0));
  }
  return kAllWell;
}

}  // namespace mote
