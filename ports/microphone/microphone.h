// SPDX-License-Identifier: Apache-2.0
// Where sound comes from: 16 kHz samples of one channel. Under the emulator and on a host it is a
// file of raw samples; on a board of your own, implement it over the codec's buffer.
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "mote/span.h"

namespace mote::microphone {

/// Fills `samples` with what comes next, waiting for it, and returns how many there are: fewer
/// than asked for only when the sound has ended.
size_t read(Span<int16_t> samples);

}  // namespace mote::microphone
