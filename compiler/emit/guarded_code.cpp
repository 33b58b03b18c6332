// SPDX-License-Identifier: Apache-2.0
#include "emit/guarded_code.h"

#include <sstream>

#include "emit/literal.h"

namespace mote::compiler {
namespace {

/// True if there is more than comments.
bool has_code(const std::string& text) {
  std::istringstream lines(text);
  std::string line;
  while (std::getline(lines, line)) {
    const size_t first = line.find_first_not_of(' ');
    if (first != std::string::npos && line.compare(first, 2, "//") != 0) return true;
  }
  return false;
}

/// The body, cut where steps begin; what holds no code goes with the next part.
std::vector<std::string> parts_of(const SourceText& text) {
  std::vector<std::string> parts;
  std::string part;
  for (size_t i = 0; i < text.step_begins.size(); ++i) {
    const size_t begin = text.step_begins[i];
    const size_t end = i + 1 < text.step_begins.size() ? text.step_begins[i + 1] : text.body.size();
    part += text.body.substr(begin, end - begin);
    if (!has_code(part)) continue;
    parts.push_back(part);
    part.clear();
  }
  if (!part.empty() && !parts.empty()) parts.back() += part;
  return parts;
}

std::string with_comma(const std::string& source) { return source.empty() ? "" : source + ", "; }

}  // namespace

std::string extra_members(const Extras& extras, const std::string& source) {
  std::string t;
  if (extras.steps) {
    t += "  /// Part of invoke(), for watchdogs: a step, which is an operator, with all its rounds "
         "if it\n"
         "  /// is a loop, or a chain by rows. `next` is 0 for the first and after the last. Calls "
         "until\n"
         "  /// it is 0 again give the bytes of invoke(). After a fault it is 0 too. Do not write "
         "inputs\n"
         "  /// amid a run: their memory may be another tensor's by then.\n"
         "  mote::Fault invoke_step(" +
         with_comma(source) + "uint32_t& next);\n";
  }
  if (extras.checksum) {
    t += "  /// CRC-32 of all constants: weights, params, tables. It is the same at each call as "
         "long as\n"
         "  /// no bit of them has flipped.\n"
         "  static uint32_t constants_crc32();\n";
  }
  return t;
}

std::string step_functions(const SourceText& text, const std::string& source,
                           const std::string& rounds) {
  const std::vector<std::string> parts = parts_of(text);
  const std::string argument = source.empty() ? "" : "source, ";
  std::string t = "\nnamespace {\nconstexpr uint32_t kSteps = " + literal(uint32_t(parts.size())) +
                  ";\n}  // namespace\n";
  t += "\nmote::Fault Net::invoke(" + source +
       ") {\n  uint32_t next = 0;\n  do {\n"
       "    const mote::Fault f = invoke_step(" +
       argument +
       "next);\n"
       "    if (!f.ok()) return f;\n  } while (next != 0);\n  return mote::Fault{};\n}\n";
  t += "\nmote::Fault Net::invoke_step(" + with_comma(source) + "uint32_t& next) {\n" + rounds +
       "  const uint32_t now = next;\n  next = 0;  // a fault ends the run\n  switch (now) {\n";
  for (size_t i = 0; i < parts.size(); ++i) {
    t += "  case " + std::to_string(i) + ": {\n" + parts[i] + "  break;\n  }\n";
  }
  t += "  default: return mote::Fault{};\n  }\n  if (now + 1 < kSteps) next = now + 1;\n"
       "  return mote::Fault{};\n}\n";
  return t;
}

std::string checksum_function(const SourceText& text) {
  std::string t = "\nuint32_t Net::constants_crc32() {\n  uint32_t crc = 0;\n";
  for (const std::string& name : text.declared) t += "  crc = mote::crc32_of(" + name + ", crc);\n";
  return t + "  return crc;\n}\n";
}

std::string c_extra_declarations(const Extras& extras, const std::string& name, bool is_fed) {
  std::string t;
  if (extras.steps) {
    t +=
        "/* Part of a run: *next is 0 for the first step, and again after the last or a fault. */\n"
        "struct mote_fault " +
        name + "_invoke_step(struct " + name + "_net* net, " +
        (is_fed ? "const struct mote_row_source* source, " : "") + "uint32_t* next);\n";
  }
  if (extras.checksum) {
    t += "/* CRC-32 of all constants: equal at each call unless a bit has flipped. */\n"
         "uint32_t " +
         name + "_constants_crc32(void);\n";
  }
  return t;
}

std::string c_extra_functions(const Extras& extras, const std::string& name, bool is_fed) {
  std::string t;
  if (extras.steps) {
    t += "struct mote_fault " + name + "_invoke_step(struct " + name + "_net* net, " +
         (is_fed ? "const struct mote_row_source* source, " : "") +
         "uint32_t* next) {\n  const mote::Fault f = net_of(net).invoke_step(" +
         (is_fed ? "*source, " : "") +
         "*next);\n  return {static_cast<uint8_t>(f.error), f.check, f.op_index, f.detail};\n}\n";
  }
  if (extras.checksum) {
    t += "uint32_t " + name + "_constants_crc32() { return " + name +
         "::Net::constants_crc32(); }\n";
  }
  return t;
}

}  // namespace mote::compiler
