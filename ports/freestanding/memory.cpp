// SPDX-License-Identifier: Apache-2.0
// The four memory functions that a compiler may call on its own, for images without a C library.
// Small rather than fast. Built so that their loops are not turned into calls of themselves.
#include <stddef.h>
#include <stdint.h>

extern "C" {

void* memcpy(void* to, const void* from, size_t count) {
  auto* t = static_cast<uint8_t*>(to);
  const auto* f = static_cast<const uint8_t*>(from);
  for (size_t i = 0; i < count; ++i) t[i] = f[i];
  return to;
}

void* memmove(void* to, const void* from, size_t count) {
  auto* t = static_cast<uint8_t*>(to);
  const auto* f = static_cast<const uint8_t*>(from);
  if (reinterpret_cast<uintptr_t>(t) <= reinterpret_cast<uintptr_t>(f)) {
    for (size_t i = 0; i < count; ++i) t[i] = f[i];
  } else {
    for (size_t i = count; i != 0; --i) t[i - 1] = f[i - 1];
  }
  return to;
}

void* memset(void* to, int value, size_t count) {
  auto* t = static_cast<uint8_t*>(to);
  for (size_t i = 0; i < count; ++i) t[i] = static_cast<uint8_t>(value);
  return to;
}

int memcmp(const void* a, const void* b, size_t count) {
  const auto* x = static_cast<const uint8_t*>(a);
  const auto* y = static_cast<const uint8_t*>(b);
  for (size_t i = 0; i < count; ++i) {
    if (x[i] != y[i]) return x[i] - y[i];
  }
  return 0;
}
}
