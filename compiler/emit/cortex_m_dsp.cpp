// SPDX-License-Identifier: Apache-2.0
#include "emit/cortex_m_dsp.h"

#include <algorithm>
#include <optional>

#include "emit/layer_numbers.h"
#include "kernels/cortex_m_dsp/average_pool_s8.h"
#include "overlap/overlay_kernels.h"
#include "pack/add.h"
#include "pack/conv_2d.h"
#include "pack/depthwise_3x3.h"
#include "pack/fully_connected.h"

namespace mote::compiler::dsp {
namespace {

using pack::PackedConv2d;
using pack::PackedDepthwise;
using pack::PackedFullyConnected;

constexpr const char* kSpace = "mote::cortex_m_dsp::";

/// Keeps what was packed for write(), or the reason why it was not.
template <class Packed>
uint32_t keep(StepWriter& w, std::optional<Packed>&& packed, const std::string& reason) {
  if (!packed) {
    w.note_slow(reason);
    return 0;
  }
  const uint32_t scratch_bytes = packed->scratch_bytes;
  w.keep_packed(std::move(*packed));
  return scratch_bytes;
}

std::string words_of(StepWriter& w, const std::vector<int32_t>& words) {
  std::string list;
  for (const int32_t word : words) list += (list.empty() ? "" : ", ") + literal(word);
  return w.packed_layer(list, static_cast<uint32_t>(words.size() * 4));
}

std::string channels_of(StepWriter& w, const std::vector<cortex_m_dsp::WideChannel>& channels) {
  std::string list;
  for (const auto& channel : channels) {
    list += (list.empty() ? "{" : ", {") + literal(channel.multiplier) + ", " +
            literal(channel.shift) + "}";
  }
  return w.array("kChannels", std::string(kSpace) + "WideChannel", list,
                 static_cast<uint32_t>(channels.size() * sizeof(channels[0])));
}

std::string scratch_of(StepWriter& w, uint32_t bytes) {
  return bytes == 0 ? "nullptr" : w.scratch<uint8_t>();
}

}  // namespace

uint32_t plan_conv_2d(StepWriter& w, const Conv2dS8& p, const ChannelScales& scales) {
  const auto numbers = layer_numbers(w, scales, p.output.channels);
  if (!numbers) return 0;
  std::string reason;
  return keep(w, pack::pack_conv_2d(p, *numbers, reason), reason);
}

bool write_conv_2d(StepWriter& w) {
  const auto* packed = w.packed<PackedConv2d>();
  if (packed == nullptr) return false;
  w.include("kernels/cortex_m_dsp/conv_2d_s8.h");
  const std::string block = kSpace + packed->block;
  const std::string words = words_of(w, packed->matrix.words);
  const std::string scratch = scratch_of(w, packed->scratch_bytes);
  if (packed->matrix.kind == pack::Requantization::Wide) {
    const cortex_m_dsp::Conv2dWide wide{packed->params, packed->range.low, packed->range.high};
    w.call("cortex_m_dsp::" + packed->function,
           {w.constant(wide, block), w.input<int8_t>(0), words,
            channels_of(w, packed->matrix.wide_channels), w.output<int8_t>(0), scratch});
  } else {
    w.call("cortex_m_dsp::" + packed->function,
           {w.constant(packed->params, block), w.input<int8_t>(0), words, w.output<int8_t>(0),
            scratch});
  }
  return true;
}

uint32_t plan_depthwise(StepWriter& w, const DepthwiseConv2dS8& p, const ChannelScales& scales) {
  const auto numbers = layer_numbers(w, scales, p.output.channels);
  if (!numbers) return 0;
  std::string reason;
  if (p.input.channels == 1) {
    return keep(w, pack::pack_depthwise_as_conv_2d(p, *numbers, reason), reason);
  }
  return keep(w, pack::pack_depthwise_3x3(p, *numbers, reason, w.is_by_rows()), reason);
}

bool write_depthwise(StepWriter& w) {
  if (write_conv_2d(w)) return true;
  const auto* packed = w.packed<PackedDepthwise>();
  if (packed == nullptr) return false;
  w.include("kernels/cortex_m_dsp/depthwise_3x3_s8.h");
  const std::string words = words_of(w, packed->words);
  std::string params;
  if (packed->sums.empty()) {
    params = w.constant(packed->params, kSpace + packed->line);
  } else {
    cortex_m_dsp::Depthwise3x3Wide wide{};
    wide.layer = packed->params;
    wide.low = packed->range.low;
    wide.high = packed->range.high;
    params = w.constant(wide, kSpace + packed->line, kSpace + packed->sums);
  }
  w.call("cortex_m_dsp::" + packed->function,
         {params, w.input<int8_t>(0), words, w.output<int8_t>(0),
          scratch_of(w, packed->scratch_bytes)});
  return true;
}

uint32_t plan_fully_connected(StepWriter& w, const FullyConnectedS8& p,
                              const ChannelScales& scales) {
  const auto numbers = layer_numbers(w, scales, p.shape.units);
  if (!numbers) return 0;
  std::string reason;
  return keep(w, pack::pack_fully_connected(p, *numbers, reason), reason);
}

bool write_fully_connected(StepWriter& w) {
  const auto* packed = w.packed<PackedFullyConnected>();
  if (packed == nullptr) return false;
  w.include("kernels/cortex_m_dsp/fully_connected_s8.h");
  const std::string block = kSpace + packed->block;
  const std::string words = words_of(w, packed->matrix.words);
  const std::string scratch = scratch_of(w, packed->scratch_bytes);
  if (packed->matrix.kind == pack::Requantization::Wide) {
    const cortex_m_dsp::FullyConnectedWide wide{packed->params,
                                                static_cast<uint16_t>(packed->matrix.chunk_groups),
                                                packed->range.low, packed->range.high};
    w.call("cortex_m_dsp::" + packed->function,
           {w.constant(wide, block), w.input<int8_t>(0), words,
            channels_of(w, packed->matrix.wide_channels), w.output<int8_t>(0), scratch});
  } else {
    w.call("cortex_m_dsp::" + packed->function,
           {w.constant(packed->params, block), w.input<int8_t>(0), words, w.output<int8_t>(0),
            scratch});
  }
  return true;
}

uint32_t plan_add(StepWriter& w, const AddS8& p) {
  const uint32_t count = w.tensor(output_slot(0)).elements();
  const bool same =
      w.tensor(input_slot(0)).elements() == count && w.tensor(input_slot(1)).elements() == count;
  std::optional<pack::PackedAdd> packed;
  if (same) packed = pack::pack_add(p, count);
  if (packed) {
    w.keep_packed(*packed);
  } else {
    w.note_slow(same ? "no factors give the same bits" : "broadcasting");
  }
  return 0;
}

bool write_add(StepWriter& w) {
  const auto* packed = w.packed<pack::PackedAdd>();
  if (packed == nullptr) return false;
  w.include("kernels/cortex_m_dsp/add_s8.h");
  w.call(std::string("cortex_m_dsp::") + packed->name(),
         {w.constant(packed->params), w.input<int8_t>(0), w.input<int8_t>(1), w.output<int8_t>(0)});
  return true;
}

namespace {

bool fits_average_pool(const PoolS8& p) {
  const auto& [input, output, window] = p.shape;
  const int32_t extents[] = {input.batches, input.channels, input.height,
                             input.width,   output.height,  output.width};
  const int32_t bytes[] = {window.filter_h, window.filter_w, window.stride_h,
                           window.stride_w, window.pad_top,  window.pad_left};
  return *std::max_element(std::begin(extents), std::end(extents)) <= UINT16_MAX &&
         *std::max_element(std::begin(bytes), std::end(bytes)) <= UINT8_MAX;
}

}  // namespace

bool write_average_pool(StepWriter& w, const PoolS8& p) {
  const auto& [input, output, window] = p.shape;
  if (!fits_average_pool(p)) {
    w.note_slow("extents above 65535, or a window above 255");
    return false;
  }
  const auto wide = [](int32_t x) { return static_cast<uint16_t>(x); };
  const auto narrow = [](int32_t x) { return static_cast<uint8_t>(x); };
  const cortex_m_dsp::AveragePool pool{wide(input.batches),
                                       wide(input.channels),
                                       wide(input.height),
                                       wide(input.width),
                                       wide(output.height),
                                       wide(output.width),
                                       narrow(window.filter_h),
                                       narrow(window.filter_w),
                                       narrow(window.stride_h),
                                       narrow(window.stride_w),
                                       narrow(window.pad_top),
                                       narrow(window.pad_left),
                                       p.range.low,
                                       p.range.high};
  w.include("kernels/cortex_m_dsp/average_pool_s8.h");
  w.call("cortex_m_dsp::average_pool_s8",
         {w.constant(pool), w.input<int8_t>(0), w.output<int8_t>(0)});
  return true;
}

std::optional<KernelOverlap> overlap_of_conv_2d(StepWriter& w, const Conv2dS8& p) {
  if (w.packed<PackedConv2d>() == nullptr) return std::nullopt;
  return overlap_of(cortex_m_dsp_conv_2d(p.input, p.output, p.window));
}

std::optional<KernelOverlap> overlap_of_depthwise(StepWriter& w, const DepthwiseConv2dS8& p) {
  if (w.packed<PackedConv2d>() != nullptr) {
    return overlap_of(cortex_m_dsp_conv_2d(p.input, p.output, p.window));
  }
  const auto* packed = w.packed<PackedDepthwise>();
  if (packed == nullptr) return std::nullopt;
  return overlap_of(LineKernel{p.input, p.output, p.window, packed->params.is_transposed != 0});
}

std::optional<KernelOverlap> overlap_of_fully_connected(StepWriter& w,
                                                        const FullyConnectedShape& p) {
  const auto* packed = w.packed<PackedFullyConnected>();
  if (packed == nullptr) return std::nullopt;
  return overlap_of(cortex_m_dsp_fully_connected(p, packed->scratch_bytes != 0));
}

std::optional<KernelOverlap> overlap_of_average_pool(const PoolS8& p) {
  if (!fits_average_pool(p)) return std::nullopt;
  return overlap_of(cortex_m_dsp_average_pool(p.shape));
}

}  // namespace mote::compiler::dsp
