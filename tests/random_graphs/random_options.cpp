// SPDX-License-Identifier: Apache-2.0
#include "random_options.h"

#include <algorithm>

#include "case_batches.h"
#include "random_numbers.h"

namespace mote::random_graphs {
namespace {

class Chooser {
 public:
  Chooser(const Model& model, const std::string& name, uint64_t seed)
      : model_(model), numbers_(~seed) {
    made_.options.name = name;
    made_.options.file = "model.tflite";
  }

  RandomCompilation choose() {
    compiler::CompileOptions& options = made_.options;
    const uint32_t target = numbers_.below(20);
    options.target = target < 6    ? "portable"
                     : target < 12 ? "host"
                     : target < 16 ? "cortex-m3"
                                   : "cortex-m55";
    if (numbers_.chance(15)) options.optimize = "size";
    options.passes = !numbers_.chance(25);
    options.rows.overlap = !numbers_.chance(20);
    if (numbers_.chance(40)) {
      const auto bytes = static_cast<uint32_t>(numbers_.between(1, 80));
      options.buffers = {{aot::kKeptBuffer, bytes, 0, compiler::BufferOption::kLastMoment}};
    }
    choose_memory();
    made_.words = words();
    return std::move(made_);
  }

 private:
  bool compile() {
    made_.made = compiler::compile(model_, made_.options);
    return made_.made.fault.ok() && made_.made.sources.rows.fits;
  }

  void choose_memory() {
    compiler::MemoryOptions& rows = made_.options.rows;
    const uint32_t kind = numbers_.below(100);
    rows.input_by_rows = kind >= 25 && kind < 85 && numbers_.chance(25);
    if (kind >= 25 && kind < 55) rows.rows_per_turn = numbers_.between(1, 7);
    if (kind >= 55 && kind < 70) rows.least = true;
    const bool is_done = kind >= 70 && kind < 85 ? within_some_bytes() : compile();
    if (!is_done && rows.input_by_rows) {
      rows.input_by_rows = false;
      if (!compile()) return expect_refusal();
    } else if (!is_done) {
      return expect_refusal();
    }
    if (kind >= 85) divide_memory(kind < 93);
  }

  /// Between the least that there is and what the model needs anyway.
  bool within_some_bytes() {
    compiler::MemoryOptions& rows = made_.options.rows;
    if (!compile()) return false;
    const uint32_t whole = made_.made.arena_bytes;
    rows.least = true;
    if (!compile()) return false;
    const uint32_t least = made_.made.arena_bytes;
    rows.least = false;
    rows.ram_bytes = std::min(least, whole) + numbers_.below(whole - std::min(least, whole) + 1);
    if (compile()) {
      if (made_.made.arena_bytes > rows.ram_bytes) {
        made_.error = "needs " + std::to_string(made_.made.arena_bytes) + " bytes, not " +
                      std::to_string(rows.ram_bytes);
      }
      return true;
    }
    // Budgets below the whole may be missed; see Chooser::fit() in compiler/emit/bands.cpp.
    if (rows.ram_bytes >= whole && !rows.input_by_rows) made_.error = "refuses what fits as it is";
    rows.ram_bytes = 0;
    rows.least = true;
    return compile();
  }

  void divide_memory(bool in_regions) {
    compiler::CompileOptions& options = made_.options;
    const uint32_t bytes = std::max(made_.made.arena_bytes, 1U);
    if (in_regions) {
      options.regions = {{"fast", bytes / 2}, {"slow", bytes}};
    } else {
      options.shared_arena = options.name + "_shared";
    }
    if (!compile()) made_.error = "does not fit into regions that hold all of it";
  }

  void expect_refusal() {
    if (made_.made.fault.ok()) made_.error = "does not fit, without a limit";
  }

  std::string words() const {
    const compiler::CompileOptions& options = made_.options;
    const compiler::MemoryOptions& rows = options.rows;
    std::string text = "--target " + options.target + " --optimize " + options.optimize;
    if (!options.passes) text += " --no-passes";
    if (!rows.overlap) text += " --no-overlap";
    if (rows.rows_per_turn != 0) text += " --rows-per-turn " + std::to_string(rows.rows_per_turn);
    if (rows.least) text += " --ram least";
    if (rows.ram_bytes != 0) text += " --ram " + std::to_string(rows.ram_bytes);
    if (rows.input_by_rows) text += " --input-by-rows";
    for (const compiler::Region& region : options.regions) {
      text += " --region " + region.name + "=" + std::to_string(region.bytes);
    }
    if (!options.shared_arena.empty()) text += " --share-arena " + options.shared_arena;
    for (const compiler::BufferOption& buffer : options.buffers) {
      text += " --buffer " + buffer.name + "=" + std::to_string(buffer.bytes) + ":always";
    }
    return text;
  }

  const Model& model_;
  RandomNumbers numbers_;
  RandomCompilation made_;
};

}  // namespace

RandomCompilation compile_somehow(const Model& model, const std::string& name, uint64_t seed) {
  return Chooser(model, name, seed).choose();
}

}  // namespace mote::random_graphs
