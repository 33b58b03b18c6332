// SPDX-License-Identifier: Apache-2.0
// mote ops and mote embed: what a program needs to hold a model.
#include <iostream>
#include <sstream>

#include "commands.h"
#include "describe.h"
#include "entries.h"
#include "mote/checksum.h"
#include "stored_plan.h"

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
  const OpList ops(defs.data(), defs.size());
  const Result<uint32_t> arena_bytes = needed_bytes(*loaded.model, ops);
  require(arena_bytes.fault(), options.file, &*loaded.model);
  const std::string& name = options.symbol;
  const std::string fast_header = header_of(options.target);
  std::ostringstream out;
  out << "// Made by `mote embed`: a model of " << loaded.bytes.size()
      << " bytes, its operators and its arena.\n"
      << "#pragma once\n\n#include <stdint.h>\n\n"
      << (fast_header.empty() ? "" : "#include \"" + fast_header + "\"\n")
      << "#include \"mote/ops.h\"\n\n"
      << "inline constexpr uint32_t " << name << "_arena_bytes = " << *arena_bytes << ";\n";
  if (has_stored_plan(loaded)) {
    const Result<uint32_t> stored = needed_bytes(*loaded.model, ops, ArenaPlan::Stored);
    require(stored.fault(), options.file, &*loaded.model);
    out << "/// With the plan that the model holds, for Interpreter::create_as_stored().\n"
        << "inline constexpr uint32_t " << name << "_arena_bytes_as_stored = " << *stored << ";\n";
  }
  out << "\ninline constexpr const mote::OpDef* " << name << "_ops[] = {\n";
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
  out << "\n};\ninline constexpr uint32_t " << name << "_bytes = sizeof(" << name << ");\n"
      << "// As mote/checksum.h computes it of the bytes above.\ninline constexpr uint32_t " << name
      << "_crc32 = " << crc32({loaded.bytes.data(), loaded.bytes.size()}) << "U;\n";
  if (options.output.empty()) {
    std::cout << out.str();
  } else {
    write_file(options.output, out.str().data(), out.str().size());
  }
  return 0;
}

}  // namespace mote::tool
