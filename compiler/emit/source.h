// SPDX-License-Identifier: Apache-2.0
// The C++ of a program: a header with the class, a header for C, and the source.
#pragma once

#include <string>
#include <vector>

#include "emit/bands.h"
#include "emit/guarded_code.h"
#include "emit/program.h"
#include "emit/target.h"
#include "weights/compressed_layer.h"

namespace mote::compiler {

struct SourceOptions {
  std::string name;  ///< namespace, and the files' names
  Target target = kTargets[0];
  std::string banner;  ///< lines without comment signs
  MemoryOptions rows;
  std::vector<Region> regions;  ///< fastest first; none: the class holds its memory
  /// NAME of the arena NAME_arena.h that the model shares with others; empty: none.
  std::string shared_arena;
  std::vector<Program::ApplicationBuffer> application;
  CompressOptions compress;
  Extras extras;
};

struct Sources {
  std::string header, c_header, source;
  std::optional<Stream> stream;      ///< of a model compiled for streams
  uint64_t moved_bytes = 0;          ///< by chains, to keep rows for their next turn
  uint64_t row_calls = 0;            ///< of kernels in chains
  uint32_t bands = 0;                ///< chains of steps that run by rows
  RowsChosen rows;                   ///< everything else is empty if it does not fit
  uint32_t weight_bytes = 0;         ///< of the model's constants
  uint32_t constant_bytes = 0;       ///< params, multipliers, tables
  std::vector<std::string> kernels;  ///< functions that the steps call, in order
  std::vector<std::string> slow;  ///< steps that have the reference kernel although the target has
                                  ///< a faster one, and why
  std::vector<CompressedLayer> compressed;
};

/// `program` is planned by it. Throws nothing: a prepared program can be written.
Sources write_sources(Program& program, const SourceOptions& options);

/// True for a name that a namespace of C++ and functions of C may have.
bool is_identifier(const std::string& name);

}  // namespace mote::compiler
