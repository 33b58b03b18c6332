// SPDX-License-Identifier: Apache-2.0
#include "ops/resize/resize.h"

namespace mote::reference {
namespace {

/// An integer in [1, 2^24), with 24 bits as real_from_float_bits() gives.
Real real_from_integer(int32_t x) {
  Real real{static_cast<uint64_t>(x), 0};
  for (; real.mantissa < 0x800000; real.mantissa <<= 1) --real.exponent;
  return real;
}

int32_t round_down(const Real& x) {
  if (x.exponent >= 0) return static_cast<int32_t>(x.mantissa << x.exponent);
  return x.exponent <= -64 ? 0 : static_cast<int32_t>(x.mantissa >> -x.exponent);
}

}  // namespace

NearestAxis::NearestAxis(int32_t input, int32_t output, ResizeOptions o)
    : last(input - 1), options(o) {
  const bool align = o.align_corners && output > 1;
  const int32_t numerator = align ? input - 1 : input;
  if (numerator == 0) return;
  scale = round_to_float(
      divide(real_from_integer(numerator), real_from_integer(align ? output - 1 : output)));
}

int32_t NearestAxis::at(int32_t index) const {
  const uint32_t halves = 2 * static_cast<uint32_t>(index) + (options.half_pixel_centers ? 1 : 0);
  const Real product = round_to_float(multiply({halves, -1}, scale));
  const int32_t rounded = options.align_corners ? round_to_int(product) : round_down(product);
  return rounded > last ? last : rounded;
}

void resize_nearest_neighbor(const Resize& p, const uint8_t* input, uint8_t* output,
                             uint32_t* columns) {
  const NearestAxis rows(p.input.height, p.output.height, p.options);
  const NearestAxis across(p.input.width, p.output.width, p.options);
  const uint32_t depth_bytes = static_cast<uint32_t>(p.input.channels) * p.element_bytes;
  const uint32_t row_bytes = static_cast<uint32_t>(p.input.width) * depth_bytes;
  const auto width = static_cast<uint32_t>(p.output.width);
  for (uint32_t x = 0; x < width; ++x) {
    columns[x] = static_cast<uint32_t>(across.at(static_cast<int32_t>(x))) * depth_bytes;
  }
  for (int32_t batch = 0; batch < p.input.batches; ++batch) {
    for (int32_t y = 0; y < p.output.height; ++y) {
      const uint8_t* row = input + static_cast<uint32_t>(rows.at(y)) * row_bytes;
      for (uint32_t x = 0; x < width; ++x, output += depth_bytes) {
        __builtin_memcpy(output, row + columns[x], depth_bytes);
      }
    }
    input += static_cast<uint32_t>(p.input.height) * row_bytes;
  }
}

}  // namespace mote::reference
