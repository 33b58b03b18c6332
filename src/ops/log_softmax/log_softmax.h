// SPDX-License-Identifier: Apache-2.0
// x less the logarithm of the sum of e^x over the last axis. The greatest element is taken off
// first.
// Source: TFLite operator semantics; its fixed-point logarithm.
#pragma once

#include <stdint.h>

#include "base/bytes.h"
#include "base/fixed_point.h"

namespace mote {

struct LogSoftmaxShape {
  int32_t rows;   ///< product of all axes but the last
  int32_t depth;  ///< extent of the last axis
};
struct LogSoftmaxS8 {
  LogSoftmaxShape shape;
  Rescale factor;            ///< input scale in Q5.26: above 1
  Rescale inverse;           ///< from Q5 to elements
  int32_t least_difference;  ///< below it, e^x rounds to nothing
};
struct LogSoftmaxF32 {
  LogSoftmaxShape shape;
};

namespace reference {

/// The output's scale is 1/16 and its zero point 127.
void log_softmax_s8(const LogSoftmaxS8& p, const int8_t* input, int8_t* output);
void log_softmax_f32(const LogSoftmaxF32& p, const Unaligned<float>* input, float* output);

}  // namespace reference
}  // namespace mote
