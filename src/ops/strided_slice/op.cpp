// SPDX-License-Identifier: Apache-2.0
// STRIDED_SLICE: every stride-th element from begin to before end along each axis, as Python's
// slices mean it. Source: TFLite operator semantics.
#include "mote/ops.h"
#include "ops/shared/checks.h"
#include "ops/shared/index_list.h"
#include "ops/shared/strided_copy.h"

namespace mote {
namespace {

enum Option : uint32_t { kBeginMask, kEndMask, kEllipsisMask, kNewAxisMask, kShrinkMask, kOffset };

struct Spec {
  IndexList begin, end, stride;
  int32_t begin_mask, end_mask, ellipsis_mask, new_axis_mask, shrink_mask;
  bool end_is_offset;  ///< end counts from begin
};

CheckNumber read_spec(PrepareContext& context, Spec& spec) {
  constexpr uint32_t kMost = format::kMaxRank;
  if (const CheckNumber bad = read_indices(context, input_slot(1), 0, kMost, spec.begin)) {
    return bad;
  }
  const uint32_t count = spec.begin.count;
  if (const CheckNumber bad = read_indices(context, input_slot(2), count, count, spec.end)) {
    return bad;
  }
  if (const CheckNumber bad = read_indices(context, input_slot(3), count, count, spec.stride)) {
    return bad;
  }
  spec.begin_mask = context.option<int32_t>(kBeginMask, 0);
  spec.end_mask = context.option<int32_t>(kEndMask, 0);
  spec.ellipsis_mask = context.option<int32_t>(kEllipsisMask, 0);
  spec.new_axis_mask = context.option<int32_t>(kNewAxisMask, 0);
  spec.shrink_mask = context.option<int32_t>(kShrinkMask, 0);
  spec.end_is_offset = context.option<uint8_t>(kOffset, 0) != 0;
  return kAllWell;
}

struct Range {
  int32_t first, count, stride;
};

int64_t clamped(int64_t x, int64_t low, int64_t high) {
  return x < low ? low : (x > high ? high : x);
}

/// Entry i of the specification applied to an axis; count -1: outside the axis.
Range range_of(const Spec& spec, uint32_t i, int32_t extent) {
  const int64_t stride = spec.stride.values[i];
  const bool forward = stride > 0;
  const int64_t low = forward ? 0 : -1;
  const int64_t high = forward ? extent : int64_t{extent} - 1;
  const bool shrinks = (spec.shrink_mask >> i & 1) != 0;
  int64_t first = spec.begin.values[i];
  int64_t last = spec.end_is_offset ? first + spec.end.values[i] : spec.end.values[i];
  if (first < 0) first += extent;
  if (last < 0) last += extent;
  first = (spec.begin_mask >> i & 1) != 0 ? (forward ? 0 : high) : clamped(first, low, high);
  if (shrinks) {
    return {static_cast<int32_t>(first), first < 0 || first >= extent ? -1 : 1, 1};
  }
  last = (spec.end_mask >> i & 1) != 0 ? (forward ? high : low) : clamped(last, low, high);
  const int64_t span = forward ? last - first : first - last;
  const int64_t step = forward ? stride : -stride;
  const int64_t count = span <= 0 ? 0 : (span + step - 1) / step;
  // A single element is reached whatever the stride.
  return {static_cast<int32_t>(first), static_cast<int32_t>(count),
          static_cast<int32_t>(count <= 1 ? 1 : stride)};
}

/// Walks input axes, output axes and specification together.
class Folder {
 public:
  Folder(const format::TensorView& input, const format::TensorView& output, StridedCopy& copy)
      : input_(input), output_(output), from_(input), to_(output), copy_(copy) {}

  uint32_t axes_left() const { return input_.rank() - axis_; }
  int32_t extent() const { return input_.dim(axis_); }
  bool new_axis() { return expect(1); }
  /// The next input axis; false if the output has another extent there.
  bool take(const Range& range, bool keeps_axis) {
    const int32_t step = from_.steps[axis_];
    copy_.from_at += static_cast<uint32_t>(range.first * step);
    ++axis_;
    const int32_t to_step = keeps_axis && out_axis_ < output_.rank() ? to_.steps[out_axis_] : 0;
    if (keeps_axis && !expect(range.count)) return false;
    copy_.add(static_cast<uint32_t>(range.count), step * range.stride, to_step);
    return true;
  }
  bool done() const { return axis_ == input_.rank() && out_axis_ == output_.rank(); }

 private:
  bool expect(int32_t count) {
    if (out_axis_ >= output_.rank() || output_.dim(out_axis_) != count) return false;
    ++out_axis_;
    return true;
  }

  const format::TensorView input_, output_;
  const ByteSteps from_, to_;
  StridedCopy& copy_;
  uint32_t axis_ = 0;
  uint32_t out_axis_ = 0;
};

CheckNumber prepare(PrepareContext& context) {
  if (const CheckNumber bad = check::counts(context, 4, 4)) return bad;
  if (const CheckNumber bad = check::same_type(context, input_slot(0), output_slot(0))) return bad;
  Spec spec;
  if (const CheckNumber bad = read_spec(context, spec)) return bad;
  auto& copy = context.params<StridedCopy>();
  Folder folder(context.input(0), context.output(0), copy);
  const CheckNumber kShape = check::Shape;
  bool had_ellipsis = false;
  for (uint32_t i = 0; i < spec.begin.count; ++i) {
    if ((spec.ellipsis_mask >> i & 1) != 0) {
      if (had_ellipsis) return context.refuse(check::Option, kNoTensorSlot);
      had_ellipsis = true;
      uint32_t needed = 0;  // axes that the entries after this one take
      for (uint32_t k = i + 1; k < spec.begin.count; ++k) {
        if ((spec.new_axis_mask >> k & 1) == 0) ++needed;
      }
      while (folder.axes_left() > needed) {
        if (!folder.take({0, folder.extent(), 1}, true)) {
          return context.refuse(kShape, output_slot(0));
        }
      }
      continue;
    }
    if ((spec.new_axis_mask >> i & 1) != 0) {
      if (!folder.new_axis()) return context.refuse(kShape, output_slot(0));
      continue;
    }
    if (folder.axes_left() == 0) return context.refuse(kShape, input_slot(1));
    if (spec.stride.values[i] == 0) return context.refuse(check::Stride, input_slot(3));
    const Range range = range_of(spec, i, folder.extent());
    if (range.count < 0) return context.refuse(check::Bounds, input_slot(1));
    if (!folder.take(range, (spec.shrink_mask >> i & 1) == 0)) {
      return context.refuse(kShape, output_slot(0));
    }
  }
  while (folder.axes_left() != 0) {
    if (!folder.take({0, folder.extent(), 1}, true)) return context.refuse(kShape, output_slot(0));
  }
  if (!folder.done()) return context.refuse(kShape, output_slot(0));
  return end_copy(context, copy);
}

}  // namespace

namespace ops {
const OpDef strided_slice_any{45,    TensorType::None,    TensorType::None, TensorType::None,
                              false, sizeof(StridedCopy), prepare,          run_copy};
}  // namespace ops
namespace run {
MOTE_RUN(strided_slice_any)
}  // namespace run
}  // namespace mote
