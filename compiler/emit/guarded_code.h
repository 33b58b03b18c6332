// SPDX-License-Identifier: Apache-2.0
// What a net has beside invoke() for those who ask: a run in parts, and a checksum of its constants.
#pragma once

#include <string>

#include "emit/step_writer.h"

namespace mote::compiler {

struct Extras {
  bool steps = false;     ///< invoke_step()
  bool checksum = false;  ///< constants_crc32()
};

/// Members of the class, with their contracts. `source`: "const mote::RowSource& source", or nothing.
std::string extra_members(const Extras& extras, const std::string& source);
/// invoke() and invoke_step() where the run goes by steps. `rounds`: the declaration of rounds_left,
/// or nothing.
std::string step_functions(const SourceText& text, const std::string& source,
                           const std::string& rounds);
std::string checksum_function(const SourceText& text);
/// For the header for C, and the source.
std::string c_extra_declarations(const Extras& extras, const std::string& name, bool is_fed);
std::string c_extra_functions(const Extras& extras, const std::string& name, bool is_fed);

}  // namespace mote::compiler
