// SPDX-License-Identifier: Apache-2.0
#include "emit/cortex_m_dsp.h"

#include <optional>

#include "emit/layer_numbers.h"
#include "ops/mul/cortex_m_dsp.h"
#include "ops/reduce/cortex_m_dsp.h"
#include "ops/shared/cortex_m_dsp.h"
#include "ops/shared/integer_layer.h"
#include "overlap/overlay_kernels.h"
#include "pack/add.h"
#include "pack/conv_2d.h"
#include "pack/depthwise.h"
#include "pack/depthwise_3x3.h"
#include "pack/fully_connected.h"

namespace mote::compiler::dsp {
namespace {

using pack::GeneralDepthwise;
using pack::PackedConv2d;
using pack::PackedDepthwise;
using pack::PackedFullyConnected;

constexpr const char* kSpace = "mote::cortex_m_dsp::";

struct PackedMul {
  cortex_m_dsp::Mul params;
  bool is_exact;
};

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
    auto packed = pack::pack_depthwise_as_conv_2d(p, *numbers, reason);
    if (packed) return keep(w, std::move(packed), reason);
  } else {
    auto packed = pack::pack_depthwise_3x3(p, *numbers, reason, w.is_by_rows());
    if (packed) return keep(w, std::move(packed), reason);
  }
  std::optional<pack::GeneralDepthwise> general = pack::general_depthwise(p, numbers->factors);
  return keep(w, std::move(general), reason);
}

namespace {

/// Weights as int8, whatever they are in the model.
std::string plain_weights(StepWriter& w) {
  const format::TensorView weights = w.tensor(input_slot(1));
  if (weights.type() == TensorType::Int8) return w.input<int8_t>(1);
  const Int4Weights from{weights.constant_bytes()};
  std::string list;
  for (uint32_t i = 0; i < weights.elements(); ++i) {
    list += (list.empty() ? "" : ", ") + std::to_string(from[static_cast<int32_t>(i)]);
  }
  return w.weight_array("kWeights", "int8_t", list, weights.elements(), weights.bytes());
}

void write_general_depthwise(StepWriter& w, const GeneralDepthwise& packed) {
  std::string list;
  for (const auto& factor : packed.factors) {
    list += (list.empty() ? "{" : ", {") + literal(factor.multiplier) + ", " +
            literal(factor.power) + "}";
  }
  const std::string factors =
      std::string(kSpace) + "ChannelFactors{" +
      w.array("kFactors", std::string(kSpace) + "ChannelFactor", list,
              static_cast<uint32_t>(packed.factors.size() * sizeof(packed.factors[0]))) +
      ", 1, " + literal(packed.is_exact) + "}";
  const std::string weights = plain_weights(w), bias = w.input<Unaligned<int32_t>>(2);
  const std::string params = w.constant(packed.params);
  if (packed.row.empty()) {
    w.include("kernels/cortex_m_dsp/depthwise_taps_s8.h");
    w.call("cortex_m_dsp::depthwise_taps_s8", {params, w.input<int8_t>(0), weights, bias, factors,
                                               w.output<int8_t>(0), w.scratch<uint8_t>()});
  } else {
    w.include("kernels/cortex_m_dsp/depthwise_rows_s8.h");
    w.call("cortex_m_dsp::depthwise_rows_s8",
           {params, kSpace + packed.row, w.input<int8_t>(0), weights, bias, factors,
            w.output<int8_t>(0), w.scratch<uint8_t>()});
  }
}

}  // namespace

