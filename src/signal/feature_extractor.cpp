// SPDX-License-Identifier: Apache-2.0
#include "mote/signal.h"
#include "signal/stages.h"

namespace mote::signal {

size_t FeatureExtractor::push(Span<const int16_t> samples) {
  const size_t wanted = kWindowSamples - held_;
  const size_t taken = samples.size() < wanted ? samples.size() : wanted;
  __builtin_memcpy(samples_ + held_, samples.data(), taken * sizeof(int16_t));
  held_ += static_cast<uint32_t>(taken);
  return taken;
}

Span<const int8_t> FeatureExtractor::step() {
  int16_t scratch[kScratchElems];
  return step(scratch);
}

Span<const int8_t> FeatureExtractor::step(Span<int16_t> scratch) {
  if (!ready() || scratch.size() < kScratchElems) {
    __builtin_memset(features_, INT8_MIN, sizeof(features_));
    return features_;
  }
  static_assert(kScratchElems == kFftLength && sizeof(Complex16) == 2 * sizeof(int16_t) &&
                alignof(Complex16) == alignof(int16_t));
  const Span<Complex16> pairs(reinterpret_cast<Complex16*>(scratch.data()), kFftLength / 2);
  apply_window(samples_, pairs);
  const uint32_t scale_bits = scale_up(pairs);
  real_fft_512(pairs);
  uint32_t channels[kChannels];
  filter_bank(pairs, scale_bits, channels);
  subtract_noise(channels, noise_);
  normalize_gain(channels, Span<uint32_t>(noise_));
  compress(Span<uint32_t>(channels), features_);
  held_ = kWindowSamples - kStepSamples;
  __builtin_memmove(samples_, samples_ + kStepSamples, held_ * sizeof(int16_t));
  return features_;
}

void FeatureExtractor::reset() { *this = FeatureExtractor(); }

}  // namespace mote::signal
