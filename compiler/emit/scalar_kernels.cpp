// SPDX-License-Identifier: Apache-2.0
#include "emit/scalar_kernels.h"

#include "emit/layer_numbers.h"
#include "overlap/overlay_kernels.h"
#include "overlap/reference_kernels.h"
#include "kernels/scalar/add_s8.h"
#include "pack/add.h"
#include "pack/scalar.h"

namespace mote::compiler::scalar {
namespace {

using mote::scalar::Conv2d;
using mote::scalar::Depthwise;
using mote::scalar::FullyConnected;
using pack::scalar::Packed;

template <class Params>
bool keep(StepWriter& w, std::optional<Packed<Params>>&& packed, const std::string& reason) {
  if (packed) {
    w.keep_packed(std::move(*packed));
  } else {
    w.note_slow(reason);
  }
  return packed.has_value();
}

std::string words_of(StepWriter& w, const std::vector<int32_t>& words) {
  std::string list;
  for (const int32_t word : words) list += (list.empty() ? "" : ", ") + literal(word);
  return w.packed_layer(list, static_cast<uint32_t>(words.size() * 4));
}

uint32_t keep_conv_2d(StepWriter& w, std::optional<Packed<Conv2d>>&& packed,
                      const std::string& reason) {
  const uint32_t bytes = packed ? conv_2d_s8_scratch_bytes(packed->params) : 0;
  (void)keep(w, std::move(packed), reason);
  return bytes;
}

}  // namespace

uint32_t plan_conv_2d(StepWriter& w, const Conv2dS8& p, const ChannelScales& scales) {
  const auto numbers = layer_numbers(w, scales, p.output.channels);
  if (!numbers) return 0;
  std::string reason;
  auto packed = pack::scalar::pack_conv_2d(p, *numbers, reason);
  return keep_conv_2d(w, std::move(packed), reason);
}

uint32_t plan_depthwise(StepWriter& w, const DepthwiseConv2dS8& p, const ChannelScales& scales) {
  const auto numbers = layer_numbers(w, scales, p.output.channels);
  if (!numbers) return 0;
  std::string reason;
  if (p.input.channels == 1) {
    auto packed = pack::scalar::pack_depthwise_as_conv_2d(p, *numbers, reason);
    return keep_conv_2d(w, std::move(packed), reason);
  }
  auto packed = pack::scalar::pack_depthwise(p, *numbers, reason);
  const uint32_t bytes = packed ? depthwise_s8_scratch_bytes(packed->params) : 0;
  (void)keep(w, std::move(packed), reason);
  return bytes;
}

uint32_t plan_fully_connected(StepWriter& w, const FullyConnectedS8& p,
                              const ChannelScales& scales) {
  const auto numbers = layer_numbers(w, scales, p.shape.units);
  if (!numbers) return 0;
  std::string reason;
  auto packed = pack::scalar::pack_fully_connected(p, *numbers, reason);
  (void)keep(w, std::move(packed), reason);
  return 0;
}

uint32_t plan_add(StepWriter& w, const AddS8& p) {
  const uint32_t count = w.tensor(output_slot(0)).elements();
  const bool same =
      w.tensor(input_slot(0)).elements() == count && w.tensor(input_slot(1)).elements() == count;
  const auto packed = same ? pack::pack_add(p, count) : std::nullopt;
  if (packed) {
    const cortex_m_dsp::Add& a = packed->params;
    w.keep_packed(mote::scalar::Add{a.first, a.second, a.offset, packed->shift, count});
  } else {
    w.note_slow(same ? "no factors give the same bits" : "broadcasting");
  }
  return 0;
}

bool write(StepWriter& w) {
  if (const auto* add = w.packed<mote::scalar::Add>()) {
    w.include("kernels/scalar/add_s8.h");
    w.call("scalar::add_s8",
           {w.constant(*add), w.input<int8_t>(0), w.input<int8_t>(1), w.output<int8_t>(0)});
    return true;
  }
  if (const auto* packed = w.packed<Packed<Conv2d>>()) {
    w.include("kernels/scalar/conv_2d_s8.h");
    w.call("scalar::conv_2d_s8",
           {w.constant(packed->params), w.input<int8_t>(0), words_of(w, packed->words),
            w.output<int8_t>(0), w.scratch<uint8_t>()});
    return true;
  }
  if (const auto* packed = w.packed<Packed<Depthwise>>()) {
    w.include("kernels/scalar/depthwise_s8.h");
    w.call("scalar::depthwise_s8",
           {w.constant(packed->params), w.input<int8_t>(0), words_of(w, packed->words),
            w.output<int8_t>(0), w.scratch<uint8_t>()});
    return true;
  }
  if (const auto* packed = w.packed<Packed<FullyConnected>>()) {
    w.include("kernels/scalar/fully_connected_s8.h");
    w.call("scalar::fully_connected_s8", {w.constant(packed->params), w.input<int8_t>(0),
                                          words_of(w, packed->words), w.output<int8_t>(0)});
    return true;
  }
  return false;
}

bool is_slow_by_rows(StepWriter& w) {
  const auto* conv = w.packed<Packed<Conv2d>>();
  const auto* depthwise = w.packed<Packed<Depthwise>>();
  if (conv == nullptr && depthwise == nullptr) return false;
  const int32_t width =
      conv != nullptr ? conv->params.output_width : depthwise->params.output_width;
  const int32_t computed = (width + mote::scalar::kSumsPerBlock - 1) / mote::scalar::kSumsPerBlock *
                           mote::scalar::kSumsPerBlock;
  return computed * 8 > width * 9;
}

std::optional<KernelOverlap> overlap_of_conv_2d(StepWriter& w, const Conv2dS8& p) {
  if (w.packed<Packed<Conv2d>>() == nullptr) return std::nullopt;
  return overlap_of(scalar_conv_2d(p.input, p.output, p.window));
}

std::optional<KernelOverlap> overlap_of_depthwise(StepWriter& w, const DepthwiseConv2dS8& p) {
  if (w.packed<Packed<Conv2d>>() != nullptr) {
    return overlap_of(scalar_conv_2d(p.input, p.output, p.window));
  }
  const auto* packed = w.packed<Packed<Depthwise>>();
  if (packed == nullptr) return std::nullopt;
  return overlap_of(scalar_depthwise(p, packed->params.rows_at_once));
}

std::optional<KernelOverlap> overlap_of_fully_connected(StepWriter& w,
                                                        const FullyConnectedShape& p) {
  if (w.packed<Packed<FullyConnected>>() == nullptr) return std::nullopt;
  return overlap_of(scalar_fully_connected(p));
}

}  // namespace mote::compiler::scalar
