// SPDX-License-Identifier: Apache-2.0
// Compiled models on the chip, on recorded inputs. The file comes from
// tools/emulator/compiled_models.py: whole numbers are 32 bits, little-endian.
//   count of runs; each: name, input, output: a count of bytes, and the bytes
// Every run begins with a net of zeros and is repeated after reset(). Outputs must be equal.
#include "compiled_models.inc"  // made by CMake: headers, and MODEL(name) for each
#include "console/console.h"
#include "host_file/host_file.h"

namespace {

using mote::Span;
using mote::console::print_line;

// As C sees them: memory that is no model's own.
union Net {
#define MODEL(name) name##_net name;
  MOTE_COMPILED_MODELS
#undef MODEL
};

struct Compiled {
  const char* name;
  size_t letters, input_bytes, output_bytes;
  mote_fault (*invoke)(Net& net);
  void (*reset)(Net& net);
  void* (*input)(Net& net);
  const void* (*output)(Net& net);
};

constexpr Compiled kModels[] = {
#define MODEL(model)                                             \
  {#model,                                                       \
   sizeof(#model) - 1,                                           \
   model##_input0_elements * sizeof(*model##_input0(nullptr)),   \
   model##_output0_elements * sizeof(*model##_output0(nullptr)), \
   [](Net& net) { return model##_invoke(&net.model); },          \
   [](Net& net) { model##_reset(&net.model); },                  \
   [](Net& net) -> void* { return model##_input0(&net.model); }, \
   [](Net& net) -> const void* { return model##_output0(&net.model); }},
    MOTE_COMPILED_MODELS
#undef MODEL
};

constexpr uint32_t kMostInputBytes = 32 * 1024;
constexpr uint32_t kMostOutputBytes = 1024;
constexpr uint32_t kCanary = 0xC7C7C7C7;

/// The net between words that nobody may write.
struct Guarded {
  uint32_t before[64];
  Net net;
  uint32_t after[64];
} guarded;
uint8_t input[kMostInputBytes];
uint8_t wanted[kMostOutputBytes];
uint8_t name[64];

bool is_malformed = false;

void read(uint8_t* to, uint32_t count) {
  if (count != 0 && mote::host_file::read({to, count}) != count) is_malformed = true;
}

uint32_t word() {
  uint8_t bytes[4] = {};
  read(bytes, 4);
  return bytes[0] | bytes[1] << 8 | bytes[2] << 16 | static_cast<uint32_t>(bytes[3]) << 24;
}

uint32_t part(uint8_t* to, uint32_t most) {
  const uint32_t count = word();
  if (count > most) is_malformed = true;
  if (is_malformed) return 0;
  read(to, count);
  return count;
}

const Compiled* model_named(uint32_t letters) {
  for (const Compiled& model : kModels) {
    if (model.letters == letters && __builtin_memcmp(model.name, name, letters) == 0) return &model;
  }
  return nullptr;
}

bool is_intact() {
  for (const uint32_t canary : guarded.before) {
    if (canary != kCanary) return false;
  }
  for (const uint32_t canary : guarded.after) {
    if (canary != kCanary) return false;
  }
  return true;
}

bool invoke(const Compiled& model, const char* when) {
  __builtin_memcpy(model.input(guarded.net), input, model.input_bytes);
  const mote_fault fault = model.invoke(guarded.net);
  if (fault.error != 0) {
    print_line("failed: ", model.name, when, ": mote explain ", static_cast<int>(fault.error), ' ',
               static_cast<int>(fault.check), ' ', static_cast<int>(fault.op_index), ' ',
               fault.detail);
    return false;
  }
  if (!is_intact()) {
    print_line("failed: ", model.name, when, ": memory beside the net was written");
    return false;
  }
  const auto* got = static_cast<const uint8_t*>(model.output(guarded.net));
  uint32_t differ = 0;
  for (uint32_t i = 0; i < model.output_bytes; ++i) differ += got[i] != wanted[i] ? 1 : 0;
  if (differ == 0) return true;
  print_line("failed: ", model.name, when, ": ", differ, " bytes differ of ",
             static_cast<uint32_t>(model.output_bytes));
  return false;
}

bool run() {
  const uint32_t letters = part(name, sizeof(name) - 1);
  name[letters] = 0;
  const uint32_t inputs = part(input, sizeof(input));
  const uint32_t outputs = part(wanted, sizeof(wanted));
  const Compiled* model = is_malformed ? nullptr : model_named(letters);
  if (model == nullptr || inputs != model->input_bytes || outputs != model->output_bytes) {
    print_line("failed: ", reinterpret_cast<const char*>(name),
               ": no such model, or other inputs and outputs");
    return false;
  }
  for (uint32_t& canary : guarded.before) canary = kCanary;
  for (uint32_t& canary : guarded.after) canary = kCanary;
  __builtin_memset(static_cast<void*>(&guarded.net), 0, sizeof(Net));
  if (!invoke(*model, "")) return false;
  model->reset(guarded.net);
  if (!invoke(*model, " after reset")) return false;
  print_line("equal: ", model->name);
  return true;
}

}  // namespace

int main() {
  const uint32_t runs = word();
  uint32_t passed = 0;
  for (uint32_t i = 0; i < runs && !is_malformed; ++i) passed += run() ? 1 : 0;
  if (is_malformed) print_line("the file of runs ends early or holds too large a part");
  print_line(passed, " runs passed of ", runs);
  return passed == runs && runs != 0 && !is_malformed ? 0 : 1;
}
