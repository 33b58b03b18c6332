// SPDX-License-Identifier: Apache-2.0
// A view of contiguous elements owned by somebody else. Not a container: it never allocates,
// and whoever makes one promises that the elements outlive it.
#pragma once

#include <stddef.h>

namespace mote {

/// Has a member only for equal types. Device code needs no standard library, not even headers.
template <class A, class B>
struct SameType {};
template <class A>
struct SameType<A, A> {
  static constexpr bool yes = true;
};

template <class T>
class Span {
 public:
  constexpr Span() = default;
  constexpr Span(T* data, size_t count) : data_(data), count_(count) {}
  template <size_t N>
  constexpr Span(T (&array)[N]) : data_(array), count_(N) {}  // NOLINT: implicit like std::span
  /// A span of T reads as a span of const T.
  template <class U, class = decltype(SameType<const U, T>::yes)>
  constexpr Span(const Span<U>& other) : data_(other.data()), count_(other.size()) {}  // NOLINT

  constexpr T* data() const { return data_; }
  constexpr size_t size() const { return count_; }
  constexpr bool empty() const { return count_ == 0; }
  constexpr T& operator[](size_t index) const { return data_[index]; }
  constexpr T* begin() const { return data_; }
  constexpr T* end() const { return data_ + count_; }

 private:
  T* data_ = nullptr;
  size_t count_ = 0;
};

}  // namespace mote
