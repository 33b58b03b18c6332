// SPDX-License-Identifier: Apache-2.0
// Operators of the field's audio library that cut a stream of samples into frames and put it
// together again. Each keeps what it needs of a stream from run to run; every row of a tensor (all
// axes but the last) is a stream of its own.
// Source: operator semantics of the signal library of TensorFlow Lite Micro.
#pragma once

#include <stdint.h>

#include "base/bytes.h"

namespace mote {

/// Weighs every frame: output = sample * weight / 2^shift, rounded down, saturated.
struct WindowS16 {
  uint32_t rows, samples;
  int32_t shift;  ///< [0, 31]
};

/// Overlapping frames of a stream: each begins `step` samples after the last one.
struct Framer {
  uint32_t rows, frames;  ///< frames of a row that one run takes in
  uint32_t size, step;    ///< samples; step <= size
  uint32_t prefill;       ///< zeros in front of the stream
  uint32_t row_state() const { return size + step; }
};
struct FramerState {
  int32_t held_past_prefill;  ///< samples held, less those held at the start
};

/// Sums overlapping frames to a stream, the inverse of a framer.
struct OverlapAdd {
  uint32_t rows, frames, size, step;  ///< as above
};

/// Neighbouring frames side by side: `left` before and `right` after one. The stream begins with
/// the first frame `left` times more.
struct Stacker {
  uint32_t channels;  ///< samples of a frame
  uint32_t left;
  uint32_t whole;  ///< left + 1 + right frames
  uint32_t step;   ///< frames from one output to the next; <= whole
};
struct StackerState {
  enum Stage : uint32_t { kFresh, kStarted, kGaveOutput };
  uint32_t stage;
  uint32_t held;  ///< frames
};

/// A stream `delay` samples later.
struct Delay {
  uint32_t rows, samples, delay;
};

namespace reference {

void window_s16(const WindowS16& p, const Unaligned<int16_t>* input,
                const Unaligned<int16_t>* weights, int16_t* output);
/// kept: row_state() samples a row. False if a frame was not complete: its output is zero.
bool framer_s16(const Framer& p, const Unaligned<int16_t>* input, FramerState& state, int16_t* kept,
                int16_t* output);
/// kept: [rows][size], the sums that later frames add to. 16-bit sums saturate.
void overlap_add_s16(const OverlapAdd& p, const Unaligned<int16_t>* input, int16_t* kept,
                     int16_t* output);
void overlap_add_f32(const OverlapAdd& p, const Unaligned<float>* input, float* kept,
                     float* output);
/// kept: `whole` frames. False if there are not enough frames yet: the output keeps what was
/// there, as the reference's does, or zeros before the first true one.
bool stacker_s16(const Stacker& p, const Unaligned<int16_t>* input, StackerState& state,
                 int16_t* kept, int16_t* output);
/// kept: [rows][delay].
void delay_s16(const Delay& p, const Unaligned<int16_t>* input, int16_t* kept, int16_t* output);

}  // namespace reference
}  // namespace mote
