// SPDX-License-Identifier: Apache-2.0
// Fourier transform of 512 real samples in 16-bit fixed point, in place.
// Source: Cooley and Tukey (1965), radix 4, decimation in time; a real transform as a complex one of
// half its length. Each stage scales its input down first, so no sum overflows and the result is
// the transform divided by 512. The roundings are those of the field's trained models.
#pragma once

#include <stdint.h>

#include "mote/span.h"
#include "signal/tables.h"

namespace mote::signal {

struct Complex16 {
  int16_t re, im;
};

/// `data`: kFftLength / 2 pairs. In: sample 2k in re, sample 2k + 1 in im of pair k. Out: bin k in
/// pair k; bin 0 is real and bin 256, real too, is in its im.
void real_fft_512(Span<Complex16> data);

}  // namespace mote::signal
