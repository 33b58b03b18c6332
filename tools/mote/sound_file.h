// SPDX-License-Identifier: Apache-2.0
// Reads sounds of one channel, from a file or, by the name "-", from standard input as it arrives.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "mote/span.h"

namespace mote::tool {

class SoundFile {
 public:
  /// `raw`: 16 kHz int16 samples without a header. Throws Failure.
  SoundFile(const std::string& path, bool raw);

  int sample_rate_hz() const;
  /// Number of samples read; fewer than asked for only at the end.
  size_t read(Span<int16_t> samples);

 private:
  struct Close {
    void operator()(void* file) const;
  };
  std::unique_ptr<void, Close> file_;
  int sample_rate_hz_ = 0;
};

}  // namespace mote::tool
