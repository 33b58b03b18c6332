// SPDX-License-Identifier: Apache-2.0
// The mote command, its main() itself, inside a fuzzer: in a folder of its own and without a word.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace mote::fuzz {

/// A folder in memory if there is such, made at the first call and removed when the process ends.
const std::filesystem::path& command_folder();

/// Runs `mote WORDS...` in that folder; its exit status. What it prints is lost.
int run_quietly(const std::vector<std::string>& words);

}  // namespace mote::fuzz
