// SPDX-License-Identifier: Apache-2.0
// Gathers the inputs of four neighbouring output pixels as columns (pixel_sums.h), for the sources of
// this folder.
#pragma once

#include "kernels/scalar/conv_2d_s8.h"

namespace mote::scalar {

/// Goes over the output pixels of all batches in blocks of four, across the ends of rows, so that small
/// images fill them.
class Columns {
 public:
  Columns(const Conv2d& p, const int8_t* input, uint8_t* scratch)
      : p_(p), image_(input), columns_(reinterpret_cast<uint32_t*>(scratch)),
        padding_(reinterpret_cast<int8_t*>(columns_ + (p.depth + 1) * kColumnWords)),
        row_bytes_(p.input_width * p.input_channels),
        left_in_image_(p.output_height * p.output_width) {
    __builtin_memset(padding_, p.input_zero_point, p.input_channels);
    y_ = -p.pad_top;
    x_ = -p.pad_left;
    columns_in_row_ = p.output_width;
  }

  /// The next block, of so many pixels of an image; 0 if that was the image.
  int32_t next_block();
  void next_image() {
    image_ += p_.input_height * row_bytes_;
    left_in_image_ = p_.output_height * p_.output_width;
    y_ = -p_.pad_top;
    x_ = -p_.pad_left;
    columns_in_row_ = p_.output_width;
  }
  const uint32_t* words() const { return columns_; }

 private:
  /// Top left element of a window, in the image or not.
  struct Corner {
    int32_t y, x;
    const int8_t* at;
  };

  Corner next_corner();
  bool is_inside(const Corner& corner) const {
    return corner.y >= 0 && corner.x >= 0 &&
           corner.y + (p_.filter_height - 1) * p_.dilation_height < p_.input_height &&
           corner.x + (p_.filter_width - 1) * p_.dilation_width < p_.input_width;
  }
  const int8_t* tap(const Corner& corner, int32_t y, int32_t x) const {
    const bool is_padding = static_cast<uint32_t>(corner.y + y) >= p_.input_height ||
                            static_cast<uint32_t>(corner.x + x) >= p_.input_width;
    return is_padding ? padding_ : corner.at + y * row_bytes_ + x * p_.input_channels;
  }
  void gather_rows(const Corner* corners);
  void gather_taps(const Corner* corners);

  const Conv2d& p_;
  const int8_t* image_;
  uint32_t* columns_;
  int8_t* padding_;
  int32_t row_bytes_;
  int32_t left_in_image_;
  int32_t y_, x_, columns_in_row_;  ///< of the next window
};

}  // namespace mote::scalar
