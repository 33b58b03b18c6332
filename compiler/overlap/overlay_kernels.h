// SPDX-License-Identifier: Apache-2.0
// How the kernels of src/kernels go through their tensors, where not as the reference ones or a
// LineKernel (cortex_m_dsp's depthwise 3x3).
#pragma once

#include "kernels/cortex_m_dsp/matrix_block.h"
#include "kernels/cortex_m_dsp/unit_block.h"
#include "kernels/cortex_m_mve/depthwise_s8.h"
#include "kernels/cortex_m_mve/unit_block.h"
#include "kernels/scalar/conv_2d_s8.h"
#include "kernels/scalar/fully_connected_s8.h"
#include "overlap/reference_kernels.h"

namespace mote::compiler {

/// The windows of three pixels are in the scratch before the first of their outputs is written; a
/// block goes on in the next row and in the next batch.
inline WindowKernel cortex_m_dsp_conv_2d(const Shape4& input, const Shape4& output,
                                         const Window& window) {
  WindowKernel kernel{input, output, window};
  kernel.pixels_per_block = cortex_m_dsp::kPixelsPerBlock;
  kernel.channels_per_block = kAllChannels;
  kernel.blocks_cross_batches = true;
  return kernel;
}

/// `is_copied`: a batch's input is in the scratch before its first output is written.
inline WindowKernel cortex_m_dsp_fully_connected(const FullyConnectedShape& p, bool is_copied) {
  WindowKernel kernel = reference_fully_connected(p, 1);
  kernel.channels_per_block = is_copied ? kAllChannels : cortex_m_dsp::kUnitsPerBlock;
  return kernel;
}

/// Four channels at a time, or more; those left over one by one, for which all are taken to be so.
inline WindowKernel cortex_m_dsp_pool(const PoolShape& p) {
  WindowKernel kernel = reference_pool(p, 1);
  if (p.input.channels % 4 == 0) kernel.channels_per_block = 4;
  return kernel;
}

/// Two pixels at a time, across rows and batches; four of their channels are written before the next four
/// are computed, from windows in the scratch unless they are pixels.
inline WindowKernel cortex_m_mve_conv_2d(const Shape4& input, const Shape4& output,
                                         const Window& window) {
  WindowKernel kernel{input, output, window};
  kernel.pixels_per_block = cortex_m_mve::kPixelsPerBlock;
  kernel.channels_per_block = window.filter_h * window.filter_w == 1
                                  ? static_cast<uint32_t>(cortex_m_mve::kChannelsPerBlock)
                                  : kAllChannels;
  kernel.blocks_cross_batches = true;
  return kernel;
}

/// The inputs of a row of outputs, or of two, are in the scratch before the first is written.
inline WindowKernel cortex_m_mve_depthwise(const cortex_m_mve::Depthwise& p, const Shape4& input,
                                           const Shape4& output, const Window& window) {
  WindowKernel kernel{input, output, window};
  kernel.pixels_per_block = static_cast<uint32_t>(output.width) * (is_by_squares(p) ? 2U : 1U);
  kernel.channels_per_block = kAllChannels;
  return kernel;
}

/// A batch's input is in the scratch before its first output is written, unless it is whole steps.
inline WindowKernel cortex_m_mve_fully_connected(const FullyConnectedShape& p) {
  WindowKernel kernel = reference_fully_connected(p, 1);
  const bool is_copied = p.depth % cortex_m_mve::kStep != 0;
  kernel.channels_per_block = is_copied ? kAllChannels : cortex_m_mve::kUnitsPerBlock;
  return kernel;
}

inline WindowKernel scalar_conv_2d(const Shape4& input, const Shape4& output,
                                   const Window& window) {
  WindowKernel kernel{input, output, window};
  kernel.pixels_per_block = mote::scalar::kPixelsPerBlock;
  kernel.channels_per_block = kAllChannels;
  return kernel;
}

/// Some rows of the output at a time, whose input is in the scratch before they are written, or each
/// element by itself.
inline WindowKernel scalar_depthwise(const DepthwiseConv2dS8& p, int32_t rows_at_once) {
  WindowKernel kernel = reference_depthwise(p, 1);
  if (rows_at_once == 0) return kernel;
  kernel.pixels_per_block = static_cast<uint32_t>(rows_at_once * p.output.width);
  kernel.channels_per_block = kAllChannels;
  return kernel;
}

inline WindowKernel scalar_fully_connected(const FullyConnectedShape& p) {
  WindowKernel kernel = reference_fully_connected(p, 1);
  kernel.channels_per_block = mote::scalar::kUnitsPerBlock;
  return kernel;
}

}  // namespace mote::compiler
