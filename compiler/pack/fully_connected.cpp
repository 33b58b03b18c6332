// SPDX-License-Identifier: Apache-2.0
#include "pack/fully_connected.h"

#include <algorithm>

namespace mote::pack {

std::optional<PackedFullyConnected> pack_fully_connected(const FullyConnectedS8& s,
                                                         const LayerNumbers& numbers,
                                                         std::string& reason) {
  const FullyConnectedShape& shape = s.shape;
  if (s.weights_zero_point != 0) {
    reason = "weights with a zero point";
    return std::nullopt;
  }
  if (std::max({shape.batches, shape.depth, shape.units}) > UINT16_MAX) {
    reason = "extents above 65535";
    return std::nullopt;
  }
  const MatrixLayer layer{shape.units,
                          shape.depth,
                          1,
                          numbers.weights,
                          numbers.bias,
                          numbers.factors,
                          s.input_zero_point,
                          {s.output_zero_point, s.range}};
  auto matrix = pack_units(layer, reason);
  if (!matrix) return std::nullopt;
  PackedFullyConnected packed;
  packed.params = {unit_block(matrix->kind),
                   static_cast<uint16_t>(shape.batches),
                   static_cast<uint16_t>(shape.depth),
                   static_cast<uint16_t>(shape.units),
                   static_cast<int8_t>(s.output_zero_point),
                   matrix->factor_words};
  packed.range = s.range;
  packed.block = unit_block_name(matrix->kind);
  packed.function =
      matrix->kind == Requantization::Wide ? "fully_connected_wide_s8" : "fully_connected_s8";
  packed.scratch_bytes = cortex_m_dsp::fully_connected_s8_scratch_bytes(packed.params);
  packed.matrix = std::move(*matrix);
  return packed;
}

}  // namespace mote::pack
