// SPDX-License-Identifier: Apache-2.0
// Mutated models through `mote verify` and `mote run`: each must end with status 0, 3, 4 or 5 within a
// bounded time. Number N of a seed is always the same model. The commands run in this process, under
// whatever sanitizers it was built with; a worker that dies is a finding, and another one goes on.
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <thread>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "commands.h"
#include "mutate.h"
#include "quietly.h"

namespace mote::fuzz {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr int kStatuses = 8;  ///< the last one counts all others
constexpr int kSkipped = 77;
constexpr int kDoesNotFit = 5;
constexpr const char* kCommands[] = {"verify", "run"};
constexpr const char* kMutated = "mutated.tflite";

struct Options {
  std::string folder, keep, mote;
  uint64_t seed = 1, first = 0, count = 100000;
  uint32_t jobs = 2, each_process = 0;
  uint32_t limit_s = 5;  ///< of `mote run`
  bool json = false;
};

/// What a worker tells its parent, in shared memory.
struct Progress {
  uint64_t next, end;
  uint64_t counts[2][kStatuses];
  uint64_t processes;
  uint64_t out_of_time;  ///< ended by the limit, with status 5
  double slowest_s[2];
  uint64_t slowest[2];
  uint32_t command;  ///< that it runs now
  char folder[64];   ///< where it works
  bool has_wrong;
  uint64_t wrong_number;
  int wrong_status;
};

struct Finding {
  uint64_t number;
  std::string what;
};

class Corpus {
 public:
  explicit Corpus(const fs::path& folder) {
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      if (entry.path().extension() == ".tflite") files_.push_back(entry.path());
    }
    std::sort(files_.begin(), files_.end());
  }
  size_t size() const { return files_.size(); }
  const fs::path& file_of(uint64_t number) const { return files_[number % files_.size()]; }

