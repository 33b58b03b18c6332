// SPDX-License-Identifier: Apache-2.0
// Geometry of the pools of int8 tensors, NHWC.
#pragma once

#include <stdint.h>

#include "base/row_range.h"

namespace mote::cortex_m_dsp {

struct Pool {
  uint16_t batches, channels;
  uint16_t input_height, input_width, output_height, output_width;
  uint8_t filter_height, filter_width, stride_height, stride_width, pad_top, pad_left;
  int8_t low, high;  ///< of the output
};

/// For one batch.
inline Pool rows_of(Pool p, const RowRange& rows) {
  p.input_height = static_cast<uint16_t>(rows_left(p.input_height, rows));
  p.output_height = static_cast<uint16_t>(rows.count);
  p.pad_top = static_cast<uint8_t>(rows.above);
  return p;
}

}  // namespace mote::cortex_m_dsp
