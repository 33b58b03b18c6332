// SPDX-License-Identifier: Apache-2.0
// Runs files through the fuzz targets without a fuzzer, so that any compiler can replay a finding:
//   mote_fuzz_replay TARGET FILE_OR_FOLDER...    or    mote_fuzz_replay --all FOLDER
// where FOLDER holds a folder for each target. Status 0: all ran; 2: usage; 6: a file cannot be read.
// A finding ends the process.
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <iterator>
#include <string>
#include <vector>

#define MOTE_FUZZ_TARGET(name) extern "C" int mote_fuzz_##name(const uint8_t* data, size_t size);
#include "fuzz_targets.inc"
#undef MOTE_FUZZ_TARGET

namespace {

namespace fs = std::filesystem;

struct Target {
  const char* name;
  int (*run)(const uint8_t* data, size_t size);
};
constexpr Target kTargets[] = {
#define MOTE_FUZZ_TARGET(name) {#name, mote_fuzz_##name},
#include "fuzz_targets.inc"
#undef MOTE_FUZZ_TARGET
};

std::vector<fs::path> files_in(const fs::path& path) {
  std::vector<fs::path> files;
  if (!fs::is_directory(path)) return {path};
  for (const auto& entry : fs::recursive_directory_iterator(path)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// Number of files; -1 with a message if one cannot be read.
int replay(const Target& target, const fs::path& path, bool named) {
  int count = 0;
  for (const fs::path& file : files_in(path)) {
    std::ifstream in(file, std::ios::binary);
    if (!in) {
      std::cerr << "mote_fuzz_replay: " << file.string() << ": cannot be opened\n";
      return -1;
    }
    const std::vector<uint8_t> bytes{std::istreambuf_iterator<char>(in),
                                     std::istreambuf_iterator<char>()};
    if (named) std::cerr << target.name << ' ' << file.string() << '\n';
    // A copy of its own size, so that a read beyond it is seen.
    const std::unique_ptr<uint8_t[]> copy(new uint8_t[bytes.size()]);
    std::copy(bytes.begin(), bytes.end(), copy.get());
    (void)target.run(copy.get(), bytes.size());
    ++count;
  }
  return count;
}

int replay_all(const fs::path& folder) {
  int all = 0;
  for (const Target& target : kTargets) {
    if (!fs::is_directory(folder / target.name)) continue;
    const int count = replay(target, folder / target.name, true);
    if (count < 0) return 6;
    all += count;
  }
  std::cout << "replayed " << all << " files\n";
  return 0;
}

int usage() {
  std::cerr << "usage: mote_fuzz_replay TARGET FILE_OR_FOLDER... | --all FOLDER | --list\n"
               "Runs the files through a fuzz target; of --all, those in FOLDER/TARGET.\n";
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  if (words.size() == 1 && words[0] == "--list") {
    for (const Target& target : kTargets) std::cout << target.name << '\n';
    return 0;
  }
  if (words.size() < 2) return usage();
  if (words[0] == "--all") return replay_all(words[1]);
  for (const Target& target : kTargets) {
    if (words[0] != target.name) continue;
    int all = 0;
    for (size_t i = 1; i < words.size(); ++i) {
      const int count = replay(target, words[i], false);
      if (count < 0) return 6;
      all += count;
    }
    std::cout << "replayed " << all << " files\n";
    return 0;
  }
  std::cerr << "mote_fuzz_replay: there is no target '" << words[0] << "'; see --list\n";
  return 2;
}
