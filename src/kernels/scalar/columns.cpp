// SPDX-License-Identifier: Apache-2.0
#include "kernels/scalar/columns.h"

namespace mote::scalar {
namespace {

[[gnu::always_inline]] inline uint32_t two(int32_t low, int32_t high) {
  return static_cast<uint32_t>(low) + (static_cast<uint32_t>(high) << 16);
}

/// Inputs that lie side by side in the image, of four pixels.
uint32_t* interleave(const int8_t* a, const int8_t* b, const int8_t* c, const int8_t* d,
                     int32_t count, uint32_t* columns) {
  for (uint32_t* end = columns + count * kColumnWords; columns != end; columns += kColumnWords) {
    columns[0] = two(*a++, *c++);
    columns[1] = two(*b++, *d++);
  }
  return columns;
}

}  // namespace

Columns::Corner Columns::next_corner() {
  const Corner corner{y_, x_, image_ + y_ * row_bytes_ + x_ * p_.input_channels};
  x_ += p_.stride_width;
  if (--columns_in_row_ == 0) {
    columns_in_row_ = p_.output_width;
    x_ = -p_.pad_left;
    y_ += p_.stride_height;
  }
  return corner;
}

/// Windows inside the image.
void Columns::gather_rows(const Corner* corners) {
  uint32_t* columns = columns_;
  const int32_t count = p_.filter_width * p_.input_channels;
  const int32_t apart = p_.dilation_height * row_bytes_;
  int32_t offset = 0;
  for (int32_t y = p_.filter_height; y != 0; --y, offset += apart) {
    columns = interleave(corners[0].at + offset, corners[1].at + offset, corners[2].at + offset,
                         corners[3].at + offset, count, columns);
  }
}

void Columns::gather_taps(const Corner* corners) {
  uint32_t* columns = columns_;
  const int32_t y_end = p_.filter_height * p_.dilation_height;
  const int32_t x_end = p_.filter_width * p_.dilation_width;
  for (int32_t y = 0; y != y_end; y += p_.dilation_height) {
    for (int32_t x = 0; x != x_end; x += p_.dilation_width) {
      columns = interleave(tap(corners[0], y, x), tap(corners[1], y, x), tap(corners[2], y, x),
                           tap(corners[3], y, x), p_.input_channels, columns);
    }
  }
}

int32_t Columns::next_block() {
  const int32_t pixels = left_in_image_ < kPixelsPerBlock ? left_in_image_ : kPixelsPerBlock;
  if (pixels == 0) return 0;
  left_in_image_ -= pixels;
  Corner corners[kPixelsPerBlock];
  bool all_inside = p_.dilation_width == 1;
  for (int32_t i = 0; i < kPixelsPerBlock; ++i) {
    corners[i] = i < pixels ? next_corner() : corners[i - 1];
    all_inside = all_inside && is_inside(corners[i]);
  }
  if (all_inside) {
    gather_rows(corners);
  } else {
    gather_taps(corners);
  }
  return pixels;
}

}  // namespace mote::scalar
