// SPDX-License-Identifier: Apache-2.0
// mote ops and mote embed: what a program needs to hold a model.
#include <iostream>
#include <sstream>

#include "commands.h"
#include "describe.h"
#include "entries.h"

namespace mote::tool {

int ops(const OpsOptions& options) {
  const LoadedModel loaded(options.file);
  nlohmann::json names = nlohmann::json::array();
  for (const ListedOp& op : entries_for(options.target, loaded)) names.push_back(op.name);
  if (options.json) {
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
  const std::vector<ListedOp> needed = entries_for(options.target, loaded);
  const std::vector<const OpDef*> defs = defs_of(needed);
  const Result<uint32_t> arena_bytes = needed_bytes(*loaded.model, {defs.data(), defs.size()});
  require(arena_bytes.fault(), options.file, &*loaded.model);
  const std::string& name = options.symbol;
  const std::string fast_header = header_of(options.target);
  std::ostringstream out;
  out << "// Made by `mote embed`: a model of " << loaded.bytes.size()
      << " bytes, its operators and its arena.\n"
      << "#pragma once\n\n#include <stdint.h>\n\n"
      << (fast_header.empty() ? "" : "#include \"" + fast_header + "\"\n") << "#include \"mote/ops.h\"\n\n"
      << "inline constexpr uint32_t " << name << "_arena_bytes = " << *arena_bytes << ";\n\n"
      << "inline constexpr const mote::OpDef* " << name << "_ops[] = {\n";
  for (const ListedOp& op : needed) out << "    &mote::ops::" << op.name << ",\n";
  out << "};\n\n// What each operator runs, for a program to print.\ninline constexpr char " << name
      << "_kernels[] =\n";
  for (const ChosenKernel& kernel : kernels_of(options.target, loaded)) {
    out << "    \"" << sentence_of(kernel) << "\\n\"\n";
  }
  out << "    \"\";\n\nalignas(16) inline constexpr uint8_t " << name << "[] = {";
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
