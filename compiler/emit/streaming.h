// SPDX-License-Identifier: Apache-2.0
// Statements of a program whose input is a window of time (compiler/streaming).
#pragma once

#include <string>

#include "emit/control_flow.h"

namespace mote::compiler {

/// Finds what can be streamed along axis 1. Returns what keeps the model from it; empty: nothing.
std::string stream_of(Program& program, const Paddings& paddings, SourceText& text, int32_t hop,
                      Stream& stream);

/// Moves the rows of a tensor that stay to its start.
void write_shift(Program& program, SourceText& text, uint32_t record);

}  // namespace mote::compiler
