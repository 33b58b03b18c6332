// SPDX-License-Identifier: Apache-2.0
// What both profiles do: inputs, outputs, the depth of the stack. The lines "what: N bytes" and the
// checksum are read by tools/emulator/bench.py.
#pragma once

#include "console/console.h"
#include "marks/marks.h"
#include "mote/platform.h"
#include "mote/span.h"
#include "mote/status.h"

namespace profile {

using mote::console::print_line;

/// Bytes without a pattern, the same on every machine: xorshift32.
class Noise {
 public:
  uint8_t next() {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 17;
    state_ ^= state_ << 5;
    return static_cast<uint8_t>(state_);
  }

 private:
  uint32_t state_ = 0x12345678;
};

/// Noise for quantized inputs; zeros for all others, whose values may be indices.
inline void fill(mote::Span<uint8_t> bytes, bool quantized, Noise& noise) {
  for (uint8_t& byte : bytes) byte = quantized ? noise.next() : 0;
}

/// FNV-1a over the bytes of all outputs, in order.
class Checksum {
 public:
  void add(mote::Span<const uint8_t> bytes) {
    for (const uint8_t byte : bytes) value_ = (value_ ^ byte) * 16777619U;
  }
  void print() const { print_line("outputs: ", mote::console::Address{value_}); }

 private:
  uint32_t value_ = 2166136261U;
};

/// How deep the stack goes below the function that holds this.
class StackDepth {
 public:
  void begin() { start_ = mote::platform::restart_stack_use(); }
  void end() {
    const uint32_t used = mote::platform::stack_used_bytes() - start_;
    if (used > deepest_) deepest_ = used;
  }
  uint32_t deepest_bytes() const { return deepest_; }

 private:
  uint32_t start_ = 0;
  uint32_t deepest_ = 0;
};

inline int fail(const char* what, const mote::Fault& f) {
  print_line("cannot ", what, "; on the host: mote explain ", static_cast<int>(f.error), ' ',
             static_cast<int>(f.check), ' ', static_cast<int>(f.op_index), ' ', f.detail);
  return 1;
}

}  // namespace profile
