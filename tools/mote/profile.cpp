// SPDX-License-Identifier: Apache-2.0
// mote profile: what a model executes on a core, counted under the emulator. The measuring itself is
// tools/emulator/bench.py of Mote's sources, which builds the model into images; this finds it.
#include <filesystem>
#include <iostream>

#include <unistd.h>

#include "commands.h"
#include "session.h"

namespace mote::tool {
namespace {

namespace fs = std::filesystem;

/// Boards that a model of any size fits into, by the core's name.
struct BoardOfTarget {
  const char* target;
  const char* board;
};
constexpr BoardOfTarget kBoards[] = {
    {"cortex-m0", "bench-cortex-m0"},   {"cortex-m3", "bench-cortex-m3"},
    {"cortex-m4", "mps2-an386"},        {"cortex-m7", "bench-cortex-m7"},
    {"cortex-m33", "bench-cortex-m33"}, {"cortex-m55", "mps3-an547"},
    {"riscv32", "bench-riscv32"}};

const fs::path kScript = "tools/emulator/bench.py";

/// Mote's sources: where the user says, or above the folder of this program.
fs::path find_script(const std::string& source_dir) {
  std::error_code error;
  if (!source_dir.empty()) {
    if (fs::exists(source_dir / kScript, error)) return source_dir / kScript;
    throw Failure(kUsage, source_dir + ": holds no " + kScript.string() +
                              "; --source wants the folder of Mote's sources");
  }
  for (fs::path at = fs::read_symlink("/proc/self/exe", error); at.has_relative_path();
       at = at.parent_path()) {
    if (fs::exists(at.parent_path() / kScript, error)) return at.parent_path() / kScript;
  }
  throw Failure(
      kUsage,
      "profile: counting needs Mote's sources, a cross compiler and an emulator; say with "
      "--source where the sources are (`./x setup` there installs the rest)");
}

std::string board_of(const std::string& target) {
  for (const BoardOfTarget& pair : kBoards) {
    if (target == pair.target) return pair.board;
  }
  throw Failure(kUsage, "profile: no emulated board runs " + target);
}

}  // namespace

std::vector<std::string> profiled_targets() {
  std::vector<std::string> names;
  for (const BoardOfTarget& pair : kBoards) names.emplace_back(pair.target);
  return names;
}

int profile(const ProfileOptions& options) {
  const LoadedModel loaded(options.file);
  require(needed_bytes(*loaded.model).fault(), loaded.path, &*loaded.model);
  const fs::path script = find_script(options.source_dir);
  std::vector<std::string> words{"python3",
                                 script.string(),
                                 fs::absolute(options.file).string(),
                                 "--board",
                                 board_of(options.target),
                                 "--steps",
                                 "--wait-states",
                                 std::to_string(options.wait_states)};
  if (options.functions != 0) {
    words.insert(words.end(), {"--by-function", std::to_string(options.functions)});
  }
  if (options.json) words.emplace_back("--json");
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  execvp(arguments[0], arguments.data());
  throw Failure(kIoError, "profile: python3 cannot be started; is it installed?");
}

}  // namespace mote::tool
