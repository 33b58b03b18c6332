// SPDX-License-Identifier: Apache-2.0
// How the reference kernels go through their tensors: element by element of the output, each window
// read anew. Each takes the kernel's struct.
#pragma once

#include "ops/fully_connected/fully_connected.h"
#include "ops/shared/pool.h"
#include "overlap/overlap.h"

namespace mote::compiler {

/// Layer: Conv2dS8, Conv2dShape ...
template <class Layer>
WindowKernel reference_conv_2d(const Layer& p, uint32_t element_bytes) {
  return {p.input, p.output, p.window, element_bytes, p.input.channels / p.filter_channels};
}

/// Layer: DepthwiseConv2dS8, DepthwiseConv2dShape ...
template <class Layer>
WindowKernel reference_depthwise(const Layer& p, uint32_t element_bytes) {
  return {p.input, p.output, p.window, element_bytes, p.input.channels};
}

inline WindowKernel reference_pool(const PoolShape& p, uint32_t element_bytes) {
  WindowKernel kernel{p.input, p.output, p.window, element_bytes, p.input.channels};
  kernel.window.dilation_h = kernel.window.dilation_w = 1;
  return kernel;
}

/// A batch is a pixel.
inline WindowKernel reference_fully_connected(const FullyConnectedShape& p,
                                              uint32_t element_bytes) {
  return {{p.batches, 1, 1, p.depth},
          {p.batches, 1, 1, p.units},
          {1, 1, 1, 1, 1, 1, 0, 0},
          element_bytes};
}

/// Float layers with 8-bit weights quantise all of a batch before they begin with it.
inline RowKernel hybrid_layer(int64_t batches, int64_t inputs, int64_t outputs) {
  constexpr int64_t kFloatBytes = 4;
  return {batches, inputs * kFloatBytes, outputs * kFloatBytes};
}
inline RowKernel hybrid_layer(const Shape4& input, const Shape4& output) {
  const auto elements = [](const Shape4& s) { return int64_t{s.height} * s.width * s.channels; };
  return hybrid_layer(input.batches, elements(input), elements(output));
}

}  // namespace mote::compiler
