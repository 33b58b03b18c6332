// SPDX-License-Identifier: Apache-2.0
// The element types of the .tflite format and how many bits each takes in a buffer.
#pragma once

#include <stdint.h>

namespace mote {

// name, number in the file, bits per element (0: no fixed size, never stored as plain elements).
#define MOTE_TENSOR_TYPES(X) \
  X(Float32, 0, 32)          \
  X(Float16, 1, 16)          \
  X(Int32, 2, 32)            \
  X(UInt8, 3, 8)             \
  X(Int64, 4, 64)            \
  X(String, 5, 0)            \
  X(Bool, 6, 8)              \
  X(Int16, 7, 16)            \
  X(Complex64, 8, 64)        \
  X(Int8, 9, 8)              \
  X(Float64, 10, 64)         \
  X(Complex128, 11, 128)     \
  X(UInt64, 12, 64)          \
  X(Resource, 13, 32)        \
  X(Variant, 14, 0)          \
  X(UInt32, 15, 32)          \
  X(UInt16, 16, 16)          \
  X(Int4, 17, 4)             \
  X(BFloat16, 18, 16)        \
  X(Int2, 19, 2)             \
  X(UInt4, 20, 4)            \
  X(Float8E4M3, 21, 8)       \
  X(Float8E5M2, 22, 8)

enum class TensorType : uint8_t {
#define MOTE_X(name, number, bits) name = number,
  MOTE_TENSOR_TYPES(MOTE_X)
#undef MOTE_X
      None = 255  ///< not a type of the file: "no tensor here"
};

/// Bits of one element, by the type's number.
inline constexpr uint8_t kBitsOfTypes[] = {
#define MOTE_X(name, number, bits) bits,
    MOTE_TENSOR_TYPES(MOTE_X)
#undef MOTE_X
};

/// Bits of one element; 0 for types without a fixed size and for numbers outside the list.
constexpr uint32_t bits_per_element(TensorType type) {
  const auto index = static_cast<uint32_t>(type);
  return index < sizeof(kBitsOfTypes) ? kBitsOfTypes[index] : 0;
}

/// The file's type for a C++ element type; TensorType::None for any other.
template <class T>
constexpr TensorType tensor_type_of() {
  return TensorType::None;
}
template <>
constexpr TensorType tensor_type_of<float>() {
  return TensorType::Float32;
}
template <>
constexpr TensorType tensor_type_of<int8_t>() {
  return TensorType::Int8;
}
template <>
constexpr TensorType tensor_type_of<uint8_t>() {
  return TensorType::UInt8;
}
template <>
constexpr TensorType tensor_type_of<int16_t>() {
  return TensorType::Int16;
}
template <>
constexpr TensorType tensor_type_of<uint16_t>() {
  return TensorType::UInt16;
}
template <>
constexpr TensorType tensor_type_of<int32_t>() {
  return TensorType::Int32;
}
template <>
constexpr TensorType tensor_type_of<uint32_t>() {
  return TensorType::UInt32;
}
template <>
constexpr TensorType tensor_type_of<int64_t>() {
  return TensorType::Int64;
}
template <>
constexpr TensorType tensor_type_of<uint64_t>() {
  return TensorType::UInt64;
}
template <>
constexpr TensorType tensor_type_of<bool>() {
  return TensorType::Bool;
}

}  // namespace mote
