// SPDX-License-Identifier: Apache-2.0
// The fields of a plain struct: how many, their names, their values. Structs of params are printed
// with it, so that no second list of their fields can drift. Aggregates of numbers, enums, arrays and
// such structs; no base classes, no references.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace mote::compiler::reflect {

struct Anything {
  template <class T>
  operator T() const;  // NOLINT: stands for an initialiser of any type
};

template <class T, size_t... I>
constexpr bool takes(std::index_sequence<I...>) {
  return requires { T{(static_cast<void>(I), Anything{})...}; };
}

/// Initialisers of a braced list without inner braces, where an array takes one for each element.
template <class T, size_t kMost = sizeof(T) < 96 ? sizeof(T) : 96>
constexpr size_t flat_initializers() {
  if constexpr (kMost == 0) {
    return 0;
  } else if constexpr (takes<T>(std::make_index_sequence<kMost>{})) {
    return kMost;
  } else {
    return flat_initializers<T, kMost - 1>();
  }
}

template <class T, size_t... A, size_t... B, size_t... C>
constexpr bool takes_nested(std::index_sequence<A...>, std::index_sequence<B...>,
                            std::index_sequence<C...>) {
  return requires {
    T{(static_cast<void>(A), Anything{})...,
      {(static_cast<void>(B), Anything{})...},
      (static_cast<void>(C), Anything{})...};
  };
}

/// How many of the flat initialisers from the `kAt`th on belong to one field: 1, or the elements of an
/// array.
template <class T, size_t kAt, size_t kFlat, size_t kTry>
constexpr size_t field_width() {
  if constexpr (kTry <= 1) {
    return 1;
  } else if constexpr (takes_nested<T>(std::make_index_sequence<kAt>{},
                                       std::make_index_sequence<kTry>{},
                                       std::make_index_sequence<kFlat - kAt - kTry>{}) &&
                       !takes_nested<T>(std::make_index_sequence<kAt>{},
                                        std::make_index_sequence<kTry>{},
                                        std::make_index_sequence<kFlat - kAt - kTry + 1>{})) {
    return kTry;
  } else {
    return field_width<T, kAt, kFlat, kTry - 1>();
  }
}

template <class T, size_t kAt, size_t kFlat>
constexpr size_t fields_from() {
  if constexpr (kAt >= kFlat) {
    return 0;
  } else {
    return 1 + fields_from<T, kAt + field_width<T, kAt, kFlat, kFlat - kAt>(), kFlat>();
  }
}

template <class T>
constexpr size_t field_count() {
  return fields_from<T, 0, flat_initializers<T>()>();
}

/// References to all fields.
template <class T>
constexpr auto tie(const T& value) {
  constexpr size_t kFields = field_count<T>();
  static_assert(kFields >= 1 && kFields <= 24, "give tie() a line for this many fields");
// clang-format off
#define MOTE_TIE(count, ...) \
  if constexpr (kFields == count) { const auto& [__VA_ARGS__] = value; return std::tie(__VA_ARGS__); }
  MOTE_TIE(1, a) MOTE_TIE(2, a, b) MOTE_TIE(3, a, b, c) MOTE_TIE(4, a, b, c, d)
  MOTE_TIE(5, a, b, c, d, e) MOTE_TIE(6, a, b, c, d, e, f) MOTE_TIE(7, a, b, c, d, e, f, g)
  MOTE_TIE(8, a, b, c, d, e, f, g, h) MOTE_TIE(9, a, b, c, d, e, f, g, h, i)
  MOTE_TIE(10, a, b, c, d, e, f, g, h, i, j) MOTE_TIE(11, a, b, c, d, e, f, g, h, i, j, k)
  MOTE_TIE(12, a, b, c, d, e, f, g, h, i, j, k, l)
  MOTE_TIE(13, a, b, c, d, e, f, g, h, i, j, k, l, m)
  MOTE_TIE(14, a, b, c, d, e, f, g, h, i, j, k, l, m, n)
  MOTE_TIE(15, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o)
  MOTE_TIE(16, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p)
  MOTE_TIE(17, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q)
  MOTE_TIE(18, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r)
  MOTE_TIE(19, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s)
  MOTE_TIE(20, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t)
  MOTE_TIE(21, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u)
  MOTE_TIE(22, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v)
  MOTE_TIE(23, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w)
  MOTE_TIE(24, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x)
#undef MOTE_TIE
  // clang-format on
}

// Names come from the compiler's own spelling of a function's template argument.

template <class T>
struct Sample {
  T value;
};
template <class T>
extern const Sample<T> sample;  ///< never defined: only its members' names are looked at

#ifdef __clang__
// Clang 14 takes no address of a member as a template argument: no names, for the linter only.
template <class T, size_t kIndex>
constexpr std::string_view name_of() {
  return {};
}
#else
template <auto kPointer>
consteval std::string_view spelling() {
  return __PRETTY_FUNCTION__;
}

/// "input_zero_point" of "... [with auto kPointer = (& sample<...>.Sample<...>::value.T::field); ..."
template <auto kPointer>
consteval std::string_view field_name() {
  std::string_view text = spelling<kPointer>();
  text = text.substr(0, text.find(';'));
  text = text.substr(0, text.find_last_not_of(")]") + 1);
  const size_t bracket = text.find_last_of('[');
  if (bracket != std::string_view::npos && bracket > text.find("kPointer")) {
    text = text.substr(0, bracket);  // the first element of an array
  }
  return text.substr(text.find_last_of(":.") + 1);
}

template <class T, size_t kIndex>
consteval std::string_view name_of() {
  constexpr auto kFields = tie(sample<T>.value);
  return field_name<&std::get<kIndex>(kFields)>();
}
#endif

/// "mote::Conv2dS8".
template <class T>
constexpr std::string_view type_name() {
  std::string_view text = __PRETTY_FUNCTION__;
  text = text.substr(text.find("T = ") + 4);
  return text.substr(0, text.find_first_of(";]"));
}

}  // namespace mote::compiler::reflect
