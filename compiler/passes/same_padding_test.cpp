// SPDX-License-Identifier: Apache-2.0
#include "models/pass_case.h"

namespace mote::compiler {
namespace {

using namespace mote::models;

struct Sides {
  int32_t top, bottom, left, right;
  int32_t batch = 0;
};

TensorSpec filter(bool is_depthwise) {
  std::vector<int8_t> elements;
  for (int i = 0; i < 36; ++i) elements.push_back(static_cast<int8_t>(i * 7 - 100));
  if (!is_depthwise) return constant_s8({2, 3, 3, 2}, elements);
  elements.resize(18);
  return constant_s8({1, 3, 3, 2}, elements);
}

/// A PAD around 6x6, then a 3x3 convolution without padding.
ModelSpec padded(Sides s, uint32_t stride, bool is_depthwise = false, int value = -1000) {
  const int32_t height = 6 + s.top + s.bottom;
  const int32_t width = 6 + s.left + s.right;
  const auto step = static_cast<int32_t>(stride);
  TensorSpec pads = constant_s32({s.batch, 0, s.top, s.bottom, s.left, s.right, 0, 0});
  pads.shape = {4, 2};
  const int32_t batches = 1 + s.batch;
  ModelSpec m = model({s8({1, 6, 6, 2}, 0.1F, 11), pads, s8({batches, height, width, 2}, 0.1F, 11),
                       filter(is_depthwise),
                       s8({batches, (height - 3) / step + 1, (width - 3) / step + 1, 2}, 0.7F, -3)},
                      {op(34, {0, 1}, {2}), is_depthwise ? depthwise({2, 3}, 4, {1, stride})
                                                         : conv_2d({2, 3}, 4, {1, stride})},
                      {0}, {4});
  if (value != -1000) {
    TensorSpec fill = s8({1}, 0.1F, 11);
    fill.constant = bytes_of(std::vector<int8_t>{static_cast<int8_t>(value)});
    m.tensors.push_back(fill);
    m.operators[0] = op(60, {0, 1, 5}, {2});
  }
  return m;
}

ModelSpec seen_outside() {
  ModelSpec m = padded({1, 1, 1, 1}, 1);
  m.outputs = {4, 2};
  return m;
}

const PassCase kCases[] = {
    {"Everywhere", padded({1, 1, 1, 1}, 1), {3}, {}},
    {"Depthwise", padded({1, 1, 1, 1}, 1, true), {4}, {}},
    {"AfterOnlyWithStride", padded({0, 1, 0, 1}, 2), {3}, {}},
    {"ValueIsTheZeroPoint", padded({1, 1, 1, 1}, 1, false, 11), {3}, {}},
    {"OtherValue", padded({1, 1, 1, 1}, 1, false, 12), {60, 3}, {}},
    {"BeforeOnlyWithStride", padded({1, 0, 1, 0}, 2), {34, 3}, {}},
    {"EverywhereWithStride", padded({1, 1, 1, 1}, 2), {34, 3}, {}},
    {"TooWide", padded({2, 2, 2, 2}, 1), {34, 3}, {}},
    {"Batches", padded({1, 1, 1, 1, 1}, 1), {34, 3}, {}},
    {"OutputsStay", seen_outside(), {34, 3}, {}},
};
MOTE_TEST_PASS(SamePadding, merge_padding, kCases);

}  // namespace
}  // namespace mote::compiler
