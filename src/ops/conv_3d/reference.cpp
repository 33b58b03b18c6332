// SPDX-License-Identifier: Apache-2.0
#include "base/fixed_point.h"
#include "ops/conv_3d/conv_3d.h"

namespace mote::reference {
namespace {

/// Filter positions of an output position that lie inside the input.
struct Taps {
  int32_t first, end;  ///< of the filter
  int32_t origin;      ///< input position of filter position 0
};
Taps taps_at(const Conv3dAxis& axis, int32_t output) {
  Taps taps{0, axis.filter, output * axis.stride - axis.pad};
  while (taps.first < taps.end && taps.origin + taps.first * axis.dilation < 0) ++taps.first;
  while (taps.end > taps.first && taps.origin + (taps.end - 1) * axis.dilation >= axis.input) {
    --taps.end;
  }
  return taps;
}

float sum_at(const Conv3dF32& p, const Unaligned<float>* batch, const Unaligned<float>* filter,
             const Taps& depth, const Taps& rows, const Taps& columns) {
  const auto& [d, h, w] = p.axes;
  float sum = 0.0F;
  for (int32_t kd = depth.first; kd < depth.end; ++kd) {
    const int32_t z = depth.origin + kd * d.dilation;
    for (int32_t ky = rows.first; ky < rows.end; ++ky) {
      const int32_t y = rows.origin + ky * h.dilation;
      for (int32_t kx = columns.first; kx < columns.end; ++kx) {
        const int32_t x = columns.origin + kx * w.dilation;
        const auto* from = batch + ((z * h.input + y) * w.input + x) * p.input_channels;
        const auto* tap =
            filter + ((kd * h.filter + ky) * w.filter + kx) * p.input_channels * p.output_channels;
        for (int32_t i = 0; i < p.input_channels; ++i, tap += p.output_channels) {
          sum += float{from[i]} * float{*tap};
        }
      }
    }
  }
  return sum;
}

}  // namespace

void conv_3d_f32(const Conv3dF32& p, const Unaligned<float>* input, const Unaligned<float>* filter,
                 const Unaligned<float>* bias, float* output) {
  const auto& [d, h, w] = p.axes;
  const int32_t batch_elements = d.input * h.input * w.input * p.input_channels;
  for (int32_t b = 0; b < p.batches; ++b, input += batch_elements) {
    for (int32_t z = 0; z < d.output; ++z) {
      for (int32_t y = 0; y < h.output; ++y) {
        for (int32_t x = 0; x < w.output; ++x) {
          const Taps depth = taps_at(d, z);
          const Taps rows = taps_at(h, y);
          const Taps columns = taps_at(w, x);
          for (int32_t c = 0; c < p.output_channels; ++c) {
            float sum = sum_at(p, input, filter + c, depth, rows, columns);
            if (bias != nullptr) sum += float{bias[c]};
            *output++ = clamp(sum, p.range.low, p.range.high);
          }
        }
      }
    }
  }
}

}  // namespace mote::reference
