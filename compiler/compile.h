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

struct CompileOptions {
  std::string name = "model";
  std::string target = "portable";   ///< one of kTargets
  std::string optimize = "speed";    ///< kernels of overlays; "size": the reference ones
  std::string file;                  ///< what the banner calls the model
  bool passes = true;                ///< whether to change the graph first
  std::vector<std::string> without;  ///< passes to leave out
  RowOptions rows;                   ///< how little memory there is
};

struct Compiled {
  Fault fault;  ///< why the model cannot be compiled; all else is empty then
  Sources sources;
  Report report;           ///< what the passes changed
  std::string kept_as_is;  ///< why no pass could run; empty otherwise
  uint32_t arena_bytes = 0, state_bytes = 0;
  uint32_t least_arena_bytes = 0;  ///< of any plan for this order of steps
  MemoryPlan plan;
  std::vector<std::string> steps;  ///< their entries in mote/ops.inc
};

/// `model` must be verified; its bytes are read during the call only. Throws std::logic_error for an
/// error of a pass, which it names.
Compiled compile(const mote::Model& model, const CompileOptions& options);

}  // namespace mote::compiler
