// SPDX-License-Identifier: Apache-2.0
// A container checked like a model file, for `mote verify` and `mote container verify`.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "mote/container.h"

namespace mote::tool {

/// What a header says, and in words.
nlohmann::json json_of(const ContainerHeader& header);
std::string words_of(const nlohmann::json& header);

/// Checks the container and the model in it. Has the fields that `mote verify --json` prints, and
/// "container" where that was taken.
nlohmann::json verify_container_file(const std::string& file, Span<const uint8_t> bytes,
                                     const ContainerPolicy& policy);
/// One that was taken, in words.
std::string sentence_of_container(const nlohmann::json& result);

}  // namespace mote::tool
