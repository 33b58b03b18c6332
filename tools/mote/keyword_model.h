// SPDX-License-Identifier: Apache-2.0
// The project's own keyword model (models/keyword_spotting), built into the command.
#pragma once

#include <cstdint>
#include <vector>

namespace mote::tool {

std::vector<uint8_t> keyword_model();

}  // namespace mote::tool
