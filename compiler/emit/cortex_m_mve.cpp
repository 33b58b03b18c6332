// SPDX-License-Identifier: Apache-2.0
#include "emit/cortex_m_mve.h"

#include "emit/layer_numbers.h"
#include "kernels/cortex_m_mve/add_s8.h"
#include "overlap/overlay_kernels.h"
#include "pack/add.h"
#include "pack/mve.h"

namespace mote::compiler::mve {
namespace {

using cortex_m_mve::Conv2d;
using cortex_m_mve::Depthwise;
using cortex_m_mve::FullyConnected;
using pack::mve::Packed;

uint32_t scratch_bytes_of(const Conv2d& p) { return conv_2d_s8_scratch_bytes(p); }
uint32_t scratch_bytes_of(const Depthwise& p) { return depthwise_s8_scratch_bytes(p); }
uint32_t scratch_bytes_of(const FullyConnected& p) { return fully_connected_s8_scratch_bytes(p); }

/// Keeps what was packed for write(), or the reason why it was not.
template <class Params>
uint32_t keep(StepWriter& w, std::optional<Packed<Params>>&& packed, const std::string& reason) {
  if (!packed) {
    w.note_slow(reason);
    return 0;
  }
  const uint32_t bytes = scratch_bytes_of(packed->params);
  w.keep_packed(std::move(*packed));
  return bytes;
}

std::string words_of(StepWriter& w, const std::vector<int32_t>& words) {
  std::string list;
  for (const int32_t word : words) list += (list.empty() ? "" : ", ") + literal(word);
  return w.packed_layer(list, static_cast<uint32_t>(words.size() * 4));
}

std::string constant_of(StepWriter& w, const Conv2d& p) { return w.constant(p); }
std::string constant_of(StepWriter& w, const FullyConnected& p) { return w.constant(p); }
std::string constant_of(StepWriter& w, const Depthwise& p) {
  return w.constant(p, std::string("mote::cortex_m_mve::mote_mve_depthwise_") +
                           (is_by_squares(p) ? "squares" : "rows"));
}

/// NAME of a header of that name.
template <class Params>
bool write_layer(StepWriter& w, const std::string& name) {
  const auto* packed = w.packed<Packed<Params>>();
  if (packed == nullptr) return false;
  const std::string scratch =
      scratch_bytes_of(packed->params) == 0 ? "nullptr" : w.scratch<uint8_t>();
  w.include("kernels/cortex_m_mve/" + name + ".h");
  w.call("cortex_m_mve::" + name, {constant_of(w, packed->params), w.input<int8_t>(0),
                                   words_of(w, packed->words), w.output<int8_t>(0), scratch});
  return true;
}

}  // namespace

uint32_t plan_conv_2d(StepWriter& w, const Conv2dS8& p, const ChannelScales& scales) {
  const auto numbers = layer_numbers(w, scales, p.output.channels);
  if (!numbers) return 0;
  std::string reason;
  return keep(w, pack::mve::pack_conv_2d(p, *numbers, reason), reason);
}

uint32_t plan_depthwise(StepWriter& w, const DepthwiseConv2dS8& p, const ChannelScales& scales) {
  const auto numbers = layer_numbers(w, scales, p.output.channels);
  if (!numbers) return 0;
  std::string reason;
  if (p.input.channels == 1) {
    return keep(w, pack::mve::pack_depthwise_as_conv_2d(p, *numbers, reason), reason);
  }
  return keep(w, pack::mve::pack_depthwise(p, *numbers, reason), reason);
}

uint32_t plan_fully_connected(StepWriter& w, const FullyConnectedS8& p,
                              const ChannelScales& scales) {
  const auto numbers = layer_numbers(w, scales, p.shape.units);
  if (!numbers) return 0;
  std::string reason;
  return keep(w, pack::mve::pack_fully_connected(p, *numbers, reason), reason);
}

bool write_add(StepWriter& w) {
  const auto* packed = w.packed<pack::PackedAdd>();
  if (packed == nullptr || !w.target().mve) return false;
  const cortex_m_dsp::Add& p = packed->params;
  w.include("kernels/cortex_m_mve/add_s8.h");
  w.call(std::string("cortex_m_mve::") + packed->name(),
         {w.constant(cortex_m_mve::Add{p.first, p.second, p.offset, p.count}), w.input<int8_t>(0),
          w.input<int8_t>(1), w.output<int8_t>(0)});
  return true;
}

bool write(StepWriter& w) {
  return write_layer<Conv2d>(w, "conv_2d_s8") || write_layer<Depthwise>(w, "depthwise_s8") ||
         write_layer<FullyConnected>(w, "fully_connected_s8");
}

std::optional<KernelOverlap> overlap_of_conv_2d(StepWriter& w, const Conv2dS8& p) {
  if (w.packed<Packed<Conv2d>>() == nullptr) return std::nullopt;
  return overlap_of(cortex_m_mve_conv_2d(p.input, p.output, p.window));
}

std::optional<KernelOverlap> overlap_of_depthwise(StepWriter& w, const DepthwiseConv2dS8& p) {
  if (w.packed<Packed<Conv2d>>() != nullptr) {
    return overlap_of(cortex_m_mve_conv_2d(p.input, p.output, p.window));
  }
  const auto* packed = w.packed<Packed<Depthwise>>();
  if (packed == nullptr) return std::nullopt;
  return overlap_of(cortex_m_mve_depthwise(packed->params, p.input, p.output, p.window));
}

std::optional<KernelOverlap> overlap_of_fully_connected(StepWriter& w,
                                                        const FullyConnectedShape& p) {
  if (w.packed<Packed<FullyConnected>>() == nullptr) return std::nullopt;
  return overlap_of(cortex_m_mve_fully_connected(p));
}

}  // namespace mote::compiler::mve
