// SPDX-License-Identifier: Apache-2.0
// Which entries are compiled into direct calls of kernels: the lists of all rooms that have a
// compiled.cpp. Every other entry is compiled into a call of its run.
#pragma once

#include "emit/step_writer.h"

namespace mote::compiler {

/// The operators that call subgraphs; their steps are written by the control flow's own writer.
bool calls_subgraphs(const char* room);

/// nullptr: none.
const DirectCall* direct_call_of(const char* entry);

}  // namespace mote::compiler
