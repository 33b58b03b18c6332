// SPDX-License-Identifier: Apache-2.0
#include "ops/resize/resize.h"

namespace mote::reference {
namespace {

/// Two neighbouring rows or columns of the input and how much of the second one counts: of 1024
/// for integers, of 1 for floats.
template <class W>
struct Place {
  int32_t low, high;
  W fraction;
};

/// Positions are in 1024ths of an element.
struct IntegerAxis {
  int32_t scale, offset, last;

  IntegerAxis(int32_t input, int32_t output, ResizeOptions options) : last(input - 1) {
    const bool align = options.align_corners && output > 1;
    const int32_t from = align ? input - 1 : input;
    const int32_t to = align ? output - 1 : output;
    scale =
        static_cast<int32_t>((static_cast<uint32_t>(from) * 1024 + static_cast<uint32_t>(to) / 2) /
                             static_cast<uint32_t>(to));
    offset = options.half_pixel_centers ? scale / 2 - 512 : 0;
  }
  Place<int32_t> at(int32_t index) const {
    const int32_t position = index * scale + offset;
    const int32_t low = position < 0 ? 0 : position / 1024;
    if (low > last) return {last, last, 0};
    const int32_t high = (position + 1023) / 1024;
    return {low, high > last ? last : high, position - low * 1024};
  }
};

struct FloatAxis {
  float scale;
  int32_t last;
  bool half;

  FloatAxis(int32_t input, int32_t output, ResizeOptions options)
      : last(input - 1), half(options.half_pixel_centers) {
    const bool align = options.align_corners && output > 1;
    scale = align ? static_cast<float>(input - 1) / static_cast<float>(output - 1)
                  : static_cast<float>(input) / static_cast<float>(output);
  }
  Place<float> at(int32_t index) const {
    const auto x = static_cast<float>(index);
    const float position = half ? (x + 0.5F) * scale - 0.5F : x * scale;
    const auto whole = static_cast<int32_t>(position);  // towards zero: only -0.5 to 0 differ
    const int32_t low = whole > last ? last : whole;
    const int32_t up = static_cast<float>(whole) < position ? whole + 1 : whole;
    return {low, up > last ? last : up, position - static_cast<float>(low)};
  }
};

/// `mix(four elements, place of the row, place of the column)` for each element.
template <class T, class Axis, class Mix>
void resize(const Resize& p, const Unaligned<T>* input, T* output, Mix mix) {
  const Axis rows(p.input.height, p.output.height, p.options);
  const Axis columns(p.input.width, p.output.width, p.options);
  const auto depth = static_cast<uint32_t>(p.input.channels);
  const uint32_t row = static_cast<uint32_t>(p.input.width) * depth;
  for (int32_t batch = 0; batch < p.input.batches; ++batch) {
    for (int32_t y = 0; y < p.output.height; ++y) {
      const auto v = rows.at(y);
      const Unaligned<T>* above = input + static_cast<uint32_t>(v.low) * row;
      const Unaligned<T>* below = input + static_cast<uint32_t>(v.high) * row;
      for (int32_t x = 0; x < p.output.width; ++x) {
        const auto h = columns.at(x);
        const uint32_t left = static_cast<uint32_t>(h.low) * depth;
        const uint32_t right = static_cast<uint32_t>(h.high) * depth;
        for (uint32_t c = 0; c < depth; ++c) {
          const T elements[] = {above[left + c], above[right + c], below[left + c],
                                below[right + c]};
          *output++ = mix(elements, v.fraction, h.fraction);
        }
      }
    }
    input += static_cast<uint32_t>(p.input.height) * row;
  }
}

/// In 2^20ths, rounded to nearest, ties away from zero. Sum is wide enough for the element type.
template <class T, class Sum>
T mix_integers(const T* e, int32_t down, int32_t across) {
  constexpr Sum kOne = 1024;
  const Sum above = e[0] * (kOne - across) + e[1] * Sum{across};
  const Sum below = e[2] * (kOne - across) + e[3] * Sum{across};
  const Sum sum = above * (kOne - down) + below * Sum{down};
  return static_cast<T>((sum + (sum > 0 ? 1 << 19 : -(1 << 19))) / (1 << 20));
}

}  // namespace

void resize_bilinear_s8(const Resize& p, const int8_t* input, int8_t* output) {
  resize<int8_t, IntegerAxis>(p, reinterpret_cast<const Unaligned<int8_t>*>(input), output,
                              mix_integers<int8_t, int32_t>);
}

void resize_bilinear_s16(const Resize& p, const Unaligned<int16_t>* input, int16_t* output) {
  resize<int16_t, IntegerAxis>(p, input, output, mix_integers<int16_t, int64_t>);
}

void resize_bilinear_f32(const Resize& p, const Unaligned<float>* input, float* output) {
  resize<float, FloatAxis>(p, input, output, [](const float* e, float down, float across) {
    const float up = 1.0F - down;
    const float back = 1.0F - across;
    return e[0] * up * back + e[2] * down * back + e[1] * up * across + e[3] * down * across;
  });
}

}  // namespace mote::reference
