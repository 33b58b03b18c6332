// SPDX-License-Identifier: Apache-2.0
// The commands of `mote`. Each returns the exit status or throws Failure.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "container_options.h"
#include "program_options.h"

namespace mote::tool {

struct ConformOptions {
  std::vector<std::string> folders;
  std::string pack;        ///< file for images/conform to write instead; empty: none
  uint32_t each = 3;       ///< with `pack`: cases of each folder
  uint32_t past = 0;       ///< the model begins so many bytes after a 16-byte boundary
  bool rewritten = false;  ///< reads each model into a graph first and writes it back
  bool optimized = false;  ///< and runs the passes of the compiler on it
  bool planned = false;    ///< and writes the best plan into it, and obeys that
  std::string target = "portable";
  bool verbose = false;
  bool json = false;
};
int conform(const ConformOptions& options);

int verify(const std::vector<std::string>& files, bool json);
struct InspectOptions {
  std::string file;
  std::string target;  ///< empty: nothing about kernels
  bool json = false;
};
int inspect(const InspectOptions& options);

struct OpsOptions {
  std::string file;  ///< empty: list all operators
  std::string target = "portable";
  bool json = false;
};
int ops(const OpsOptions& options);

/// All operators and types there are; all errors and checks.
int list_operators(bool json);
int list_checks(bool json);

struct PlanOptions : ProgramOptions {
  std::string file;
  std::string svg;           ///< file to draw into; empty: no picture
  std::string write;         ///< file for the model with its best plan; empty: none
  bool stored_plan = false;  ///< the plan that the file holds, not the device's own
  bool compiled = false;     ///< the plan of the compiled program, not of the interpreter
  bool json = false;
};
int plan(const PlanOptions& options);

struct ExplainOptions {
  std::vector<std::string> words;  ///< 16 hexadecimal digits, or up to four numbers
  bool list = false;               ///< everything that can be said
  std::string model;               ///< to name tensors; may be empty
  bool json = false;
};
int explain_fault(const ExplainOptions& options);

struct RunOptions {
  std::string file;
  std::vector<std::string> inputs;  ///< "I=FILE"
  uint64_t seed = 0;                ///< fills the inputs that no file does
  uint32_t invokes = 1;
  uint32_t arena_bytes = 0;    ///< 0: as many as the model needs, if that is usual
  bool stored_plan = false;    ///< plans the arena as the file says
  uint32_t most_seconds = 60;  ///< of processor time for an invoke; 0: any
  std::string output_dir;      ///< raw outputs; empty: none
  bool every_step = false;     ///< a folder for each invoke
  bool json = false;
};
int run(const RunOptions& options);

struct EmbedOptions {
  std::string file, symbol, output;
  std::string target = "portable";
};
int embed(const EmbedOptions& options);

struct ProfileOptions {
  std::string file;
  std::string target = "cortex-m4";
  std::string source_dir;    ///< of Mote; empty: above this program
  uint32_t wait_states = 0;  ///< of the flash, for the estimate of cycles
  uint32_t functions = 0;    ///< so many that execute most, too
  bool json = false;
};
/// Ends this process: another takes its place.
int profile(const ProfileOptions& options);
/// The cores that can be emulated.
std::vector<std::string> profiled_targets();

struct ChecksumOptions {
  std::vector<std::string> files;
  bool json = false;
};
int checksum(const ChecksumOptions& options);

struct CompileCommand : ProgramOptions {
  std::vector<std::string> files;
  std::string output_dir;
  std::string name;    ///< empty: from the file's
  std::string report;  ///< file for the figures as JSON; empty: none
  bool no_passes = false;
  std::string compress = "none";     ///< one of compression_names()
  bool steps = false;                ///< invoke_step() too
  bool checksum = false;             ///< constants_crc32() too
  std::vector<std::string> without;  ///< passes to leave out
  bool json = false;
};
int compile(const CompileCommand& command);

struct ReportOptions {
  std::string file;
  std::string html;  ///< page to write instead of text; empty: none
  std::string target = "portable", optimize = "speed";
  bool no_passes = false;
  std::vector<std::string> without;  ///< passes to leave out
  uint32_t ram_bytes = 0;            ///< of the arena at most; 0: any
  bool json = false;
};
int report(const ReportOptions& options);

struct BatchOptions {
  std::string file;
  std::string output;
  uint32_t count = 1;
  bool json = false;
};
int batch(const BatchOptions& options);

struct OptimizeOptions {
  std::string file;
  std::string output;
  std::vector<std::string> without;  ///< passes to leave out
  uint32_t runs = 4;                 ///< to compare with the model before
  bool report = false;
  bool json = false;
};
int optimize(const OptimizeOptions& options);

struct ListenOptions {
  std::string sound;  ///< file, or "-" for standard input
  std::string model;  ///< empty: the project's own
  std::vector<std::string> labels{"silence", "unknown", "yes", "no"};
  bool raw = false;         ///< samples without a header
  bool every_step = false;  ///< print the likeliest label of every result
  uint32_t threshold = 0;   ///< of 255; 0: the decider's own
  bool json = false;
};
int listen(const ListenOptions& options);

}  // namespace mote::tool
