// SPDX-License-Identifier: Apache-2.0
// All fuzz targets in one program that any compiler builds. It replays findings, and it fuzzes too, by
// the same mutations but without being led by coverage.
#include <cstdio>
#include <csignal>
#include <unistd.h>

#include <fcntl.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "random_graphs/random_numbers.h"

#define MOTE_FUZZ_TARGET(name) extern "C" int mote_fuzz_##name(const uint8_t* data, size_t size);
#include "fuzz_targets.inc"
#undef MOTE_FUZZ_TARGET

// libfuzzer_models.cpp and libfuzzer_commands.cpp.
extern "C" size_t mote_fuzz_mutate_models(uint8_t* data, size_t size, size_t most, unsigned seed);
extern "C" size_t mote_fuzz_mutate_commands(uint8_t* data, size_t size, size_t most, unsigned seed);

namespace {

namespace fs = std::filesystem;
using Bytes = std::vector<uint8_t>;
using mote::random_graphs::RandomNumbers;

RandomNumbers& numbers() {
  static RandomNumbers all(1);
  return all;
}

}  // namespace

/// What libFuzzer has for its own: changes of any bytes.
extern "C" size_t LLVMFuzzerMutate(uint8_t* data, size_t size, size_t most) {
  RandomNumbers& random = numbers();
  const auto at = [&] { return random.below(static_cast<uint32_t>(std::max<size_t>(size, 1))); };
  const uint32_t kind = size == 0 ? 0 : random.below(6);
  if (kind == 0 && size < most) {
    const uint32_t here = size == 0 ? 0 : at();
    std::memmove(data + here + 1, data + here, size - here);
    data[here] = static_cast<uint8_t>(random.next());
    return size + 1;
  }
  if (kind == 1) {
    const uint32_t here = at();
    const uint32_t count =
        std::min<uint32_t>(1 + random.below(8), static_cast<uint32_t>(size) - here);
    std::memmove(data + here, data + here + count, size - here - count);
    return size - count;
  }
  if (kind == 2) {
    const uint32_t from = at(), to = at();
    std::memmove(data + to, data + from,
                 std::min<size_t>(1 + random.below(16), size - std::max(from, to)));
  } else if (kind == 3 && size != 0) {
    data[at()] ^= static_cast<uint8_t>(1U << random.below(8));
  } else if (size != 0) {
    data[at()] = static_cast<uint8_t>(random.chance(50) ? random.next() : 255 * random.below(2));
  }
  return size;
}

