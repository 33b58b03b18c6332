// SPDX-License-Identifier: Apache-2.0
#include "kernels/scalar/conv_2d_s8.h"

#include "kernels/scalar/columns.h"
#include "kernels/scalar/outputs.h"

namespace mote::scalar {
namespace {

/// Some channels of up to four neighbouring pixels.
void write_pixels(const Conv2d& p, int32_t channels, const int32_t* words, const uint32_t* columns,
                  int32_t pixels, int8_t* output) {
  const OutputBlock block = output_block(p.output, p.output_channels, pixels);
  for (const int8_t* end = output + channels; output != end; ++output) {
    const auto* head = reinterpret_cast<const PixelHead*>(words);
    int32_t sums[kPixelsPerBlock];
    const int8_t* next = mote_scalar_pixel_sums(head, columns, sums);
    words =
        reinterpret_cast<const int32_t*>((reinterpret_cast<uintptr_t>(next) + 3) & ~uintptr_t{3});
    mote_scalar_write_outputs(sums, &head->factor, output, &block);
  }
}

}  // namespace

void conv_2d_channels_s8(const Conv2d& p, int32_t channels, const int8_t* input,
                         const int32_t* words, int8_t* output, uint8_t* scratch) {
  Columns columns(p, input, scratch);
  for (int32_t b = 0; b < p.batches; ++b, columns.next_image()) {
    while (const int32_t pixels = columns.next_block()) {
      write_pixels(p, channels, words, columns.words(), pixels, output);
      output += pixels * p.output_channels;
    }
  }
}

void conv_2d_s8(const Conv2d& p, const int8_t* input, const int32_t* words, int8_t* output,
                uint8_t* scratch) {
  conv_2d_channels_s8(p, p.output_channels, input, words, output, scratch);
  clamp_bytes(output, p.batches * p.output_height * p.output_width * p.output_channels, p.output);
}

}  // namespace mote::scalar
