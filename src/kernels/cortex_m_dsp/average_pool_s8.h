// SPDX-License-Identifier: Apache-2.0
// Mean of each window of an int8 tensor, NHWC, over the part of it that lies inside the input;
// halves round away from 0. Four channels at a time.
#pragma once

#include <stdint.h>

#include "base/row_range.h"

namespace mote::cortex_m_dsp {

struct AveragePool {
  uint16_t batches, channels;
  uint16_t input_height, input_width, output_height, output_width;
  uint8_t filter_height, filter_width, stride_height, stride_width, pad_top, pad_left;
  int8_t low, high;
};

/// For one batch.
inline AveragePool rows_of(AveragePool p, const RowRange& rows) {
  p.input_height = static_cast<uint16_t>(rows_left(p.input_height, rows));
  p.output_height = static_cast<uint16_t>(rows.count);
  p.pad_top = static_cast<uint8_t>(rows.above);
  return p;
}

void average_pool_s8(const AveragePool& p, const int8_t* input, int8_t* output);

}  // namespace mote::cortex_m_dsp
