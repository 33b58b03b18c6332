// SPDX-License-Identifier: Apache-2.0
// The files of tools/mote/report, which the command carries in itself.
#pragma once

#include <string_view>

namespace mote::tool {

/// The content of one by its name; empty if there is none of that name.
std::string_view file_of_report(std::string_view name);

}  // namespace mote::tool
