// SPDX-License-Identifier: Apache-2.0
// The page of `mote report --html`: one file that loads nothing else.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

namespace mote::tool {

/// `report` is what `mote report --json` prints.
std::string report_page(const nlohmann::json& report);

}  // namespace mote::tool
