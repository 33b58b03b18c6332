// SPDX-License-Identifier: Apache-2.0
// The one loop of every operator that only moves elements: an N-dimensional copy in which each axis
// has its own step, possibly negative or zero, on either side.
#pragma once

#include "ops/op_def.h"

namespace mote {

struct StridedCopy {
  static constexpr uint32_t kMostAxes = 6;
  uint32_t extents[kMostAxes];  ///< outermost first
  int32_t from_steps[kMostAxes];
  int32_t to_steps[kMostAxes];
  uint32_t from_at, to_at;  ///< bytes to the first element
  uint32_t run_bytes;       ///< copied at once; 0: nothing to copy
  uint32_t axes;

  /// Adds the next inner axis; steps are in bytes. Axes that continue each other are joined.
  void add(uint32_t extent, int32_t from_step, int32_t to_step);
  /// The innermost bytes, after all axes. False if there are too many axes.
  bool end(uint32_t element_bytes);
};

/// Bytes from one index of each axis to the next in a dense tensor.
struct ByteSteps {
  int32_t steps[format::kMaxRank];
  explicit ByteSteps(const format::TensorView& tensor);
};

void copy_strided(const StridedCopy& copy, const uint8_t* from, uint8_t* to);

/// The run of an operator whose params are a StridedCopy from input 0 to output 0.
CheckNumber run_copy(const RunContext& context);
/// end(), refused as a rank that is too great.
CheckNumber end_copy(PrepareContext& context, StridedCopy& copy);

}  // namespace mote
