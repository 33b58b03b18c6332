// SPDX-License-Identifier: Apache-2.0
#include "console/console.h"

namespace mote::console {
namespace {

constexpr size_t kMostLetters = 24;  // a 64-bit number, sign, point

/// Writes digits backwards from `end`, at least `least` of them; returns where they start.
char* digits_before(char* end, unsigned long value, unsigned least) {
  for (unsigned count = 0; value != 0 || count < least; ++count) {
    *--end = static_cast<char>('0' + value % 10);
    value /= 10;
  }
  return end;
}

void print_between(const char* begin, const char* end) {
  platform::write(begin, static_cast<size_t>(end - begin));
}

unsigned long magnitude(long value) {
  return value < 0 ? 0UL - static_cast<unsigned long>(value) : static_cast<unsigned long>(value);
}

}  // namespace

void print(const char* text) {
  size_t count = 0;
  while (text[count] != '\0') ++count;
  platform::write(text, count);
}

void print(char letter) { platform::write(&letter, 1); }

void print(unsigned long value) {
  char text[kMostLetters];
  char* const end = text + kMostLetters;
  print_between(digits_before(end, value, 1), end);
}

void print(long value) {
  char text[kMostLetters];
  char* const end = text + kMostLetters;
  char* begin = digits_before(end, magnitude(value), 1);
  if (value < 0) *--begin = '-';
  print_between(begin, end);
}

void print(Decimal value) {
  unsigned long unit = 1;
  for (uint8_t i = 0; i < value.decimals; ++i) unit *= 10;
  const unsigned long all = magnitude(value.value);
  char text[kMostLetters];
  char* const end = text + kMostLetters;
  char* begin = end;
  if (value.decimals != 0) {
    begin = digits_before(begin, all % unit, value.decimals);
    *--begin = '.';
  }
  begin = digits_before(begin, all / unit, 1);
  if (value.value < 0) *--begin = '-';
  print_between(begin, end);
}

void print(Address value) {
  char text[10] = {'0', 'x'};
  for (unsigned i = 0; i < 8; ++i)
    text[2 + i] = "0123456789abcdef"[value.value >> (28 - 4 * i) & 15];
  print_between(text, text + sizeof(text));
}

}  // namespace mote::console
