// SPDX-License-Identifier: Apache-2.0
// What a case of a kernel is made of, beside its name and its expected output.
#pragma once

#include <stdint.h>

namespace mote::kernel_check {

/// As numbered in files of cases.
enum class Kernel : uint32_t {
  Conv2dRectified,
  Conv2dExact,
  Conv2dWide,
  DepthwiseRectified,
  DepthwiseExact,
  FullyConnectedRectified,
  FullyConnectedExact,
  FullyConnectedWide,
  AveragePool,
  Add,
  DepthwiseRectifiedWide,
  DepthwiseExactWide,
  Conv2dUnpacked,
  DepthwiseUnpacked,
  DepthwiseOfOneUnpacked,
  FullyConnectedUnpacked,
  ScaledSum,
  MaxPool,
  Mul,
  MulExact,
  ReducedSum,
  MapBytes,
  Softmax,
  DepthwiseTaps,
  DepthwiseRows,
  Conv2d16,
  // Of the overlay cortex_m_mve.
  MveConv2d = 100,
  MveDepthwise,
  MveFullyConnected,
  MveAdd,
  // Of the overlay scalar.
  ScalarConv2d = 200,
  ScalarDepthwise,
  ScalarFullyConnected,
};

struct Buffers {
  const int8_t* input;
  const int8_t* second_input;
  const int32_t* weights;
  int8_t* output;
  uint8_t* scratch;
};

class Numbers {
 public:
  explicit Numbers(const int32_t* next) : next_(next) {}
  template <class T>
  void take(T& value) {
    value = static_cast<T>(*next_++);
  }
  const int32_t* rest() const { return next_; }

 private:
  const int32_t* next_;
};

}  // namespace mote::kernel_check
