// SPDX-License-Identifier: Apache-2.0
// What `mote compile` and `mote plan --compiled` are told about the program to make.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace mote::compiler {
struct Compiled;
struct CompileOptions;
}  // namespace mote::compiler

namespace mote::tool {

struct ProgramOptions {
  std::string target = "portable";
  std::string optimize = "speed";
  uint32_t ram_bytes = 0;  ///< of the arena at most; 0: any
  int32_t rows_per_turn = 0;
  std::string streaming;  ///< "axis=1"; empty: no
  int32_t hop = 0;
  bool input_by_rows = false;
  bool no_overlap = false;           ///< outputs lie apart from inputs
  bool keep_order = false;           ///< of operators
  std::vector<std::string> regions;  ///< "NAME=SIZE", fastest first
  std::vector<std::string> buffers;  ///< of the application, "NAME=SIZE:WHEN"
  std::string share_arena;           ///< its name; empty: none
};

/// Throws Failure(kUsage) for regions or buffers that are none.
void set(compiler::CompileOptions& wanted, const ProgramOptions& options);
/// Throws Failure(kDoesNotFit) with what is missing, Failure(kUsage) for steps that there are not.
void require_fit(const compiler::Compiled& made, const std::string& file,
                 const ProgramOptions& options);

}  // namespace mote::tool
