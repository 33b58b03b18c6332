// SPDX-License-Identifier: Apache-2.0
#include "program_options.h"

#include <cctype>
#include <set>

#include "compile.h"
#include "session.h"

namespace mote::tool {
namespace {

Failure bad(const char* option, const std::string& text, const std::string& why) {
  return {kUsage, std::string(option) + " " + text + ": " + why};
}

constexpr const char* kBadSize = "the size must be bytes, or a number with K or M";

/// "64K" and the like; 0: no size.
uint32_t bytes_of(const std::string& text) {
  size_t digits = 0;
  uint64_t bytes = 0;
  for (; digits < text.size() && text[digits] >= '0' && text[digits] <= '9'; ++digits) {
    bytes = bytes * 10 + static_cast<uint64_t>(text[digits] - '0');
    if (bytes > plan::kMostBytes) return 0;
  }
  const std::string unit = text.substr(digits);
  if (unit == "K" || unit == "k") bytes <<= 10;
  else if (unit == "M" || unit == "m") bytes <<= 20;
  else if (!unit.empty()) return 0;
  return digits == 0 || bytes > plan::kMostBytes ? 0 : static_cast<uint32_t>(bytes);
}

/// The name before the sign. Names of types and members of the generated class must differ.
std::string name_in(const char* option, const std::string& text, std::set<std::string>& names) {
  const std::string name = text.substr(0, text.find('='));
  if (!compiler::is_identifier(name) || name[0] < 'a' || name[0] > 'z') {
    throw bad(option, text, "the name must be a C++ identifier that begins with a small letter");
  }
  std::string lower;
  for (const char letter : name) lower += static_cast<char>(std::tolower(letter));
  const bool is_port = lower.rfind("input", 0) == 0 || lower.rfind("output", 0) == 0;
  if (is_port || !names.insert(lower).second) throw bad(option, text, "the name is taken");
  return name;
}

std::set<std::string> own_names() { return {"net", "at", "invoke", "reset", "arena", "own"}; }

std::vector<compiler::Region> regions_of(const std::vector<std::string>& texts) {
  constexpr const char* kOption = "--region";
  std::vector<compiler::Region> regions;
  std::set<std::string> names = own_names();
  for (const std::string& text : texts) {
    const size_t sign = text.find('=');
    if (sign == std::string::npos) throw bad(kOption, text, "give NAME=SIZE, such as dtcm=64K");
    const std::string name = name_in(kOption, text, names);
    const uint32_t bytes = bytes_of(text.substr(sign + 1));
    if (bytes == 0) throw bad(kOption, text, kBadSize);
    regions.push_back({name, bytes});
  }
  return regions;
}

/// A step's moment; 0: no number.
uint32_t moment_of(const std::string& step) {
  const bool is_number = !step.empty() && step.size() <= 5 &&
                         step.find_first_not_of("0123456789") == std::string::npos;
  return is_number ? static_cast<uint32_t>(std::stoul(step)) + 1 : 0;
}

/// "before", "after", "always", "3" or "3-7".
void set_life(compiler::BufferOption& buffer, const std::string& text, const std::string& when) {
  constexpr uint32_t kLast = compiler::BufferOption::kLastMoment;
  if (when == "before") buffer.first = buffer.last = 0;
  else if (when == "after") buffer.first = buffer.last = kLast;
  else if (when == "always") {
    buffer.first = 0;
    buffer.last = kLast;
  } else {
    const size_t dash = when.find('-');
    buffer.first = moment_of(when.substr(0, dash));
    buffer.last = dash == std::string::npos ? buffer.first : moment_of(when.substr(dash + 1));
    if (buffer.first == 0 || buffer.last < buffer.first) {
      throw bad("--buffer", text, "behind the colon stands before, after, always, or steps: 3-7");
    }
  }
}

std::vector<compiler::BufferOption> buffers_of(const ProgramOptions& options) {
  constexpr const char* kOption = "--buffer";
  std::vector<compiler::BufferOption> buffers;
  std::set<std::string> names = own_names();
  for (const compiler::Region& region : regions_of(options.regions)) names.insert(region.name);
  for (const std::string& text : options.buffers) {
    const size_t sign = text.find('=');
    const size_t colon = text.find(':');
    if (sign == std::string::npos || colon == std::string::npos || colon < sign) {
      throw bad(kOption, text, "give NAME=SIZE:WHEN, such as window=32000:before");
    }
    compiler::BufferOption buffer{name_in(kOption, text, names), 0, 0, 0};
    buffer.bytes = bytes_of(text.substr(sign + 1, colon - sign - 1));
    if (buffer.bytes == 0) throw bad(kOption, text, kBadSize);
    set_life(buffer, text, text.substr(colon + 1));
    buffers.push_back(buffer);
  }
  return buffers;
}

std::string too_small(const compiler::Compiled& made, const ProgramOptions& options) {
  const std::vector<compiler::Region> regions = regions_of(options.regions);
  const compiler::Region& last = regions.back();
  const uint32_t needs = made.last_region_needs;
  if (needs == 0) return "its memory fits into no regions";
  return "its memory does not fit into the regions: it would if " + last.name + " had " +
         std::to_string(needs) + " bytes, " + std::to_string(needs - last.bytes) + " more than now";
}

}  // namespace

void set(compiler::CompileOptions& wanted, const ProgramOptions& options) {
  wanted.target = options.target;
  wanted.optimize = options.optimize;
  wanted.rows.ram_bytes = options.ram_bytes;
  wanted.rows.input_by_rows = options.input_by_rows;
  wanted.rows.overlap = !options.no_overlap;
  wanted.rows.streaming = !options.streaming.empty();
  wanted.rows.hop = options.hop;
  wanted.rows.rows_per_turn = options.rows_per_turn;
  wanted.keep_order = options.keep_order;
  wanted.regions = regions_of(options.regions);
  wanted.buffers = buffers_of(options);
  wanted.shared_arena = options.share_arena;
  if (!options.share_arena.empty() && !compiler::is_identifier(options.share_arena)) {
    throw bad("--share-arena", options.share_arena, "give a name that a C++ type may begin with");
  }
}

void require_fit(const compiler::Compiled& made, const std::string& file,
                 const ProgramOptions& options) {
  const auto steps = static_cast<uint32_t>(made.steps.size());
  for (const compiler::BufferOption& buffer : buffers_of(options)) {
    if (buffer.last == compiler::BufferOption::kLastMoment || buffer.last <= steps) continue;
    throw bad("--buffer", buffer.name,
              "the program has " + std::to_string(steps) + " steps, counted from 0");
  }
  if (made.sources.rows.fits) return;
  if (!made.sources.rows.refusal.empty()) {
    throw Failure(kUnsupported, file + ": --streaming: " + made.sources.rows.refusal);
  }
  if (!options.regions.empty()) throw Failure(kDoesNotFit, file + ": " + too_small(made, options));
  std::string text = file + ": no schedule fits into --ram " + std::to_string(options.ram_bytes) +
                     " bytes of arena; without --ram it is " + std::to_string(made.arena_bytes);
  const uint32_t least = made.sources.rows.least_bytes;
  if (least != 0) text += ", and " + std::to_string(least) + " at least";
  throw Failure(kDoesNotFit, text);
}

}  // namespace mote::tool
