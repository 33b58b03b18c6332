// SPDX-License-Identifier: Apache-2.0
// The ahead-of-time compiler: a .tflite file in, C++ out, with the same bits as the interpreter's.
#pragma once

#include <string>
#include <vector>

#include "emit/memory_plan.h"
#include "emit/source.h"
#include "emit/target.h"
#include "mote/model.h"
#include "passes/optimize.h"

namespace mote::compiler {

/// A buffer of the application in the model's memory; see Program::ApplicationBuffer.
struct BufferOption {
  static constexpr uint32_t kLastMoment = 0xFFFFFFFF;

  std::string name;
  uint32_t bytes;
  uint32_t first, last;  ///< moments; those beyond the last one are the last one
};

struct CompileOptions {
  std::string name = "model";
  std::string target = "portable";    ///< one of kTargets
  std::string optimize = "speed";     ///< kernels of overlays; "size": the reference ones
  std::string file;                   ///< what the banner calls the model
  bool passes = true;                 ///< whether to change the graph first
  std::vector<std::string> without;   ///< passes to leave out
  bool keep_order = false;            ///< of operators, even if another one needs less memory
  MemoryOptions rows;                 ///< how little memory there is
  std::vector<Region> regions;        ///< memories that there are, fastest first; not with rows
  std::string shared_arena;           ///< its name; empty: none. Not with regions
  std::vector<BufferOption> buffers;  ///< of the application
  CompressOptions compress;           ///< of the weights of layers with reference kernels
  Extras extras;                      ///< what the class has beside invoke()
};

struct Compiled {
  Fault fault;  ///< why the model cannot be compiled; all else is empty then
  Sources sources;
  Report report;              ///< what the passes changed
  std::string kept_as_is;     ///< why no pass could run; empty otherwise
  bool is_reordered = false;  ///< operators run in another order than the file's
  uint32_t arena_bytes = 0, state_bytes = 0;
  uint32_t least_arena_bytes = 0;  ///< of any plan for this order of steps
  uint32_t shared_bytes = 0;       ///< of them, in the shared arena
  MemoryPlan plan;
  uint32_t last_region_needs = 0;  ///< if the regions are too small: what would do
  Bytes model;                     ///< the file after the passes; empty if it is as it was
  std::vector<std::string> steps;  ///< their entries in mote/ops.inc
};

/// `model` must be verified; its bytes are read during the call only. Throws std::logic_error for an
/// error of a pass, which it names.
Compiled compile(const mote::Model& model, const CompileOptions& options);

}  // namespace mote::compiler
