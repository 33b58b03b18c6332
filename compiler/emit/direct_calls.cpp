// SPDX-License-Identifier: Apache-2.0
#include "emit/direct_calls.h"

#include <string_view>

#include "emit/byte_table.h"

#include "compiled_rooms.inc"  // made by CMake from src/ops/*/compiled.cpp

namespace mote::compiler {

#define MOTE_ROOM(room) Span<const DirectCall> room##_calls();
MOTE_COMPILED_ROOMS
#undef MOTE_ROOM

namespace {

constexpr Span<const DirectCall> (*kRooms[])() = {
#define MOTE_ROOM(room) room##_calls,
    MOTE_COMPILED_ROOMS
#undef MOTE_ROOM
};

}  // namespace

bool calls_subgraphs(const char* room) { return std::string_view(room) == "control_flow"; }

const DirectCall* direct_call_of(const char* entry) {
  for (const auto room : kRooms) {
    for (const DirectCall& call : room()) {
      if (std::string_view(call.entry) == entry) return &call;
    }
  }
  return mapped_call_of(entry);
}

}  // namespace mote::compiler
