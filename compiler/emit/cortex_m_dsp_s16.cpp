// SPDX-License-Identifier: Apache-2.0
#include "emit/cortex_m_dsp.h"
#include "pack/conv_2d_s16.h"

namespace mote::compiler::dsp {
namespace {

using pack::LayerNumbers16;
using pack::PackedConv2d16;

int64_t bias_at(const format::TensorView& bias, uint32_t c) {
  const uint8_t* bytes = bias.constant_bytes();
  switch (bias.type()) {
    case TensorType::Int64: return load<int64_t>(bytes + 8 * c);
    case TensorType::Int32: return load<int32_t>(bytes + 4 * c);
    default: return load<int16_t>(bytes + 2 * c);
  }
}

std::optional<LayerNumbers16> numbers_of(StepWriter& w, const ChannelScales& scales,
                                         int32_t channels) {
  const format::TensorView weights = w.tensor(input_slot(1));
  const format::TensorView bias = w.tensor(input_slot(2));
  if (!weights.is_constant() || (bias && !bias.is_constant())) {
    w.note_slow("weights that are no constants");
    return std::nullopt;
  }
  LayerNumbers16 numbers;
  const auto* bytes = reinterpret_cast<const int8_t*>(weights.constant_bytes());
  numbers.weights.assign(bytes, bytes + weights.bytes());
  for (uint32_t c = 0; bias && c < bias.elements(); ++c) numbers.bias.push_back(bias_at(bias, c));
  numbers.factors = w.factors(scales);
  const Rescale first = numbers.factors[0];  // the only one if it serves all channels
  numbers.factors.resize(static_cast<size_t>(channels), first);
  return numbers;
}

uint32_t keep(StepWriter& w, std::optional<PackedConv2d16>&& packed, const std::string& reason) {
  if (!packed) {
    w.note_slow(reason);
    return 0;
  }
  const uint32_t bytes = packed->scratch_bytes;
  w.keep_packed(std::move(*packed));
  return bytes;
}

}  // namespace

uint32_t plan_conv_2d_s16(StepWriter& w, const Conv2dInteger& p, const ChannelScales& scales) {
  const auto numbers = numbers_of(w, scales, p.shape.output.channels);
  if (!numbers) return 0;
  std::string reason;
  auto packed = pack::pack_conv_2d_s16(p, *numbers, reason);
  return keep(w, std::move(packed), reason);
}

uint32_t plan_fully_connected_s16(StepWriter& w, const FullyConnectedInteger& p,
                                  const ChannelScales& scales) {
  const auto numbers = numbers_of(w, scales, p.shape.units);
  if (!numbers) return 0;
  std::string reason;
  auto packed = pack::pack_fully_connected_s16(p, *numbers, reason);
  return keep(w, std::move(packed), reason);
}

bool write_conv_2d_s16(StepWriter& w) {
  const auto* packed = w.packed<PackedConv2d16>();
  if (packed == nullptr) return false;
  w.include("kernels/cortex_m_dsp/conv_2d_s16.h");
  std::string words, channels;
  for (const uint32_t word : packed->weights) words += (words.empty() ? "" : ", ") + literal(word);
  for (const auto& c : packed->channels) {
    channels += (channels.empty() ? "{" : ", {") + literal(c.bias_low) + ", " +
                literal(c.bias_high) + ", " + literal(c.multiplier) + ", " + literal(c.shift) + "}";
  }
  const auto bytes = static_cast<uint32_t>(packed->weights.size() * 4);
  const uint32_t weight_bytes = w.tensor(input_slot(1)).bytes();
  const std::string weights = w.weight_array("kPacked", "uint32_t", words, bytes,
                                             weight_bytes < bytes ? weight_bytes : bytes);
  const std::string factors =
      w.array("kChannels", "mote::cortex_m_dsp::Channel16", channels,
              static_cast<uint32_t>(packed->channels.size() * sizeof(packed->channels[0])));
  w.call("cortex_m_dsp::conv_2d_s16",
         {w.constant(packed->params), w.input<int16_t>(0), weights, factors, w.output<int16_t>(0),
          packed->scratch_bytes == 0 ? "nullptr" : w.scratch<uint8_t>()});
  return true;
}

}  // namespace mote::compiler::dsp
