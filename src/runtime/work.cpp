// SPDX-License-Identifier: Apache-2.0
// How long a step takes at most, from shapes alone: of an interpreter, for those who ask.
#include "format/views.h"
#include "mote/interpreter.h"
#include "ops/op_def.h"

namespace mote {
namespace {

enum : uint32_t {
  kAveragePool2d = 1,
  kConv2d = 3,
  kDepthwiseConv2d = 4,
  kFullyConnected = 9,
  kL2Pool2d = 12,
  kLstm = 44,
  kMaxPool2d = 17,
  kSvdf = 27,
  kTopK = 48,
  kTransposeConv = 67,
  kWhile = 119,
  kBatchMatmul = 126,
  kConv3d = 132
};
constexpr uint32_t kDetectionPostprocess = format::custom_code("TFLite_Detection_PostProcess");
/// An element takes no more turns in any other custom operator: they hold transforms of n log n.
constexpr uint32_t kTurnsOfCustom = 32;
constexpr uint32_t kMost = UINT32_MAX;

// Out of line: layers ask these questions many times, and images pay by the byte.
uint32_t saturated(uint64_t x) { return x < kMost ? static_cast<uint32_t>(x) : kMost; }
[[gnu::noinline]] uint32_t sum(uint32_t a, uint32_t b) { return saturated(uint64_t{a} + b); }
[[gnu::noinline]] uint32_t product(uint32_t a, uint32_t b) { return saturated(uint64_t{a} * b); }
uint32_t quotient(uint32_t a, uint32_t b) { return b == 0 ? a : a / b + (a % b != 0 ? 1 : 0); }

/// An operator, and what counting its turns asks for. What is left out counts as one element.
class Counted : public OpView {
 public:
  using OpView::OpView;

  /// Elements, but an axis without any counts too: a loop over the axes before it may be there.
  [[gnu::noinline]] static uint32_t spread(const format::TensorView& tensor) {
    uint32_t turns = 1;
    if (!tensor) return turns;
    for (uint32_t axis = 0; axis < tensor.rank(); ++axis) {
      const auto extent = static_cast<uint32_t>(tensor.dim(axis));
      turns = product(turns, extent == 0 ? 1 : extent);
    }
    return turns;
  }
  [[gnu::noinline]] uint32_t in(uint32_t i) const { return spread(input(i)); }
  [[gnu::noinline]] uint32_t out() const { return spread(output(0)); }
  uint32_t inputs() const { return spreads(format::OperatorField::Inputs); }
  uint32_t outputs() const { return spreads(format::OperatorField::Outputs); }
  /// Extent of an axis; from the end for negative ones. 1 if there is none.
  [[gnu::noinline]] static uint32_t extent(const format::TensorView& tensor, int32_t axis) {
    if (!tensor) return 1;
    const auto rank = static_cast<int32_t>(tensor.rank());
    if (axis < 0) axis += rank;
    return axis < 0 || axis >= rank
               ? 1
               : static_cast<uint32_t>(tensor.dim(static_cast<uint32_t>(axis)));
  }

 private:
  [[gnu::noinline]] uint32_t spreads(uint32_t field) const {
    const format::Vector indices = op_.vector(field);
    uint32_t all = 1;
    for (uint32_t i = 0; i < indices.count(); ++i) {
      const auto index = indices.at<int32_t>(i);
      if (index >= 0) all = sum(all, spread(graph_.tensor(static_cast<uint32_t>(index))));
    }
    return all;
  }
};

/// Of a window: no more than the input has.
uint32_t window_work(const Counted& op) {
  const format::TensorView input = op.input(0);
  const uint32_t whole = product(Counted::extent(input, 1), Counted::extent(input, 2));
  const format::Table options = op.op().table(format::OperatorField::BuiltinOptions);
  constexpr uint32_t kWidth = 3, kHeight = 4;
  const uint32_t window =
      product(options.scalar<uint32_t>(kWidth, 0), options.scalar<uint32_t>(kHeight, 0));
  return product(op.out(), window < whole ? window : whole);
}

/// Multiply-accumulates; 0 for an operator that is no layer.
uint32_t layer_work(const Counted& op, uint32_t code) {
  const format::TensorView input = op.input(0);
  const format::TensorView filter = op.input(1);
  const uint32_t batches = Counted::extent(input, 0);
  switch (code) {
    case kConv2d:
    case kTransposeConv:
    case kFullyConnected: return product(op.out(), quotient(op.in(1), Counted::extent(filter, 0)));
    case kDepthwiseConv2d:
    case kConv3d: return product(op.out(), quotient(op.in(1), Counted::extent(filter, -1)));
    case kAveragePool2d:
    case kMaxPool2d:
    case kL2Pool2d: return window_work(op);
    case kBatchMatmul: {
      const uint32_t a = Counted::extent(input, -1);
      const uint32_t b = Counted::extent(input, -2);
      return product(op.out(), a > b ? a : b);
    }
    case kSvdf: return product(batches, sum(op.in(1), op.in(2)));
    case kLstm: return product(quotient(op.in(0), Counted::extent(input, -1)), op.inputs());
    case kTopK: return product(op.in(0), Counted::extent(op.output(0), -1));
    case kDetectionPostprocess: return product(op.inputs(), sum(op.outputs(), kTurnsOfCustom));
    default: return 0;
  }
}

uint32_t work_of(const Counted& op, uint32_t code) {
  const uint32_t moved = sum(op.inputs(), op.outputs());
  if (const uint32_t layer = layer_work(op, code); layer != 0) return sum(layer, moved);
  return code >= 0x8000 ? product(moved, kTurnsOfCustom) : moved;
}

}  // namespace

uint32_t Interpreter::step_work(uint16_t step) const {
  if (step >= step_count_) return 0;
  const Step& s = steps()[step];
  const auto graph = format::SubgraphView::of(model_.data(), s.subgraph);
  return work_of({graph, format::Table(model_.data() + s.op_at)}, ops_[s.op_def]->code);
}

Fault Interpreter::check_work(uint32_t most_of_step, uint64_t most_of_run) const {
  if (arena_ == nullptr) return Fault{Error::NotReady, 0, kNoOperator, 0};
  uint32_t once = 0;
  uint32_t in_loops = 0;  // of one round of every loop
  uint32_t depth = 0;
  for (uint16_t i = 0; i < step_count_; ++i) {
    const uint32_t work = step_work(i);
    if (work > most_of_step) return Fault{Error::TooMuchWork, 0, i, work};
    const Step& step = steps()[i];
    const bool is_loop = ops_[step.op_def]->code == kWhile;
    if (is_loop && step.part == 1) ++depth;
    uint32_t& all = depth != 0 ? in_loops : once;
    all = sum(all, work);
    if (is_loop && step.part == 3) --depth;
  }
  // All three are below 2^32, and so is what they make below 2^64.
  const uint64_t all = once + in_loops * (uint64_t{loop_limit_} + 1);
  if (all <= most_of_run) return Fault{};
  return Fault{Error::TooMuchWork, 0, kNoOperator, saturated(all)};
}

}  // namespace mote
