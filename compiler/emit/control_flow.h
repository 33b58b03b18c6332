// SPDX-License-Identifier: Apache-2.0
// Steps as statements: those of called subgraphs stand in the branches and loops of what calls them.
#pragma once

#include "emit/step_writer.h"

namespace mote::compiler {

/// Rounds that all loops of one invoke() may take together, as in an interpreter.
constexpr uint32_t kLoopLimit = 65536;

using Paddings = std::map<uint32_t, AbsorbedPadding>;

/// True for a PAD that a later step has taken over.
bool is_absorbed(const Paddings& paddings, uint32_t step);
/// What a step is, above its statements.
void comment_step(Program& program, SourceText& text, const StepWriter& writer);
StepWriter writer_of(Program& program, const Paddings& paddings, SourceText& text, uint32_t step);

/// Writes steps [begin, end).
void write_steps(Program& program, const Paddings& paddings, SourceText& text, uint32_t begin,
                 uint32_t end);

/// True if some step is a loop, which counts its rounds.
bool has_loops(Program& program);

}  // namespace mote::compiler