  Bytes mutated(uint64_t seed, uint64_t number) const {
    std::ifstream in(file_of(number), std::ios::binary);
    Bytes file{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    Random random(seed * 0x9E3779B97F4A7C15 + number);
    if (random.chance(50) || !mutate_fields(file, random)) mutate_bits(file, random);
    return file;
  }

 private:
  std::vector<fs::path> files_;
};

double cpu_s() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

bool is_expected(int status) { return status == 0 || (status >= 3 && status <= 5); }

void write(const fs::path& path, const Bytes& bytes) {
  std::ofstream(path, std::ios::binary)
      .write(reinterpret_cast<const char*>(bytes.data()),
             static_cast<std::streamsize>(bytes.size()));
}

/// The same by a process of its own.
int status_of_process(const Options& options, const std::string& words, const fs::path& file) {
  const std::string line =
      "'" + options.mote + "' " + words + " '" + file.string() + "' >/dev/null 2>&1";
  const int status = std::system(line.c_str());
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/// CPU time that a command may take: what `mote run` allows the model, and as much again for files and
/// for the grain of the clock.
double bound_s(const Options& options) { return 2.0 * options.limit_s; }

/// What the command does once its arguments are read.
int run_command(const Options& options, uint32_t command) {
  if (command == 0) return tool::verify({kMutated}, false);
  tool::RunOptions run;
  run.file = kMutated;
  run.most_seconds = options.limit_s;
  return tool::run(run);
}

std::string words_of(const Options& options, uint32_t command) {
  if (command == 0) return kCommands[0];
  return std::string(kCommands[1]) + " --time-limit " + std::to_string(options.limit_s);
}

void try_number(const Options& options, const Corpus& corpus, uint64_t number, Progress& progress) {
  const fs::path file = command_folder() / kMutated;
  write(file, corpus.mutated(options.seed, number));
  for (uint32_t c = 0; c < std::size(kCommands); ++c) {
    progress.command = c;
    const double begun = cpu_s();
    const int status = quietly([&] { return run_command(options, c); });
    const double took = cpu_s() - begun;
    ++progress.counts[c][std::clamp(status, 0, kStatuses - 1)];
    if (took > progress.slowest_s[c]) {
      progress.slowest_s[c] = took;
      progress.slowest[c] = number;
    }
    bool is_well = is_expected(status) && took <= bound_s(options);
    int wrong = status;
    if (is_well && options.each_process != 0 && number % options.each_process == 0) {
      wrong = status_of_process(options, words_of(options, c), file);
      is_well = wrong == status;
      ++progress.processes;
    }
    if (is_well) continue;
    progress.has_wrong = true;
    progress.wrong_number = number;
    progress.wrong_status = wrong;
  }
}

class Pool {
 public:
  Pool(const Options& options, const Corpus& corpus) : options_(options), corpus_(corpus) {
    void* shared = mmap(nullptr, sizeof(Progress) * options.jobs, PROT_READ | PROT_WRITE,
                        MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    progress_ = static_cast<Progress*>(shared);
    for (uint32_t j = 0; j < options.jobs; ++j) {
      progress_[j] = {};
      progress_[j].next = options.first + options.count * j / options.jobs;
      progress_[j].end = options.first + options.count * (j + 1) / options.jobs;
      workers_.push_back({0, 0, progress_[j].next});
      start(j);
    }
  }

  void wait_for_all() {
    uint64_t said = 0;
    while (
        std::any_of(workers_.begin(), workers_.end(), [](const Worker& w) { return w.pid != 0; })) {
      std::this_thread::sleep_for(std::chrono::milliseconds(200));
      for (uint32_t j = 0; j < options_.jobs; ++j) look_after(j);
      if (done() / 2000 != said / 2000) {
        said = done();
        std::cerr << "mutate_models: " << said << " of " << options_.count << ", "
                  << findings_.size() << " findings\n";
      }
    }
  }

  uint64_t done() const {
    uint64_t sum = 0;
    for (uint32_t j = 0; j < options_.jobs; ++j) {
      sum += progress_[j].next - (options_.first + options_.count * j / options_.jobs);
    }
    return sum;
  }
  const std::vector<Finding>& findings() const { return findings_; }
  const Progress& progress(uint32_t j) const { return progress_[j]; }

 private:
  struct Worker {
    pid_t pid;
    int idle;  ///< looks since it last went on
    uint64_t seen;
  };

  void start(uint32_t j) {
    std::cout.flush();
    workers_[j].pid = fork();
    workers_[j].idle = 0;
    if (workers_[j].pid != 0) return;
    Progress& mine = progress_[j];
    std::snprintf(mine.folder, sizeof(mine.folder), "%s", command_folder().c_str());
    while (mine.next < mine.end && !mine.has_wrong) {
      try_number(options_, corpus_, mine.next, mine);
      ++mine.next;
    }
    std::exit(0);
  }

  void look_after(uint32_t j) {
    Worker& worker = workers_[j];
    if (worker.pid == 0) return;
    Progress& theirs = progress_[j];
    worker.idle = theirs.next == worker.seen ? worker.idle + 1 : 0;
    worker.seen = theirs.next;
    // The bound is CPU time, which a busy machine stretches.
    const bool hangs = worker.idle > static_cast<int>(bound_s(options_) * 5 * 20);
    if (hangs) kill(worker.pid, SIGKILL);
    int status = 0;
    if (waitpid(worker.pid, &status, hangs ? 0 : WNOHANG) != worker.pid) return;
    worker.pid = 0;
    std::error_code ignored;
    fs::remove_all(theirs.folder, ignored);
    // `mote run` ends the process when its time is over.
    if (!hangs && WIFEXITED(status) && WEXITSTATUS(status) == kDoesNotFit) {
      ++theirs.counts[theirs.command][kDoesNotFit];
      ++theirs.out_of_time;
      ++theirs.next;
    } else if (theirs.has_wrong) {
      theirs.has_wrong = false;
      add(theirs.wrong_number, "status " + std::to_string(theirs.wrong_status) + ", or too slow");
    } else if (hangs || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
      add(theirs.next++, hangs ? "does not end" : "the process died");
    }
    if (theirs.next < theirs.end) start(j);
  }

  void add(uint64_t number, const std::string& what) {
    findings_.push_back({number, what});
    std::cerr << "mutate_models: FINDING: number " << number << " ("
              << corpus_.file_of(number).string() << "): " << what << '\n';
  }

  const Options& options_;
  const Corpus& corpus_;
  Progress* progress_;
  std::vector<Worker> workers_;
  std::vector<Finding> findings_;
};

json result_of(const Options& options, const Corpus& corpus, const Pool& pool) {
  json out = {{"seed", options.seed},
              {"first", options.first},
              {"models", options.count},
              {"files", corpus.size()},
              {"bound_cpu_seconds", bound_s(options)},
              {"findings", json::array()}};
  for (const Finding& f : pool.findings()) {
    out["findings"].push_back({{"number", f.number}, {"what", f.what}});
  }
  uint64_t processes = 0;
  uint64_t out_of_time = 0;
  for (size_t c = 0; c < std::size(kCommands); ++c) {
    json counts = json::object();
    double slowest_s = 0;
    uint64_t slowest = 0;
    for (int s = 0; s < kStatuses; ++s) {
      uint64_t sum = 0;
      for (uint32_t j = 0; j < options.jobs; ++j) sum += pool.progress(j).counts[c][s];
      if (sum != 0) counts[std::to_string(s)] = sum;
    }
    for (uint32_t j = 0; j < options.jobs; ++j) {
      if (c == 0) processes += pool.progress(j).processes;
      if (c == 0) out_of_time += pool.progress(j).out_of_time;
      if (pool.progress(j).slowest_s[c] <= slowest_s) continue;
      slowest_s = pool.progress(j).slowest_s[c];
      slowest = pool.progress(j).slowest[c];
    }
    out[kCommands[c]] = {
        {"statuses", counts}, {"slowest_cpu_seconds", slowest_s}, {"slowest_number", slowest}};
  }
  out["processes"] = processes;
  out["ended_by_time_limit"] = out_of_time;
  return out;
}

void print(const json& out) {
  std::cout << out["models"] << " mutated models of " << out["files"] << " files, seed "
            << out["seed"] << '\n';
  for (const char* command : kCommands) {
    const json& one = out[command];
    std::cout << "mote " << command << ": statuses " << one["statuses"].dump() << "; slowest "
              << one["slowest_cpu_seconds"] << " s of CPU, number " << one["slowest_number"]
              << '\n';
  }
  std::cout << out["ended_by_time_limit"] << " ended by --time-limit, with status 5\n"
            << out["processes"] << " also by processes of their own\n"
            << out["findings"].size() << " findings\n";
}

int run(int argc, char** argv) {
  CLI::App app(
      "Mutated models (bit flips, cuts, swapped words, changed fields) through mote verify and "
      "mote run.\nStatus 0: each ended with 0, 3, 4 or 5 in time; 1: not so; 77: no folder.");
  Options o;
  app.add_option("FOLDER", o.folder, "searched for .tflite files")->required();
  app.add_option("--seed", o.seed, "of all mutations")->capture_default_str();
  app.add_option("--first", o.first, "number of the first one")->capture_default_str();
  app.add_option("--count", o.count, "how many")->capture_default_str();
  app.add_option("--jobs", o.jobs, "workers")->check(CLI::Range(1, 64))->capture_default_str();
  app.add_option("--time-limit", o.limit_s,
                 "for mote run; no command may take twice as many seconds of CPU")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  app.add_option("--mote", o.mote, "a mote command, for --each-process");
  app.add_option("--each-process", o.each_process,
                 "each so manieth number also by processes of their own, which must agree");
  app.add_option("--keep", o.keep, "write number --first to this file instead, and run nothing");
  app.add_flag("--json", o.json, "print JSON");
  CLI11_PARSE(app, argc, argv);
  if (!fs::is_directory(o.folder)) {
    std::cout << "skipped: no " << o.folder << '\n';
    return kSkipped;
  }
  const Corpus corpus(o.folder);
  if (corpus.size() == 0) {
    std::cout << "skipped: no .tflite file in " << o.folder << '\n';
    return kSkipped;
  }
  if (!o.keep.empty()) {
    write(o.keep, corpus.mutated(o.seed, o.first));
    std::cout << o.keep << ": number " << o.first << ", of " << corpus.file_of(o.first) << '\n';
    return 0;
  }
  Pool pool(o, corpus);
  pool.wait_for_all();
  const json out = result_of(o, corpus, pool);
  if (o.json) std::cout << out.dump(1) << '\n';
  else print(out);
  return pool.findings().empty() ? 0 : 1;
}

}  // namespace
}  // namespace mote::fuzz

int main(int argc, char** argv) { return mote::fuzz::run(argc, argv); }
