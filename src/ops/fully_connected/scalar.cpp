// SPDX-License-Identifier: Apache-2.0
// The entry with a kernel of the overlay scalar.
#include "mote/ops.h"
#include "mote/scalar_ops.h"
#include "ops/fully_connected/fold.h"
#include "ops/fully_connected/fully_connected.h"
#include "ops/shared/scalar.h"

namespace mote {
namespace {

/// Null, or why the layer is the reference kernel's.
const char* why_reference(const FullyConnectedS8& p) {
  const FullyConnectedShape& s = p.shape;
  if (p.weights_zero_point != 0) return "has weights with a zero point";
  if (!scalar::is_fully_connected_unpacked_s8(s.units)) return "has fewer than four units";
  // Of any weights the sums must stay below kSumBound.
  if (s.depth > 8000 || s.units > UINT16_MAX || s.batches > UINT16_MAX) {
    return "has a depth above 8000, or extents above 65535";
  }
  return nullptr;
}

CheckNumber run_s8(const RunContext& context) {
  const auto& params = context.params<fully_connected::ParamsS8>();
  const FullyConnectedS8& p = params.kernel;
  if (why_reference(p) != nullptr) return ops::fully_connected_s8.run(context);
  const scalar::ScaledLayer scaled(context, params.scales);
  const scalar::ModelChannels units{
      {context.input<int8_t>(1), 1, p.shape.depth, 0, {}, p.input_zero_point, p.output_zero_point},
      p.shape.depth,
      context.input<Unaligned<int32_t>>(2),
      scalar::ScaledLayer::factor_of,
      &scaled};
  const scalar::FullyConnected layer{
      static_cast<uint16_t>(p.shape.batches),
      static_cast<uint16_t>(p.shape.depth),
      static_cast<uint16_t>(p.shape.units),
      {static_cast<int8_t>(p.output_zero_point), p.range.low, p.range.high}};
  if (fully_connected_unpacked_s8(layer, context.input<int8_t>(0), units,
                                  context.output<int8_t>(0))) {
    return kAllWell;
  }
  return ops::fully_connected_s8.run(context);
}

CheckNumber prepare_s8(PrepareContext& context) { return ops::fully_connected_s8.prepare(context); }

}  // namespace

namespace ops::scalar {
const OpDef fully_connected_s8{9,
                               TensorType::Int8,
                               TensorType::Int8,
                               TensorType::Int8,
                               false,
                               sizeof(fully_connected::ParamsS8),
                               prepare_s8,
                               run_s8};
}  // namespace ops::scalar
namespace scalar::why_slow {
const char* fully_connected_s8(const void* params) {
  return why_reference(static_cast<const fully_connected::ParamsS8*>(params)->kernel);
}
}  // namespace scalar::why_slow
}  // namespace mote
