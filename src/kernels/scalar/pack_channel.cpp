// SPDX-License-Identifier: Apache-2.0
#include "kernels/scalar/pack_channel.h"

namespace mote::scalar {
namespace {

int64_t magnitude(int64_t x) { return x < 0 ? -x : x; }

int32_t* fill_up(int8_t* bytes) {
  while ((reinterpret_cast<uintptr_t>(bytes) & 3) != 0) *bytes++ = 0;
  return reinterpret_cast<int32_t*>(bytes);
}

}  // namespace

namespace {

/// reach: a bound of the sums of products, up and down.
bool finish_head(const ModelChannel& channel, int64_t bias, int64_t reach, DepthwiseHead& head) {
  const int64_t plain = channel.bias;
  reach += magnitude(bias) > magnitude(plain) ? magnitude(bias) : magnitude(plain);
  const int32_t shift = -channel.factor.shift;
  if (shift < 1 || reach >= kSumBound) return false;
  if (reach < int64_t{1} << (shift - 1)) return true;  // less than a half: as without a factor
  const int64_t offset = (2 * int64_t{channel.output_zero_point} + 1) * (int64_t{1} << (shift - 1));
  if (reach + magnitude(offset) >= INT32_MAX) return false;
  head = {static_cast<int32_t>(bias), channel.bias, {channel.factor.multiplier, shift}};
  return true;
}

/// Of a channel without weights: factor and bias that give its output, whatever they were.
void finish_constant(const ModelChannel& channel, DepthwiseHead& head) {
  const int64_t scaled = rescale(channel.bias, channel.factor);
  const int64_t zero_point = channel.output_zero_point;
  const auto above =
      static_cast<int32_t>(clamp<int64_t>(scaled + zero_point, INT8_MIN, INT8_MAX) - zero_point);
  head = {4 * above, 4 * above, {1 << 30, 1}};
}

}  // namespace

bool head_of(const ModelChannel& channel, DepthwiseHead& head) {
  head = {0, 0, {0, 1}};
  if (channel.factor.multiplier == 0) return true;
  int32_t sum = 0;
  int32_t sum_of_magnitudes = 0;
  const int8_t* from = channel.weights;
  for (int32_t left = channel.depth; left > 0; --left, from += channel.step) {
    const int32_t weight = *from;
    sum += weight;
    sum_of_magnitudes += weight < 0 ? -weight : weight;
  }
  if (sum_of_magnitudes == 0) {
    finish_constant(channel, head);
    return true;
  }
  return finish_head(channel, channel.bias - int64_t{channel.input_zero_point} * sum,
                     int64_t{sum_of_magnitudes} * 256, head);
}

bool unit_head_of(const ModelChannel& channel, DepthwiseHead& head) {
  head = {0, 0, {0, 1}};
  if (channel.factor.multiplier == 0) return true;
  return finish_head(channel, channel.bias, int64_t{channel.depth} * 128 * 256, head);
}

int32_t* pack_pixel_channel(const ModelChannel& channel, int32_t* words) {
  DepthwiseHead numbers{};
  if (!head_of(channel, numbers)) return nullptr;
  auto* head = reinterpret_cast<PixelHead*>(words);
  auto* to = reinterpret_cast<int8_t*>(head + 1);
  uint32_t start = static_cast<uint32_t>(numbers.bias) * 0x10001U;
  const int8_t* from = channel.weights;
  for (int32_t left = channel.depth; left > 0;) {
    int8_t* const chunk = to++;
    int32_t count = 0;
    for (ChunkBounds bounds; left > 0 && count < kMostWeights && bounds.take(*from);
         from += channel.step, --left, ++count) {
      if (count == 0) {
        *chunk = *from;
        ++to;
      } else {
        *to++ = *from;
      }
    }
    chunk[1] = static_cast<int8_t>((kMostWeights - count) * kStepBytes);
    start -= 0x8000U;
  }
  *to++ = 0;
  *to++ = static_cast<int8_t>(kEndBytes);
  *head = {numbers.bias, static_cast<int32_t>(start), numbers.factor};
  return fill_up(to);
}

int32_t* pack_tap_channel(const ModelChannel& channel, int32_t* words) {
  auto* head = reinterpret_cast<DepthwiseHead*>(words);
  if (!head_of(channel, *head)) return nullptr;
  auto* to = reinterpret_cast<int8_t*>(head + 1);
  const int8_t* from = channel.weights;
  for (int32_t left = channel.depth; left > 0; --left, from += channel.step) *to++ = *from;
  return fill_up(to);
}

}  // namespace mote::scalar
