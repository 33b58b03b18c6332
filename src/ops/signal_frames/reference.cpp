// SPDX-License-Identifier: Apache-2.0
#include "base/fixed_point.h"
#include "ops/signal_frames/signal_frames.h"

namespace mote::reference {
namespace {

constexpr uint32_t kSampleBytes = sizeof(int16_t);

int16_t saturate(int32_t x) {
  return static_cast<int16_t>(clamp<int32_t>(x, INT16_MIN, INT16_MAX));
}

template <class T, class Add>
void overlap_add(const OverlapAdd& p, const Unaligned<T>* input, T* kept, T* output, Add add) {
  for (uint32_t row = 0; row < p.rows; ++row, kept += p.size) {
    for (uint32_t frame = 0; frame < p.frames; ++frame, input += p.size, output += p.step) {
      for (uint32_t i = 0; i < p.size; ++i) kept[i] = add(kept[i], input[i]);
      const uint32_t left = p.size - p.step;
      __builtin_memcpy(output, kept, p.step * sizeof(T));
      __builtin_memmove(kept, kept + p.step, left * sizeof(T));
      __builtin_memset(kept + left, 0, p.step * sizeof(T));
    }
  }
}

}  // namespace

void window_s16(const WindowS16& p, const Unaligned<int16_t>* input,
                const Unaligned<int16_t>* weights, int16_t* output) {
  for (uint32_t row = 0; row < p.rows; ++row) {
    for (uint32_t i = 0; i < p.samples; ++i) {
      *output++ = saturate((int32_t{*input++} * weights[i]) >> p.shift);
    }
  }
}

bool framer_s16(const Framer& p, const Unaligned<int16_t>* input, FramerState& state, int16_t* kept,
                int16_t* output) {
  // All streams hold the same number of samples at any time.
  const auto prefill = static_cast<int32_t>(p.prefill);
  auto at_start = static_cast<uint32_t>(state.held_past_prefill) + p.prefill;
  if (at_start >= p.size) at_start = p.size - 1;  // state may come from anywhere: see below
  uint32_t held = at_start;
  bool complete = true;
  for (uint32_t row = 0; row < p.rows; ++row, kept += p.row_state()) {
    held = at_start;
    for (uint32_t frame = 0; frame < p.frames; ++frame, input += p.step, output += p.size) {
      __builtin_memcpy(kept + held, input, p.step * kSampleBytes);
      held += p.step;
      if (held < p.size) {
        complete = false;
        __builtin_memset(output, 0, p.size * kSampleBytes);
        continue;
      }
      __builtin_memcpy(output, kept, p.size * kSampleBytes);
      held -= p.step;
      __builtin_memmove(kept, kept + p.step, held * kSampleBytes);
    }
  }
  state.held_past_prefill = static_cast<int32_t>(held) - prefill;
  return complete;
}

void overlap_add_s16(const OverlapAdd& p, const Unaligned<int16_t>* input, int16_t* kept,
                     int16_t* output) {
  overlap_add(p, input, kept, output,
              [](int16_t a, int16_t b) { return saturate(int32_t{a} + b); });
}

void overlap_add_f32(const OverlapAdd& p, const Unaligned<float>* input, float* kept,
                     float* output) {
  overlap_add(p, input, kept, output, [](float a, float b) { return a + b; });
}

bool stacker_s16(const Stacker& p, const Unaligned<int16_t>* input, StackerState& state,
                 int16_t* kept, int16_t* output) {
  const uint32_t frame_bytes = p.channels * kSampleBytes;
  using Stage = StackerState;
  // State may come from anywhere: it is looked at before it is an index.
  if (state.stage == Stage::kFresh || state.held >= p.whole) state.held = 0;
  const uint32_t copies = state.stage != Stage::kFresh ? 1 : p.left + 1;
  if (state.stage == Stage::kFresh) state.stage = Stage::kStarted;
  for (uint32_t i = 0; i < copies; ++i, ++state.held) {
    __builtin_memcpy(kept + state.held * p.channels, input, frame_bytes);
  }
  if (state.held < p.whole) {
    if (state.stage != Stage::kGaveOutput) __builtin_memset(output, 0, p.whole * frame_bytes);
    return false;
  }
  state.stage = Stage::kGaveOutput;
  __builtin_memcpy(output, kept, p.whole * frame_bytes);
  state.held -= p.step;
  __builtin_memmove(kept, kept + p.step * p.channels, state.held * frame_bytes);
  return true;
}

void delay_s16(const Delay& p, const Unaligned<int16_t>* input, int16_t* kept, int16_t* output) {
  // What is kept and what comes in, one after the other: the first part leaves, the rest is kept.
  const uint32_t old = p.delay < p.samples ? p.delay : p.samples;
  const uint32_t still = p.delay - old;
  const uint32_t through = p.samples - old;
  for (uint32_t row = 0; row < p.rows; ++row) {
    __builtin_memcpy(output, kept, old * kSampleBytes);
    __builtin_memcpy(output + old, input, through * kSampleBytes);
    __builtin_memmove(kept, kept + old, still * kSampleBytes);
    __builtin_memcpy(kept + still, input + through, old * kSampleBytes);
    kept += p.delay;
    input += p.samples;
    output += p.samples;
  }
}

}  // namespace mote::reference
