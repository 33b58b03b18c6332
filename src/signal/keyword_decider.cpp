// SPDX-License-Identifier: Apache-2.0
#include "mote/signal.h"

namespace mote::signal {

KeywordDecider::KeywordDecider(const Options& options) : options_(options) {
  if (options_.label_count > kMaxLabels) options_.label_count = kMaxLabels;
  if (options_.results > kMaxResults) options_.results = kMaxResults;
  if (options_.results == 0) options_.results = 1;
  reset();
}

KeywordDecider::Decision KeywordDecider::update(uint32_t now_ms, Span<const int8_t> scores) {
  if (scores.size() != options_.label_count) return {};
  for (uint32_t label = 0; label < scores.size(); ++label) {
    history_[next_][label] = static_cast<uint8_t>(scores[label] + 128);
  }
  next_ = static_cast<uint8_t>(next_ + 1 == options_.results ? 0 : next_ + 1);
  if (seen_ < options_.results) ++seen_;

  Decision decision;
  for (uint32_t label = 0; label < scores.size(); ++label) {
    uint32_t sum = 0;
    for (uint32_t i = 0; i < seen_; ++i) sum += history_[i][label];
    // Divides by the full number: the first results after the start carry less weight.
    const auto mean = static_cast<uint8_t>(sum / options_.results);
    if (mean <= decision.score) continue;
    decision.label = static_cast<uint8_t>(label);
    decision.score = mean;
  }
  const bool suppressed = reported_ && now_ms - reported_ms_ < options_.suppression_ms;
  if (decision.label < options_.first_keyword || decision.score < options_.threshold ||
      suppressed) {
    return decision;
  }
  decision.is_new = true;
  reported_ = true;
  reported_ms_ = now_ms;
  return decision;
}

void KeywordDecider::reset() {
  __builtin_memset(history_, 0, sizeof(history_));
  next_ = 0;
  seen_ = 0;
  reported_ = false;
}

}  // namespace mote::signal
