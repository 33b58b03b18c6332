// SPDX-License-Identifier: Apache-2.0
#include "emit/literal.h"

#include <cmath>
#include <cstdio>

namespace mote::compiler {

std::string literal_of(float value) {
  if (std::isnan(value)) return "__builtin_nanf(\"\")";
  if (std::isinf(value)) return value > 0 ? "__builtin_inff()" : "-__builtin_inff()";
  char text[40];
  std::snprintf(text, sizeof(text), "%.9g", static_cast<double>(value));
  std::string number = text;
  if (number.find_first_of(".e") == std::string::npos) number += ".0";
  return number + "F";
}

std::string literal_of(int64_t value) {
  if (value == INT64_MIN) return "INT64_MIN";
  if (value == INT32_MIN) return "INT32_MIN";
  const bool wide = value > INT32_MAX || value < INT32_MIN;
  return std::to_string(value) + (wide ? "LL" : "");
}

std::string literal_of(uint64_t value) {
  return std::to_string(value) + (value > UINT32_MAX ? "ULL" : value > INT32_MAX ? "U" : "");
}

}  // namespace mote::compiler
