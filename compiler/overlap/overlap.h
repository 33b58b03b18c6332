// SPDX-License-Identifier: Apache-2.0
// How far the output of a kernel may lie over its input, from the order in which the kernel reads and
// writes: geometry, which knows no model. What is said here is the least lead: each greater one is as
// well. Rooms say which of these a kernel is (DirectCall::overlaps); tests/kernels/overlap_test.cpp runs
// the kernels so.
#pragma once

#include <cstdint>
#include <vector>

#include "ops/shared/window.h"

namespace mote::compiler {

/// Where the output may begin, beside apart from the input:
///   offset(output) <= offset(input) - lead_bytes, the difference being a multiple of `multiple`.
/// A negative lead: also behind the input's first byte. A kernel that reads all before it writes
/// has minus the input's bytes: anywhere.
struct KernelOverlap {
  int32_t lead_bytes = 0;
  uint32_t multiple = 1;
  uint32_t input = 0;  ///< of the operator
};
/// One for each input that may be overlapped; no two for the same.
using KernelOverlaps = std::vector<KernelOverlap>;

constexpr uint32_t kAllChannels = UINT32_MAX;

/// A kernel that makes its output pixel by pixel, row by row, in blocks: it reads all windows of a
/// block before it writes any of its elements.
struct WindowKernel {
  Shape4 input, output;
  Window window;
  uint32_t element_bytes = 1;  ///< of input and output
  /// Output channels are in as many groups of neighbours, each of which reads one group of the
  /// input's. As many as channels: depthwise.
  int32_t groups = 1;
  uint32_t pixels_per_block = 1;
  uint32_t channels_per_block = 1;  ///< of a block's pixels; channels after that begin another one
  bool blocks_cross_batches = false;
};
KernelOverlap overlap_of(const WindowKernel& kernel);

/// A kernel that goes through the lines of an image (its rows, or its columns) for some channels, and
/// then through them again for the next ones: depthwise, as many outputs as inputs, of a byte each. It
/// reads each line once, when the filter meets it, and a whole line before the output's.
struct LineKernel {
  Shape4 input, output;
  Window window;
  bool by_columns = false;
};
KernelOverlap overlap_of(const LineKernel& kernel);

/// A kernel that reads all of a row before it writes any of the output's, row by row. Elements that
/// become others one by one are rows.
struct RowKernel {
  int64_t rows, input_row_bytes, output_row_bytes;
};
KernelOverlap overlap_of(const RowKernel& kernel);

}  // namespace mote::compiler
