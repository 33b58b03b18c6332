// SPDX-License-Identifier: Apache-2.0
// mote ops and mote embed: what a program needs to hold a model.
#include <iostream>
#include <sstream>

#include "commands.h"
#include "describe.h"
#include "registry/all_ops.h"

namespace mote::tool {

int ops(const std::string& file, bool as_json) {
  const LoadedModel loaded(file);
  nlohmann::json names = nlohmann::json::array();
  for (const size_t k : needed_ops(loaded)) names.push_back(all_op_names()[k].entry);
  if (as_json) {
    std::cout << names.dump() << '\n';
    return 0;
  }
  std::cout << "const mote::OpDef* const ops[] = {\n";
  for (const auto& name : names) {
    std::cout << "    &mote::ops::" << name.get<std::string>() << ",\n";
  }
  std::cout << "};\n";
  return 0;
}

int embed(const EmbedOptions& options) {
  const LoadedModel loaded(options.file);
  const std::vector<size_t> needed = needed_ops(loaded);
  const Result<uint32_t> arena_bytes = needed_bytes(*loaded.model);
  require(arena_bytes.fault(), options.file, &*loaded.model);
  const std::string& name = options.symbol;
  std::ostringstream out;
  out << "// Made by `mote embed`: a model of " << loaded.bytes.size()
      << " bytes, its operators and its arena.\n"
      << "#pragma once\n\n#include <stdint.h>\n\n#include \"mote/ops.h\"\n\n"
      << "inline constexpr uint32_t " << name << "_arena_bytes = " << *arena_bytes << ";\n\n"
      << "inline constexpr const mote::OpDef* " << name << "_ops[] = {\n";
  for (const size_t k : needed) out << "    &mote::ops::" << all_op_names()[k].entry << ",\n";
  out << "};\n\nalignas(16) inline constexpr uint8_t " << name << "[] = {";
  for (size_t i = 0; i < loaded.bytes.size(); ++i) {
    out << (i % 16 == 0 ? "\n    " : " ") << static_cast<int>(loaded.bytes[i]) << ',';
  }
  out << "\n};\ninline constexpr uint32_t " << name << "_bytes = sizeof(" << name << ");\n";
  if (options.output.empty()) {
    std::cout << out.str();
  } else {
    write_file(options.output, out.str().data(), out.str().size());
  }
  return 0;
}

}  // namespace mote::tool
