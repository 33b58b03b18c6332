// SPDX-License-Identifier: Apache-2.0
// `mote compile --compress`: which code, and what it brought.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "compile.h"

namespace mote::tool {

/// What --compress takes.
std::vector<std::string> compression_names();
compiler::Compression compression_named(const std::string& name);
/// Throws Failure if layers of the target have kernels that read packed weights.
void require_reference_kernels(const std::string& compression, const std::string& target,
                               const std::string& optimize);

nlohmann::json compression_json(const compiler::Compiled& made);
/// One line for people.
std::string compression_line(const compiler::Compiled& made);

}  // namespace mote::tool
