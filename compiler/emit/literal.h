// SPDX-License-Identifier: Apache-2.0
// Values as C++17 source text that gives the same bits back.
#pragma once

#include <cstdint>
#include <string>
#include <type_traits>

#include "emit/reflect.h"

namespace mote::compiler {

std::string literal_of(float value);
std::string literal_of(int64_t value);
std::string literal_of(uint64_t value);

/// Stands where a struct has a pointer.
constexpr const char* kPointer = "@pointer@";

/// A number, or a braced list of the fields with their names beside them.
template <class T>
std::string literal(const T& value) {
  if constexpr (std::is_same_v<T, bool>) {
    return value ? "true" : "false";
  } else if constexpr (std::is_same_v<T, float>) {
    return literal_of(value);
  } else if constexpr (std::is_enum_v<T>) {
    return std::string(reflect::type_name<T>()) + "{" +
           std::to_string(static_cast<std::underlying_type_t<T>>(value)) + "}";
  } else if constexpr (std::is_integral_v<T> && std::is_signed_v<T>) {
    return literal_of(static_cast<int64_t>(value));
  } else if constexpr (std::is_integral_v<T>) {
    return literal_of(static_cast<uint64_t>(value));
  } else if constexpr (std::is_pointer_v<T>) {
    return kPointer;  // a function's name, which the caller fills in
  } else if constexpr (std::is_array_v<T>) {
    std::string text;
    for (const auto& element : value) text += (text.empty() ? "" : ", ") + literal(element);
    return "{" + text + "}";
  } else {
    std::string text;
    [&]<size_t... I>(std::index_sequence<I...>) {
      const auto fields = reflect::tie(value);
      ((text += (I == 0 ? "/*" : ", /*") + std::string(reflect::name_of<T, I>()) + "*/ " +
                literal(std::get<I>(fields))),
       ...);
    }
    (std::make_index_sequence<reflect::field_count<T>()>{});
    return "{" + text + "}";
  }
}

}  // namespace mote::compiler
