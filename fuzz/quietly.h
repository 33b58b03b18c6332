// SPDX-License-Identifier: Apache-2.0
// The mote command inside a fuzzer: in a folder of its own and without a word.
#pragma once

#include <filesystem>
#include <functional>

namespace mote::fuzz {

/// A folder in memory if there is such, made at the first call and removed when the process ends.
const std::filesystem::path& command_folder();

/// Calls a command in that folder; its exit status, as main() has it. What it prints is lost.
int quietly(const std::function<int()>& command);

}  // namespace mote::fuzz
