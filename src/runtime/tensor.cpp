// SPDX-License-Identifier: Apache-2.0
#include "mote/tensor.h"

#include "base/bytes.h"

namespace mote {
namespace {

/// Orders floats as integers, so that comparing them needs no floating point.
int32_t ordered(uint32_t float_bits) {
  const auto bits = static_cast<int32_t>(float_bits);
  return bits < 0 ? static_cast<int32_t>(0x80000000U - float_bits) : bits;
}

}  // namespace

uint32_t Tensor::elements() const {
  const uint32_t bits = bits_per_element(type_);
  if (bits >= 8) return bytes_ / (bits / 8);
  if (bits == 0) return 0;
  uint32_t product = 1;
  for (uint32_t axis = 0; axis < rank(); ++axis) product *= static_cast<uint32_t>(dim(axis));
  return product;
}

int32_t Tensor::dim(uint32_t axis) const {
  return axis < rank() ? load<int32_t>(dims_.data() + axis * 4) : 0;
}

int32_t Tensor::argmax() const {
  const auto* bytes = static_cast<const uint8_t*>(data_);
  int32_t best = -1;
  int32_t best_value = 0;
  const auto count = static_cast<int32_t>(elements());
  for (int32_t i = 0; i < count; ++i) {
    int32_t value = 0;
    if (type_ == TensorType::Int8) {
      value = static_cast<int8_t>(bytes[i]);
    } else if (type_ == TensorType::UInt8) {
      value = bytes[i];
    } else if (type_ == TensorType::Int16) {
      value = load<int16_t>(bytes + 2 * i);
    } else if (type_ == TensorType::Float32) {
      value = ordered(load<uint32_t>(bytes + 4 * i));
    } else {
      return -1;
    }
    if (best < 0 || value > best_value) {
      best = i;
      best_value = value;
    }
  }
  return best;
}

Fault Tensor::expect(TensorType type) const {
  if (!fault_.ok()) return fault_;
  if (type == type_) return Fault{};
  return Fault{Error::WrongType, 0, kNoOperator, static_cast<uint32_t>(type_)};
}

Fault Tensor::copy_in(const void* from, size_t bytes) const {
  if (!fault_.ok()) return fault_;
  if (bytes != bytes_) return Fault{Error::WrongSize, 0, kNoOperator, bytes_};
  if (bytes != 0) __builtin_memcpy(data_, from, bytes);
  return Fault{};
}

Fault Tensor::copy_out(void* to, size_t bytes) const {
  if (!fault_.ok()) return fault_;
  if (bytes != bytes_) return Fault{Error::WrongSize, 0, kNoOperator, bytes_};
  if (bytes != 0) __builtin_memcpy(to, data_, bytes);
  return Fault{};
}

}  // namespace mote
