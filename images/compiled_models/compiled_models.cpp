// SPDX-License-Identifier: Apache-2.0
// Compiled models on the chip, on recorded inputs. The file comes from
// tools/emulator/compiled_models.py: whole numbers are 32 bits, little-endian.
//   count of runs; each: name, output, input, input: a count of bytes, and the bytes
// Every run begins with a net of zeros and is repeated after reset(). Outputs must be equal. Inputs go
// from the file to the net, row by row if the model asks for its rows.
#include "compiled_models.inc"  // made by CMake: headers, and MODEL(name) for each
#include "console/console.h"
#include "host_file/host_file.h"
#include "marks/marks.h"
#include "mote/platform.h"
#include "mote/row_source.h"
#include "ram_limit.h"

namespace {

using mote::Span;
using mote::console::print_line;

// As C sees them: memory that is no model's own.
union Net {
#define MODEL(name) name##_net name;
  MOTE_COMPILED_MODELS
#undef MODEL
};

/// The input of a model, a C++ class that may have one or be given it row by row.
template <class N, class = void>
struct Input {
  static constexpr uint32_t kRowBytes = 0;
  static mote::Span<uint8_t> of(N& net) {
    const auto input = net.input0();
    return {reinterpret_cast<uint8_t*>(input.data()), input.size() * sizeof(*input.data())};
  }
};
template <class N>
struct Input<N, decltype(static_cast<void>(N::kInputRows))> {
  static constexpr uint32_t kRowBytes = N::kInputRowBytes;
  static mote::Span<uint8_t> of(N& /*net*/) { return {nullptr, N::kInputRows * kRowBytes}; }
};

template <class N>
mote_fault call(mote_fault (*invoke)(N*), N& net, const mote_row_source& /*rows*/) {
  return invoke(&net);
}
template <class N>
mote_fault call(mote_fault (*invoke)(N*, const mote_row_source*), N& net,
                const mote_row_source& rows) {
  return invoke(&net, &rows);
}

struct Compiled {
  const char* name;
  size_t letters, output_bytes;
  uint32_t row_bytes;  // of the input; 0 if the net holds all of it
  mote_fault (*invoke)(Net& net, const mote_row_source& rows);
  void (*reset)(Net& net);
  mote::Span<uint8_t> (*input)(Net& net);  // without an address if row_bytes is not 0
  const void* (*output)(Net& net);
};

constexpr Compiled kModels[] = {
#define MODEL(model)                                                                            \
  {#model,                                                                                      \
   sizeof(#model) - 1,                                                                          \
   model##_output0_elements * sizeof(*model##_output0(nullptr)),                                \
   Input<model::Net>::kRowBytes,                                                                \
   [](Net& net, const mote_row_source& rows) { return call(model##_invoke, net.model, rows); }, \
   [](Net& net) { model##_reset(&net.model); },                                                 \
   [](Net& net) { return Input<model::Net>::of(reinterpret_cast<model::Net&>(net.model)); },    \
   [](Net& net) -> const void* { return model##_output0(&net.model); }},
    MOTE_COMPILED_MODELS
#undef MODEL
};

constexpr uint32_t kMostOutputBytes = 1024;
constexpr uint32_t kCanary = 0xC7C7C7C7;
/// What an emulated board with more RAM is to keep; 0: all that it has.
constexpr uint32_t kRamBytes = MOTE_RAM_BYTES;
/// Instead of a count of runs: to see that RAM ends where it should.
constexpr uint32_t kTouchBeyondRam = 0xFFFFFFFF;

/// The net between words that nobody may write.
struct Guarded {
  uint32_t before[64];
  Net net;
  uint32_t after[64];
} guarded;
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

/// Rows of the input, as they come from the file.
struct Rows {
  uint32_t row_bytes;
  uint32_t next = 0;
  bool are_in_order = true;

  static void read_next(void* context, uint32_t first, uint32_t count, void* to) {
    Rows& rows = *static_cast<Rows*>(context);
    if (first != rows.next) rows.are_in_order = false;
    rows.next = first + count;
    read(static_cast<uint8_t*>(to), count * rows.row_bytes);
  }
};

void skip(uint32_t count) {
  uint8_t bytes[32];
  while (count != 0 && !is_malformed) {
    const uint32_t some = count < sizeof(bytes) ? count : sizeof(bytes);
    read(bytes, some);
    count -= some;
  }
}

bool invoke(const Compiled& model, const char* when) {
  const Span<uint8_t> input = model.input(guarded.net);
  if (word() != input.size()) is_malformed = true;
  if (is_malformed) return false;
  if (model.row_bytes == 0) read(input.data(), static_cast<uint32_t>(input.size()));
  Rows rows{model.row_bytes};
  const mote_row_source source{Rows::read_next, &rows};
  mote_mark();
  const mote_fault fault = model.invoke(guarded.net, source);
  mote_mark();
  mote::marks::label(model.name);
  if (model.row_bytes != 0) {
    skip(static_cast<uint32_t>(input.size()) - rows.next * model.row_bytes);
    if (!rows.are_in_order || rows.next == 0) {
      print_line("failed: ", model.name, when, ": rows were not asked for in order");
      return false;
    }
  }
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
  const uint32_t outputs = part(wanted, sizeof(wanted));
  const Compiled* model = is_malformed ? nullptr : model_named(letters);
  if (model == nullptr || outputs != model->output_bytes) {
    print_line("failed: ", reinterpret_cast<const char*>(name),
               ": no such model, or other outputs");
    is_malformed = true;
    return false;
  }
  for (uint32_t& canary : guarded.before) canary = kCanary;
  for (uint32_t& canary : guarded.after) canary = kCanary;
  __builtin_memset(static_cast<void*>(&guarded.net), 0, sizeof(Net));
  const bool is_equal = invoke(*model, "");
  model->reset(guarded.net);
  if (!invoke(*model, " after reset") || !is_equal) return false;
  print_line("equal: ", model->name);
  return true;
}

}  // namespace

int main() {
  const uint32_t runs = word();
  if constexpr (kRamBytes != 0) {
    ram_limit::keep_only(kRamBytes);
    if (runs == kTouchBeyondRam) ram_limit::touch_beyond(kRamBytes);
  }
  uint32_t passed = 0;
  for (uint32_t i = 0; i < runs && !is_malformed; ++i) passed += run() ? 1 : 0;
  if (is_malformed) print_line("the file of runs ends early or holds too large a part");
  if (mote::platform::stack_reserved_bytes() != 0) {
    print_line("stack: ", mote::platform::stack_used_bytes(), " bytes of ",
               mote::platform::stack_reserved_bytes());
  }
  print_line(passed, " runs passed of ", runs);
  return passed == runs && runs != 0 && !is_malformed ? 0 : 1;
}
