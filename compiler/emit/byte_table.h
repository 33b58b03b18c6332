// SPDX-License-Identifier: Apache-2.0
// Operators that map each element of one 8-bit tensor to 8 bits, called as a table of 256 bytes.
#pragma once

#include "emit/step_writer.h"

namespace mote::compiler {

/// Whether write_byte_table() may print; it still does not where the step's run refuses.
bool maps_bytes(const StepWriter& w);

/// Calls the table where the target has fast kernels, the tensor is long enough for it, and all other
/// inputs are constants of one element; false: it printed nothing. The step's run must look at nothing
/// but its params and the elements.
bool write_byte_table(StepWriter& w);

/// The same, or a call of the step's run.
void write_mapped(StepWriter& w);

/// Entries that map elements, of rooms that have no compiled.cpp; nullptr if it is none.
const DirectCall* mapped_call_of(const char* entry);

}  // namespace mote::compiler
