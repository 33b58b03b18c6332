// SPDX-License-Identifier: Apache-2.0
// Where the memory of a program's class is: in the class, or in one struct for each region, which the
// user places.
#pragma once

#include <string>

#include "emit/program.h"

namespace mote::compiler {

/// Text of the parts of the headers that depend on it.
struct MemoryText {
  std::string types;        ///< before the class
  std::string class_words;  ///< what the class is, as a comment
  std::string constructor;  ///< public; empty: none
  std::string accessors;    ///< public, of the application's buffers; empty: none
  std::string members;      ///< private: at(), and the memory or where it is
  std::string arena_words;  ///< what kArenaBytes is
  std::string c_words;      ///< what a struct for C must be before its first run
  std::string c_types;
  std::string c_accessors, c_functions;  ///< of the application's buffers
};
/// A shared arena's header for C and C++, where it is `bytes` long.
std::string arena_header(const std::string& banner, const std::string& name, uint32_t bytes);
MemoryText memory_text(const Program& program, const std::string& name);

}  // namespace mote::compiler
