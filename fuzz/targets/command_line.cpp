// SPDX-License-Identifier: Apache-2.0
// Any arguments and files to the mote command, its main() itself: it ends with one of its statuses and
// in bounded time. It works in a folder of its own and sees no path outside it.
#include <algorithm>
#include <filesystem>
#include <fstream>

#include "command_input.h"
#include "expect.h"
#include "work_limits.h"
#include "quietly.h"

int mote_command_main(int argc, char** argv);

namespace mote::fuzz {
namespace {

void write_files(const CommandInput& input) {
  namespace fs = std::filesystem;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(command_folder(), ignored)) {
    fs::remove_all(entry.path(), ignored);
  }
  for (size_t i = 0; i < input.files.size(); ++i) {
    std::ofstream(command_folder() / file_name(i), std::ios::binary)
        .write(reinterpret_cast<const char*>(input.files[i].data()),
               static_cast<std::streamsize>(input.files[i].size()));
  }
}

/// No argument may lead out of the folder.
bool is_harmless(const std::string& word) {
  return word.find('/') == std::string::npos && word.find("..") == std::string::npos;
}

/// A model that may run for minutes is no finding, and a process that ends is no fuzzer.
bool is_quick(const CommandInput& input) {
  return std::all_of(input.files.begin(), input.files.end(), [](const auto& file) {
    const Result<Model> model = Model::verify({file.data(), file.size()});
    return !model.ok() || most_work(*model) <= kMostWork;
  });
}

}  // namespace
}  // namespace mote::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace mote::fuzz;
  const CommandInput input = CommandInput::split(data, size);
  std::vector<std::string> words = {"mote"};
  for (const std::string& word : input.arguments) {
    if (is_harmless(word)) words.push_back(word);
  }
  if (words.size() < 2 || words.size() > 20 || !is_quick(input)) return 0;
  write_files(input);
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  const int status =
      quietly([&] { return mote_command_main(static_cast<int>(words.size()), argv.data()); });
  expect(status >= 0 && status <= 6, "a status that `mote --help` does not name");
  return 0;
}
