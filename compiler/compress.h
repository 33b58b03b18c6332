// SPDX-License-Identifier: Apache-2.0
// Which layers' weights a program keeps compressed.
#pragma once

#include <optional>

#include "emit/source.h"
#include "mote/model.h"

namespace mote::compiler {

/// Bytes of code on a Cortex-M4 that one of these functions takes.
uint32_t decoder_bytes(const std::vector<CompressedLayer>& layers);

/// The sources with those layers compressed that save flash, the code of the decoder counted. The arena
/// is that of `program`, the same one without any, or larger by an eighth at most of what that saves.
/// `program` is replaced.
Sources write_compressed(const mote::Model& model, SourceOptions options,
                         std::optional<Program>& program);

}  // namespace mote::compiler
