// SPDX-License-Identifier: Apache-2.0
// Numbers and bytes out of a fuzzer's input; zeros once it is used up.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <vector>

namespace mote::fuzz {

class InputReader {
 public:
  InputReader(const uint8_t* data, size_t size) : at_(data), left_(size) {}

  size_t left() const { return left_; }

  template <class T>
  T take() {
    T value{};
    const size_t count = std::min(sizeof(T), left_);
    if (count != 0) std::memcpy(&value, at_, count);
    skip(count);
    return value;
  }
  /// Both included. One byte for small ranges, four for others.
  int32_t between(int32_t first, int32_t last) {
    const uint64_t range = static_cast<uint64_t>(int64_t{last} - first) + 1;
    const uint32_t drawn = range <= 256 ? take<uint8_t>() : take<uint32_t>();
    return static_cast<int32_t>(first + static_cast<int64_t>(drawn % range));
  }
  bool chance(uint32_t percent) { return take<uint8_t>() % 100 < percent; }
  std::vector<uint8_t> bytes(size_t most) {
    const size_t count = std::min(most, left_);
    std::vector<uint8_t> taken(at_, at_ + count);
    skip(count);
    return taken;
  }

 private:
  void skip(size_t count) {
    at_ += count;
    left_ -= count;
  }

  const uint8_t* at_;
  size_t left_;
};

}  // namespace mote::fuzz
