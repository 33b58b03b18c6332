// SPDX-License-Identifier: Apache-2.0
// Audio front-end of keyword spotting: 16 kHz samples in, spectrogram features out, and decisions
// from the scores of a network. Integers only, no heap, usable without the runtime.
// All three classes are plain memory that the caller owns; none is safe to share between threads.
// Source of the maths: docs/design/audio_front_end.md.
#pragma once

#include <stdint.h>

#include "mote/span.h"

namespace mote::signal {

constexpr uint32_t kSampleRateHz = 16000;
constexpr uint32_t kWindowSamples = 480;  ///< 30 ms
constexpr uint32_t kStepSamples = 320;    ///< 20 ms: neighbouring windows share 10 ms
constexpr uint32_t kStepMs = 20;
constexpr uint32_t kChannels = 40;  ///< mel channels from 125 to 7500 Hz

/// Turns samples into features, one step of kChannels after another. Keeps an estimate of the
/// background noise from step to step, so the same sound gives other features after other sounds.
class FeatureExtractor {
 public:
  static constexpr uint32_t kScratchElems = 512;

  /// Takes samples (signed, full scale 32768, any number) until a step is complete or they are used
  /// up, and returns how many it took. The first step needs kWindowSamples, each later one
  /// kStepSamples more.
  size_t push(Span<const int16_t> samples);

  /// True once a step is complete. Until step() is called push() takes nothing.
  bool ready() const { return held_ == kWindowSamples; }

  /// Features of the complete step: -128 is silence, 127 is loudest. All -128 if not ready().
  /// They stay valid until the next call. Needs kScratchElems * 2 bytes of stack.
  Span<const int8_t> step();

  /// The same with those bytes from the caller, who may use them for anything between two calls; the
  /// memory of a network's input, for instance. All -128 also if there are fewer than kScratchElems.
  Span<const int8_t> step(Span<int16_t> scratch);

  /// Forgets all samples and the noise estimate.
  void reset();

 private:
  int16_t samples_[kWindowSamples] = {};
  uint32_t held_ = 0;  ///< samples of the next window that are there
  uint32_t noise_[kChannels] = {};
  int8_t features_[kChannels] = {};
};

/// The newest `kFrames` steps of features, oldest first, as networks of the field want them.
class FeatureHistory {
 public:
  static constexpr uint32_t kFrames = 49;  ///< 990 ms of sound
  static constexpr uint32_t kElements = kFrames * kChannels;

  FeatureHistory() { reset(); }

  /// Drops the oldest step. `features` has kChannels elements; any other number is ignored.
  void push(Span<const int8_t> features);

  /// True once kFrames steps were pushed since the start or reset().
  bool full() const { return pushed_ == kFrames; }

  /// Writes [kFrames][kChannels], oldest first; false and nothing written unless `out` has
  /// kElements elements. Steps that never came are silence.
  bool copy_to(Span<int8_t> out) const;

  void reset();

 private:
  int8_t ring_[kFrames][kChannels];
  uint8_t oldest_ = 0;
  uint8_t pushed_ = 0;
};

/// What is said now, from the scores of a network that looks at overlapping windows: averages the
/// newest results, reports a keyword once when its average is high enough, then stays silent for a
/// while because the same word is still in the window.
class KeywordDecider {
 public:
  static constexpr uint32_t kMaxLabels = 8;
  static constexpr uint32_t kMaxResults = 8;
  /// Steps of features from one result to the next that the default options are made for.
  static constexpr uint32_t kStepsPerResult = 4;

  struct Options {
    uint8_t label_count = 4;    ///< at most kMaxLabels
    uint8_t first_keyword = 2;  ///< labels below this one (silence, unknown) are never reported
    uint8_t results = 3;        ///< how many results to average, 1 to kMaxResults
    uint8_t threshold = 180;    ///< least average, of 255
    uint16_t suppression_ms = 1000;  ///< between the reports of two words
  };

  struct Decision {
    uint8_t label = 0;    ///< the likeliest label now
    uint8_t score = 0;    ///< its average, of 255
    bool is_new = false;  ///< a keyword to report: true once for each word heard
  };

  KeywordDecider() { reset(); }
  /// Options out of range are brought into it.
  explicit KeywordDecider(const Options& options);

  /// `scores`: one int8 for each label, probability = (score + 128) / 256. Any other number of
  /// them decides nothing. `now_ms` may wrap around.
  Decision update(uint32_t now_ms, Span<const int8_t> scores);

  void reset();

 private:
  Options options_;
  uint8_t history_[kMaxResults][kMaxLabels];
  uint8_t next_ = 0;
  uint8_t seen_ = 0;
  bool reported_ = false;
  uint32_t reported_ms_ = 0;
};

}  // namespace mote::signal
