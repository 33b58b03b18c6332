// SPDX-License-Identifier: Apache-2.0
// A view of one input or output of an interpreter: typed, bounds-checked, never owning.
// Valid until the interpreter or its arena goes away; the contents until the next invoke().
#pragma once

#include <stdint.h>

#include "mote/span.h"
#include "mote/status.h"
#include "mote/tensor_type.h"

namespace mote {

/// real = scale * (element - zero_point); scale 0 means "not quantised".
struct Quantization {
  float scale = 0;
  int32_t zero_point = 0;
};

class Tensor {
 public:
  Tensor() = default;
  /// A tensor that is not there: every call answers with `fault`.
  explicit Tensor(const Fault& fault) : fault_(fault) {}
  /// `dims`: little-endian int32 each, any alignment.
  Tensor(void* data, uint32_t bytes, TensorType type, Span<const uint8_t> dims, Quantization q)
      : data_(data), bytes_(bytes), dims_(dims), quantization_(q), type_(type) {
    fault_ = Fault{};
  }

  bool ok() const { return fault_.ok(); }
  const Fault& fault() const { return fault_; }
  TensorType type() const { return type_; }
  uint32_t bytes() const { return bytes_; }
  uint32_t elements() const;
  uint32_t rank() const { return static_cast<uint32_t>(dims_.size() / 4); }
  /// Extent of an axis, outermost first; 0 beyond the rank.
  int32_t dim(uint32_t axis) const;
  Quantization quantization() const { return quantization_; }

  /// The elements in place; empty when T is not the tensor's type.
  template <class T>
  Span<T> elements_as() const {
    if (!expect(tensor_type_of<T>()).ok()) return {};
    return {static_cast<T*>(data_), bytes_ / sizeof(T)};
  }

  /// Copies all elements in. Faults: WrongType, WrongSize, or the tensor's own.
  template <class T>
  Fault write(Span<const T> elements) const {
    if (const Fault f = expect(tensor_type_of<T>()); !f.ok()) return f;
    return copy_in(elements.data(), elements.size() * sizeof(T));
  }
  template <class T, size_t N>
  Fault write(const T (&elements)[N]) const {
    return write(Span<const T>(elements));
  }
  /// Copies all elements out. Faults as write().
  template <class T>
  Fault read(Span<T> elements) const {
    if (const Fault f = expect(tensor_type_of<T>()); !f.ok()) return f;
    return copy_out(elements.data(), elements.size() * sizeof(T));
  }
  template <class T, size_t N>
  Fault read(T (&elements)[N]) const {
    return read(Span<T>(elements));
  }
  /// The raw little-endian bytes, whatever the type.
  Fault write_bytes(Span<const uint8_t> bytes) const { return copy_in(bytes.data(), bytes.size()); }
  Fault read_bytes(Span<uint8_t> bytes) const { return copy_out(bytes.data(), bytes.size()); }

  /// The elements in place as bytes, whatever the type.
  Span<uint8_t> raw() const { return {static_cast<uint8_t*>(data_), bytes_}; }

  /// Index of the first greatest element of an int8, uint8, int16 or float32 tensor, without
  /// floating-point arithmetic; -1 for any other tensor.
  int32_t argmax() const;

 private:
  Fault expect(TensorType type) const;
  Fault copy_in(const void* from, size_t bytes) const;
  Fault copy_out(void* to, size_t bytes) const;

  void* data_ = nullptr;
  uint32_t bytes_ = 0;
  Span<const uint8_t> dims_;
  Quantization quantization_;
  TensorType type_ = TensorType::None;
  Fault fault_{Error::NotReady, 0, kNoOperator, 0};
};

}  // namespace mote
