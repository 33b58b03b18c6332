// SPDX-License-Identifier: Apache-2.0
// What lies where and when in an arena, with who writes and reads it: one JSON for the interpreter and
// for compiled code, which the drawing (arena_picture.h) and `mote report` show.
//
// {arena_bytes, lower_bound_bytes, is_optimal, state_bytes,
//  runtime_bytes: of it, the interpreter's own (steps, places, params); 0 in compiled code
//  steps: [{index, operator, entry, macs, weight_bytes, inputs: [tensor], outputs: [tensor],
//           weights: [tensor]}]
//  buffers: [{what, role, offset, bytes, first_step, last_step, name?, shape?, type?, tensors?,
//             written_by: [step], read_by: [step]}]
//  peak_step, alive: [bytes taken at each moment, shared ones once],
//  overlaps: [{input, output}]}
// A tensor is {name, type, shape, bytes}. Moments, as first_step, last_step, peak_step and the index
// of `alive`: 0 is when the application writes the inputs, i + 1 is when step i runs, the last is when
// it reads the outputs. written_by and read_by hold steps, -1 for the application. Roles: input,
// output, activation, scratch, state, runtime. input and output of an overlap are two buffers that
// have bytes in common while both are alive.
#pragma once

#include <nlohmann/json.hpp>

#include "compile.h"
#include "session.h"

namespace mote::tool {

/// Of the interpreter, the same on every target. Throws Failure for a model that cannot be prepared.
nlohmann::json interpreter_arena(const LoadedModel& loaded, ArenaPlan plan = ArenaPlan::OfDevice);

/// Of compiled code, made from `loaded` without a fault.
nlohmann::json compiled_arena(const LoadedModel& loaded, const compiler::Compiled& made);

}  // namespace mote::tool
