// SPDX-License-Identifier: Apache-2.0
// An end for what may take for ever: a model that somebody else made.
#pragma once

#include <cstdint>

namespace mote::tool {

/// While it lives, the process may use so many seconds of processor time; then it says so and ends with
/// status kDoesNotFit. 0: as many as it likes. Only one at a time.
class TimeLimit {
 public:
  explicit TimeLimit(uint32_t seconds);
  ~TimeLimit();
  /// As many seconds again from now on.
  void restart();
  TimeLimit(const TimeLimit&) = delete;
  TimeLimit& operator=(const TimeLimit&) = delete;

 private:
  uint32_t seconds_;
};

}  // namespace mote::tool
