// SPDX-License-Identifier: Apache-2.0
// What a layer has for each output channel, for the packing functions of overlays.
#pragma once

#include <optional>

#include "emit/step_writer.h"
#include "pack/conv_2d.h"

namespace mote::compiler {

/// Inputs 1 and 2 of a step are weights, of 8 or 4 bits, and bias. nullopt, with a note of the reason, if they are no
/// constants.
std::optional<pack::LayerNumbers> layer_numbers(StepWriter& w, const ChannelScales& scales,
                                                int32_t channels);

}  // namespace mote::compiler
