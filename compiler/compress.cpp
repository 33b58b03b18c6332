// SPDX-License-Identifier: Apache-2.0
#include "compress.h"

#include <map>
#include <string>

namespace mote::compiler {
namespace {

/// `arm-none-eabi-size` of weight_code.cpp and tiles.cpp, -Os.
constexpr uint32_t kReaderBytes = 118;
const std::map<std::string, uint32_t> kFunctionBytes = {
    {"read_weights", 30}, {"tiles::conv_2d_s8", 410}, {"tiles::fully_connected_s8", 160}};

int64_t saved_by(const std::vector<CompressedLayer>& layers) {
  int64_t saved = 0;
  for (const CompressedLayer& layer : layers) saved += layer.saved_bytes();
  return saved;
}

std::set<uint32_t> steps_of(const std::vector<CompressedLayer>& layers) {
  std::set<uint32_t> steps;
  for (const CompressedLayer& layer : layers) steps.insert(layer.step);
  return steps;
}

/// Layers that save less than the code that only they need.
std::set<uint32_t> without_gain(const std::vector<CompressedLayer>& layers) {
  std::set<uint32_t> steps;
  for (const auto& [function, bytes] : kFunctionBytes) {
    std::vector<CompressedLayer> users;
    for (const CompressedLayer& layer : layers) {
      if (layer.function == function) users.push_back(layer);
    }
    if (saved_by(users) <= bytes) steps.merge(steps_of(users));
  }
  return saved_by(layers) <= decoder_bytes(layers) ? steps_of(layers) : steps;
}

/// Bytes that are alive while a step runs.
uint32_t alive_at(Program& program, uint32_t step) {
  const std::vector<RecordUse> uses = program.uses();
  const RecordUse& scratch = uses[step];
  uint32_t bytes = program.state_bytes();
  for (const RecordUse& use : uses) {
    const bool is_alive =
        use.first_time <= scratch.last_time && scratch.first_time <= use.last_time;
    if (is_alive && !use.is_kept) bytes += use.bytes;
  }
  return bytes;
}

/// Flash that a byte of the arena is worth: chips have four to eight times as much of it.
constexpr int64_t kFlashForRam = 8;

/// Layers whose scratch makes the arena larger: their tiles become small, and those that do not save
/// enough for it even so stay as they are.
bool keep_arena(Program& program, const std::vector<CompressedLayer>& layers, uint32_t arena_bytes,
                CompressOptions& options) {
  bool changed = false;
  if (program.arena_bytes() <= arena_bytes) return changed;
  for (const CompressedLayer& layer : layers) {
    const int64_t more = int64_t{alive_at(program, layer.step)} - arena_bytes;
    if (more <= 0) continue;
    if (options.small.insert(layer.step).second) {
      changed = true;
    } else if (layer.saved_bytes() < kFlashForRam * more) {
      changed = options.without.insert(layer.step).second || changed;
    }
  }
  return changed;
}

}  // namespace

uint32_t decoder_bytes(const std::vector<CompressedLayer>& layers) {
  std::set<std::string> functions;
  for (const CompressedLayer& layer : layers) functions.insert(layer.function);
  uint32_t bytes = functions.empty() ? 0 : kReaderBytes;
  for (const std::string& function : functions) bytes += kFunctionBytes.at(function);
  return bytes;
}

Sources write_compressed(const mote::Model& model, SourceOptions options,
                         std::optional<Program>& program) {
  const uint32_t arena_bytes = program->arena_bytes();
  for (;;) {  // each round takes a layer out or makes a tile smaller, or is the last
    program.emplace(model);
    Sources made = write_sources(*program, options);
    if (options.compress.always || options.compress.compression == Compression::None) return made;
    if (!made.rows.fits) {  // as the program without compressed layers does
      options.compress.compression = Compression::None;
      continue;
    }
    bool changed = keep_arena(*program, made.compressed, arena_bytes, options.compress);
    for (const uint32_t step : without_gain(made.compressed)) {
      changed = options.compress.without.insert(step).second || changed;
    }
    if (changed) continue;
    const int64_t more = int64_t{program->arena_bytes()} - arena_bytes;
    if (more <= 0 || saved_by(made.compressed) >= kFlashForRam * more) return made;
    options.compress.compression = Compression::None;
  }
}

}  // namespace mote::compiler