bool write_depthwise(StepWriter& w) {
  if (write_conv_2d(w)) return true;
  if (const auto* general = w.packed<GeneralDepthwise>()) {
    write_general_depthwise(w, *general);
    return true;
  }
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

uint32_t plan_add(StepWriter& w, const AddS8& p, int32_t sign) {
  const uint32_t count = w.tensor(output_slot(0)).elements();
  const bool same =
      w.tensor(input_slot(0)).elements() == count && w.tensor(input_slot(1)).elements() == count;
  std::optional<pack::PackedAdd> packed;
  if (same) packed = pack::pack_add(p, count, sign);
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

uint32_t plan_mul(StepWriter& w, const MulQuantized& p) {
  PackedMul packed{{}, cortex_m_dsp::is_exact(p.factor)};
  if (cortex_m_dsp::mul_of(p, packed.params)) {
    w.keep_packed(packed);
  } else {
    w.note_slow("broadcasting other than of rows");
  }
  return 0;
}

bool write_mul(StepWriter& w) {
  const auto* packed = w.packed<PackedMul>();
  if (packed == nullptr) return false;
  w.include("kernels/cortex_m_dsp/mul_s8.h");
  w.call(packed->is_exact ? "cortex_m_dsp::mul_s8_exact" : "cortex_m_dsp::mul_s8",
         {w.constant(packed->params), w.input<int8_t>(0), w.input<int8_t>(1), w.output<int8_t>(0)});
  return true;
}

uint32_t plan_reduced_sum(StepWriter& w, const ScaledReduction& p) {
  cortex_m_dsp::ReducedSum sum{};
  if (cortex_m_dsp::reduced_sum_of(p, sum)) {
    w.keep_packed(sum);
  } else {
    w.note_slow("axes that are no neighbours, or the last one");
  }
  return 0;
}

bool write_reduced_sum(StepWriter& w) {
  const auto* packed = w.packed<cortex_m_dsp::ReducedSum>();
  if (packed == nullptr) return false;
  w.include("kernels/cortex_m_dsp/reduced_sum_s8.h");
  w.call("cortex_m_dsp::reduced_sum_s8",
         {w.constant(*packed), w.input<int8_t>(0), w.output<int8_t>(0)});
  return true;
}

bool write_pool(StepWriter& w, const PoolS8& p, const std::string& kernel) {
  if (!cortex_m_dsp::fits_pool(p.shape)) {
    w.note_slow("extents above 65535, or a window above 255");
    return false;
  }
  w.include("kernels/cortex_m_dsp/" + kernel + ".h");
  w.call("cortex_m_dsp::" + kernel,
         {w.constant(cortex_m_dsp::pool_of(p)), w.input<int8_t>(0), w.output<int8_t>(0)});
  return true;
}

std::optional<KernelOverlap> overlap_of_conv_2d(StepWriter& w, const Conv2dS8& p) {
  if (w.packed<PackedConv2d>() == nullptr) return std::nullopt;
  return overlap_of(cortex_m_dsp_conv_2d(p.input, p.output, p.window));
}

std::optional<KernelOverlaps> overlaps_of_depthwise(StepWriter& w, const DepthwiseConv2dS8& p) {
  if (w.packed<PackedConv2d>() != nullptr) {
    return KernelOverlaps{overlap_of(cortex_m_dsp_conv_2d(p.input, p.output, p.window))};
  }
  if (const auto* general = w.packed<GeneralDepthwise>()) {
    // Each multiple of a channel reads the image again, and taps may read channels again.
    if (general->row.empty() || p.depth_multiplier != 1) return KernelOverlaps{};
    return KernelOverlaps{overlap_of(LineKernel{p.input, p.output, p.window, false})};
  }
  const auto* packed = w.packed<PackedDepthwise>();
  if (packed == nullptr) return std::nullopt;
  return KernelOverlaps{
      overlap_of(LineKernel{p.input, p.output, p.window, packed->params.is_transposed != 0})};
}

std::optional<KernelOverlap> overlap_of_fully_connected(StepWriter& w,
                                                        const FullyConnectedShape& p) {
  const auto* packed = w.packed<PackedFullyConnected>();
  if (packed == nullptr) return std::nullopt;
  return overlap_of(cortex_m_dsp_fully_connected(p, packed->scratch_bytes != 0));
}

std::optional<KernelOverlap> overlap_of_pool(const PoolS8& p) {
  if (!cortex_m_dsp::fits_pool(p.shape)) return std::nullopt;
  return overlap_of(cortex_m_dsp_pool(p.shape));
}

}  // namespace mote::compiler::dsp
