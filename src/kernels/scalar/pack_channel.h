// SPDX-License-Identifier: Apache-2.0
// Packs channels for the kernels of this folder: on a host for compiled code, and on the device, some
// channels at a time, for interpreters.
#pragma once

#include "kernels/scalar/pixel_sums.h"
#include "kernels/scalar/tap_sums.h"

namespace mote::scalar {

/// An output channel as a model has it.
struct ModelChannel {
  const int8_t* weights;
  int32_t step;  ///< bytes from weight to weight
  int32_t depth;
  int32_t bias;
  Rescale factor;
  int32_t input_zero_point, output_zero_point;
};

/// What its sums begin with and are brought to int8 with; false if something might wrap, or if its
/// factor is above 1/2. A channel without a factor, or with one next to nothing, needs no bias.
bool head_of(const ModelChannel& channel, DepthwiseHead& head);
/// The same without a look at the weights, for inputs less their zero point; the depth decides.
bool unit_head_of(const ModelChannel& channel, DepthwiseHead& head);

/// Whether the sums of a chunk of weights fit the halves of a word for any inputs.
class ChunkBounds {
 public:
  /// False, and without the weight, if they would not with it.
  bool take(int32_t weight) {
    const int32_t upward = weight < 0 ? -128 * weight : 127 * weight;
    const int32_t downward = weight < 0 ? -127 * weight : 128 * weight;
    if (greatest_ + upward > INT16_MAX || least_ + downward > -INT16_MIN) return false;
    greatest_ += upward;
    least_ += downward;
    return true;
  }

 private:
  int32_t least_ = 0;  ///< without its sign
  int32_t greatest_ = 0;
};

/// The most that a channel takes (pixel_sums.h): every weight a chunk.
constexpr uint32_t pixel_channel_words(int32_t depth) {
  return kPixelHeadWords + (2U * static_cast<uint32_t>(depth) + 2 + 3) / 4;
}
constexpr uint32_t kTapChannelWords = kDepthwiseHeadWords + 3;  ///< of 3x3

/// Both return the end of the channel's words; nullptr if head_of() is false.
int32_t* pack_pixel_channel(const ModelChannel& channel, int32_t* words);
int32_t* pack_tap_channel(const ModelChannel& channel, int32_t* words);

/// A layer's channels. The step from one to the next: bytes.
struct ModelChannels {
  ModelChannel first;  ///< bias and factor are not used
  int32_t channel_step;
  const Unaligned<int32_t>* bias;  ///< one a channel, or null
  Rescale (*factor_of)(const void* layer, int32_t channel);
  const void* layer;

  ModelChannel at(int32_t index) const {
    ModelChannel channel = first;
    channel.weights += index * channel_step;
    channel.bias = bias == nullptr ? 0 : int32_t{bias[index]};
    channel.factor = factor_of(layer, index);
    return channel;
  }
};

}  // namespace mote::scalar
