// SPDX-License-Identifier: Apache-2.0
#include "emit/memory_text.h"

#include <algorithm>
#include <cctype>

#include "emit/literal.h"

namespace mote::compiler {
namespace {

std::string extent(uint32_t bytes) { return "[" + literal(std::max(bytes, 1U)) + "]"; }

MemoryText in_the_class(const Program& program, const std::string& name) {
  MemoryText text;
  text.class_words =
      "/// The model with its memory. Give it static storage, or room on the stack; it needs "
      "nothing "
      "else.\n/// Copying it copies its state.\n";
  text.members =
      "  template <class T>\n  T* at(uint32_t offset_bytes) {\n"
      "    return reinterpret_cast<T*>(memory_ + offset_bytes);\n  }\n\n"
      "  alignas(16) uint8_t memory_" +
      extent(program.arena_bytes()) + " = {};\n";
  text.arena_words = "RAM: sizeof(Net).";
  text.c_words = "A struct " + name + "_net of zeros is ready to run.";
  text.c_types = "struct " + name + "_net {\n  MOTE_ALIGNED_16 uint8_t memory[" +
                 std::to_string(std::max(program.arena_bytes(), 1U)) + "];\n};\n";
  return text;
}

std::string type_name_of(const Program::PlannedRegion& region) {
  std::string name = region.name;
  name[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(name[0])));
  return name;
}

/// Offsets are constants wherever at() is called, so of its comparisons nothing is left.
std::string address(const std::vector<Program::PlannedRegion>& regions, bool has_own) {
  std::string text =
      "  template <class T>\n  [[gnu::always_inline]] T* at(uint32_t offset_bytes) {\n";
  std::vector<size_t> used;  // of one without bytes there are no offsets
  for (size_t i = 0; i < regions.size(); ++i) {
    if (regions[i].bytes != 0) used.push_back(i);
  }
  if (used.empty()) used.push_back(0);
  for (size_t k = 0; k < used.size(); ++k) {
    const Program::PlannedRegion& region = regions[used[k]];
    const std::string bytes = region.name + (has_own && used[k] == 0 ? "_" : "_->bytes");
    const std::string offset =
        region.begin == 0 ? "offset_bytes" : "(offset_bytes - " + literal(region.begin) + ")";
    const std::string statement = "return reinterpret_cast<T*>(" + bytes + " + " + offset + ");\n";
    if (k + 1 == used.size()) {
      text += "    " + statement;
    } else {
      text += "    if (offset_bytes < " + literal(regions[used[k + 1]].begin) + ") {\n      " +
              statement + "    }\n";
    }
  }
  return text + "  }\n\n";
}

MemoryText in_regions(const Program& program, const std::string& name) {
  MemoryText text;
  std::string parameters;
  std::string initializers;
  std::string c_members;
  text.members = address(program.regions(), false);
  for (const Program::PlannedRegion& region : program.regions()) {
    const std::string type = type_name_of(region);
    text.types += "/// Memory of a Net in the region " + region.name +
                  ": an object of it belongs there and to one Net.\nstruct " + type +
                  " {\n  alignas(16) uint8_t bytes" + extent(region.bytes) + " = {};\n};\n\n";
    const std::string separator = parameters.empty() ? "" : ", ";
    parameters += separator + type + "& " + region.name;
    initializers += separator + region.name + "_(&" + region.name + ")";
    // clang warns of members that nothing reads.
    text.members += region.bytes == 0 ? "  [[maybe_unused]] " : "  ";
    text.members += type + "* " + region.name + "_;\n";
    const std::string c_type = "struct " + name + "_" + region.name;
    text.c_types += c_type + " {\n  MOTE_ALIGNED_16 uint8_t bytes[" +
                    std::to_string(std::max(region.bytes, 1U)) + "];\n};\n";
    c_members += "  " + c_type + "* " + region.name + ";\n";
  }
  text.class_words =
      "/// The model, with its memory in the regions that it is given. They need nothing but zeros "
      "before\n/// the first run.\n";
  const std::string signature = "  explicit constexpr Net(" + parameters + ")";
  const std::string list = ": " + initializers + " {}";
  const bool is_short = signature.size() + 1 + list.size() <= 100;
  text.constructor = signature + (is_short ? " " : "\n      ") + list +
                     "\n  Net(const Net&) = delete;\n  Net& operator=(const Net&) = delete;\n\n";
  text.arena_words = "RAM: of all regions.";
  text.c_words = "A struct " + name + "_net is ready to run when its regions hold zeros.";
  text.c_types += "struct " + name + "_net {\n" + c_members + "};\n";
  return text;
}

/// State and outputs in the class, all else in an arena that others use too.
MemoryText in_shared_arena(const Program& program, const std::string& name) {
  const std::vector<Program::PlannedRegion>& regions = program.regions();
  const std::string arena = program.shared_arena() + "_arena";
  MemoryText text;
  text.types = "/// Bytes of " + arena +
               " that a Net uses.\nconstexpr uint32_t kSharedBytes = " + literal(regions[1].bytes) +
               ";\nstatic_assert(kSharedBytes <= sizeof(::" + arena + "::bytes));\n\n";
  text.class_words =
      "/// The model, with its state and its outputs. Inputs and all else are in the arena, which "
      "may "
      "be\n/// used otherwise from the end of invoke() until the inputs are written again. Before "
      "the "
      "first run\n/// the class must be zero, as it is without further ado; the arena may hold "
      "anything.\n";
  text.constructor = "  explicit constexpr Net(::" + arena + "& arena) : arena_(&arena) {}\n" +
                     "  Net(const Net&) = delete;\n  Net& operator=(const Net&) = delete;\n\n";
  text.members = address(regions, true) + "  ::" + arena + "* arena_;\n  alignas(16) uint8_t own_" +
                 extent(regions[0].bytes) + " = {};\n";
  text.arena_words = "RAM: of the class, and kSharedBytes of the arena.";
  text.c_words = "A struct " + name + "_net is ready to run when `own` holds zeros.";
  text.c_types = "struct " + name + "_net {\n  struct " + arena +
                 "* arena;\n  MOTE_ALIGNED_16 uint8_t own[" +
                 std::to_string(std::max(regions[0].bytes, 1U)) + "];\n};\n";
  return text;
}

/// "0", "steps 3 to 7" ...
std::string life(const Program::ApplicationBuffer& buffer, uint32_t step_count) {
  const auto moment = [&](uint32_t at) -> std::string {
    if (at == 0) return "writing the inputs";
    return at > step_count ? "reading the outputs" : "step " + std::to_string(at - 1);
  };
  const std::string first = moment(buffer.first);
  return buffer.first == buffer.last ? first : first + " to " + moment(buffer.last);
}

void add_application(const Program& program, const std::string& name, MemoryText& text) {
  const std::vector<Program::ApplicationBuffer>& all = program.application_buffers();
  for (uint32_t i = 0; i < all.size(); ++i) {
    const std::string at = literal(program.offset_of(program.record_of_application(i)));
    const std::string words = "The application's, from " + life(all[i], program.step_count()) +
                              "; overwritten at other times.";
    const std::string bytes = std::to_string(all[i].bytes);
    text.accessors += "\n  /// " + words + "\n  mote::Span<uint8_t> " + all[i].name +
                      "() { return {at<uint8_t>(" + at + "), " + bytes + "}; }\n";
    const std::string function =
        "uint8_t* " + name + "_" + all[i].name + "(struct " + name + "_net* net)";
    text.c_accessors += "\n/* " + words + " */\nenum { " + name + "_" + all[i].name +
                        "_bytes = " + bytes + " };\n" + function + ";\n";
    text.c_functions += function + " {\n  return net_of(net)." + all[i].name + "().data();\n}\n";
  }
}

}  // namespace

std::string arena_header(const std::string& banner, const std::string& name, uint32_t bytes) {
  return banner + "#pragma once\n\n#include <stdint.h>\n\n#include \"mote/fault_c.h\"\n\n" +
         "/* Memory that several models use, one at a time. */\nstruct " + name +
         "_arena {\n  MOTE_ALIGNED_16 uint8_t bytes[" + std::to_string(std::max(bytes, 1U)) +
         "];\n};\n";
}

MemoryText memory_text(const Program& program, const std::string& name) {
  MemoryText text = !program.shared_arena().empty() ? in_shared_arena(program, name)
                    : program.regions().empty()     ? in_the_class(program, name)
                                                    : in_regions(program, name);
  add_application(program, name, text);
  return text;
}

}  // namespace mote::compiler