namespace {

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

bool read(const fs::path& file, Bytes& bytes) {
  std::ifstream in(file, std::ios::binary);
  if (!in) {
    std::cerr << "mote_fuzz_replay: " << file.string() << ": cannot be opened\n";
    return false;
  }
  bytes.assign(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  return true;
}

/// A copy of its own size, so that a read beyond it is seen.
void run(const Target& target, const Bytes& bytes) {
  const std::unique_ptr<uint8_t[]> copy(new uint8_t[bytes.size()]);
  std::copy(bytes.begin(), bytes.end(), copy.get());
  (void)target.run(copy.get(), bytes.size());
}

/// Number of files; -1 with a message if one cannot be read.
int replay(const Target& target, const fs::path& path, bool named) {
  int count = 0;
  for (const fs::path& file : files_in(path)) {
    Bytes bytes;
    if (!read(file, bytes)) return -1;
    if (named) std::cerr << target.name << ' ' << file.string() << '\n';
    run(target, bytes);
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

// What runs now, for the handler of signals.
const Bytes* input_now = nullptr;
char finding_file[256];

/// Nothing but what a signal handler may call. Ends as the signal would have.
extern "C" void keep_finding(int number) {
  const int file = open(finding_file, O_CREAT | O_WRONLY | O_TRUNC, 0644);
  if (file >= 0 && input_now != nullptr && write(file, input_now->data(), input_now->size()) >= 0) {
    constexpr char kText[] = "Test unit written to ";
    (void)!write(STDERR_FILENO, kText, sizeof(kText) - 1);
    (void)!write(STDERR_FILENO, finding_file, std::strlen(finding_file));
    (void)!write(STDERR_FILENO, "\n", 1);
  }
  signal(number, SIG_DFL);
  raise(number);
}

void keep_findings_in(const std::string& file) {
  std::snprintf(finding_file, sizeof(finding_file), "%s", file.c_str());
  for (const int number : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL}) signal(number, keep_finding);
}

Bytes mutated(const std::string& target, Bytes bytes, size_t most) {
  const size_t size = bytes.size();
  bytes.resize(std::max(most, size));
  const auto seed = static_cast<unsigned>(numbers().next());
  size_t left = 0;
  if (target == "command_line") {
    left = mote_fuzz_mutate_commands(bytes.data(), size, bytes.size(), seed);
  } else if (target == "readers" || target == "kernels" || target == "signal" ||
             target == "c_api") {
    left = LLVMFuzzerMutate(bytes.data(), size, bytes.size());
  } else {
    left = mote_fuzz_mutate_models(bytes.data(), size, bytes.size(), seed);
  }
  bytes.resize(left);
  return bytes;
}

/// Mutations of the inputs, and mutations of those, for so many seconds of the clock.
volatile uint64_t executions = 0;
int own_stderr = 2;  // a target may have redirected the other

int end_well() {
  char text[64];
  const int length = std::snprintf(text, sizeof(text), "stat::number_of_executed_units: %llu\n",
                                   static_cast<unsigned long long>(executions));
  return write(own_stderr, text, static_cast<size_t>(length)) == length ? 0 : 6;
}

/// An execution that goes on after the end is no finding: others share the cores.
constexpr unsigned kGraceSeconds = 5;
void cut(int) { _exit(end_well()); }

int fuzz(const Target& target, const fs::path& inputs, int seconds, const std::string& finding) {
  std::vector<Bytes> all;
  for (const fs::path& file : files_in(inputs)) {
    if (!read(file, all.emplace_back())) return 6;
  }
  if (all.empty()) return 6;
  keep_findings_in(finding);
  const time_t end = time(nullptr) + seconds;
  own_stderr = dup(2);
  std::signal(SIGALRM, cut);
  alarm(static_cast<unsigned>(seconds) + kGraceSeconds);
  while (time(nullptr) < end) {
    Bytes input = all[numbers().below(static_cast<uint32_t>(all.size()))];
    for (uint32_t depth = 1 + numbers().below(4); depth != 0; --depth) {
      input = mutated(target.name, std::move(input), input.size() + 256);
      input_now = &input;
      run(target, input);
      executions = executions + 1;
      input_now = nullptr;
    }
  }
  return end_well();
}

/// A target that finds something in everything.
int trip() {
  const Bytes input = {1, 2, 3};
  keep_findings_in("finding-trip");
  input_now = &input;
  std::abort();
}

int usage() {
  std::cerr
      << "usage: mote_fuzz_replay TARGET FILE_OR_FOLDER...\n"
         "       mote_fuzz_replay --all FOLDER\n"
         "       mote_fuzz_replay --fuzz SECONDS TARGET FOLDER FINDING\n"
         "       mote_fuzz_replay --list\n"
         "Runs files through a fuzz target; of --all, those in FOLDER/TARGET; of --fuzz, mutations "
         "of them,\nand writes an input that ends the process to the file FINDING.\n";
  return 2;
}

const Target* find(const std::string& name) {
  for (const Target& target : kTargets) {
    if (name == target.name) return &target;
  }
  std::cerr << "mote_fuzz_replay: there is no target '" << name << "'; see --list\n";
  return nullptr;
}

int replay_files(const std::vector<std::string>& words) {
  const Target* target = find(words[0]);
  if (target == nullptr) return 2;
  int all = 0;
  for (size_t i = 1; i < words.size(); ++i) {
    const int count = replay(*target, words[i], false);
    if (count < 0) return 6;
    all += count;
  }
  std::cout << "replayed " << all << " files\n";
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  if (words.size() == 1 && words[0] == "--trip") return trip();
  if (words.size() == 1 && words[0] == "--list") {
    for (const Target& target : kTargets) std::cout << target.name << '\n';
    return 0;
  }
  if (words.size() < 2 || (words[0] == "--fuzz" && words.size() != 5)) return usage();
  if (words[0] == "--all") return replay_all(words[1]);
  if (words[0] != "--fuzz") return replay_files(words);
  const Target* target = find(words[2]);
  return target == nullptr ? 2 : fuzz(*target, words[3], std::atoi(words[1].c_str()), words[4]);
}
