// SPDX-License-Identifier: Apache-2.0
// Little-endian values at any address, and range arithmetic that cannot wrap. All targets of the
// project are little-endian, as the .tflite format is.
#pragma once

#include <stddef.h>
#include <stdint.h>

namespace mote {

/// Reads a T at any address. A core that allows unaligned loads does it in one.
template <class T>
inline T load(const uint8_t* from) {
  T value;
  __builtin_memcpy(&value, from, sizeof(T));
  return value;
}

template <class T>
inline void store(uint8_t* to, T value) {
  __builtin_memcpy(to, &value, sizeof(T));
}

/// An element of a tensor that may stand at any address, as those of a model in flash may.
template <class T>
struct Unaligned {
  uint8_t bytes[sizeof(T)];
  operator T() const { return load<T>(bytes); }  // NOLINT: reads like the value that it is
};

/// True if `count` bytes from `at` lie inside `size` bytes.
constexpr bool holds(size_t size, size_t at, size_t count) {
  return count <= size && at <= size - count;
}
static_assert(holds(16, 8, 8) && !holds(16, 9, 8) && !holds(16, 8, SIZE_MAX));

constexpr uint32_t align_up(uint32_t value, uint32_t power_of_two) {
  return (value + power_of_two - 1) & ~(power_of_two - 1);
}

}  // namespace mote
