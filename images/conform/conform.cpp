// SPDX-License-Identifier: Apache-2.0
// Recorded cases on the chip, with every operator linked (conform_ops.h). The file comes from `mote conform --pack`:
// whole numbers are 32 bits, little-endian, and every part is filled up to a multiple of 4 bytes.
//   count of cases; each: name, model, arena bytes, count of runs
//     run: count of steps; step: count of inputs, each its bytes; count of outputs, each:
//       1 if of float32, bytes, mask (empty, or one byte for each: 0 is not compared)
//   A name, a model or bytes are a count and the bytes.
#include "conform_ops.h"
#include "console/console.h"
#include "host_file/host_file.h"
#include "mote/mote.h"

namespace {

using mote::Span;
using mote::console::print_line;

// The host packs only what fits.
alignas(16) uint8_t model_bytes[40 * 1024];
alignas(mote::kArenaAlignmentBytes) uint8_t arena[48 * 1024];
alignas(16) uint8_t wanted[12 * 1024];
alignas(16) uint8_t mask[12 * 1024];
char name[256];

struct Malformed {
  bool happened = false;
} malformed;

uint32_t word() {
  uint32_t value = 0;
  if (mote::host_file::read({reinterpret_cast<uint8_t*>(&value), 4}) != 4)
    malformed.happened = true;
  return value;
}

/// A count and that many bytes.
uint32_t part(uint8_t* to, uint32_t most) {
  const uint32_t count = word();
  if (count > most) malformed.happened = true;
  if (malformed.happened) return 0;
  const uint32_t padded = (count + 3) & ~3U;
  if (mote::host_file::read({to, padded}) != padded) malformed.happened = true;
  return count;
}

int32_t ordered(uint32_t bits) {
  const auto number = static_cast<int32_t>(bits);
  return number < 0 ? static_cast<int32_t>(0x80000000U - bits) : number;
}

bool is_nan(uint32_t bits) { return (bits & 0x7FFFFFFF) > 0x7F800000; }

/// Within 4 units in the last place or 1e-6.
bool close_enough(uint32_t got, uint32_t want) {
  if (is_nan(got) || is_nan(want)) return is_nan(got) && is_nan(want);
  const int64_t apart = int64_t{ordered(got)} - ordered(want);
  if (apart >= -4 && apart <= 4) return true;
  float a, b;
  __builtin_memcpy(&a, &got, 4);
  __builtin_memcpy(&b, &want, 4);
  const float difference = a - b;
  return difference <= 1e-6F && difference >= -1e-6F;
}

uint32_t differing_elements(Span<uint8_t> got, uint32_t bytes, uint32_t mask_bytes, bool floats) {
  if (got.size() != bytes) return UINT32_MAX;
  const uint32_t width = floats ? 4 : 1;
  uint32_t differ = 0;
  for (uint32_t i = 0; i + width <= bytes; i += width) {
    if (i < mask_bytes && mask[i] == 0) continue;
    bool same = __builtin_memcmp(got.data() + i, wanted + i, width) == 0;
    if (!same && floats) {
      uint32_t a, b;
      __builtin_memcpy(&a, got.data() + i, 4);
      __builtin_memcpy(&b, wanted + i, 4);
      same = close_enough(a, b);
    }
    if (!same) ++differ;
  }
  return differ;
}

/// One invoke. Reads on to its end even when it fails.
bool step(mote::Interpreter& network) {
  const uint32_t inputs = word();
  for (uint32_t i = 0; i < inputs && !malformed.happened; ++i) {
    const uint32_t bytes = part(wanted, sizeof(wanted));
    (void)network.input(i).write_bytes({wanted, bytes});
  }
  const mote::Fault fault = network.invoke();
  if (!fault.ok()) {
    print_line("failed: ", name, ": mote explain ", static_cast<int>(fault.error), ' ',
               static_cast<int>(fault.check), ' ', static_cast<int>(fault.op_index), ' ',
               fault.detail);
  }
  bool well = fault.ok();
  const uint32_t outputs = word();
  for (uint32_t i = 0; i < outputs && !malformed.happened; ++i) {
    const bool floats = word() != 0;
    const uint32_t bytes = part(wanted, sizeof(wanted));
    const uint32_t mask_bytes = part(mask, sizeof(mask));
    if (!fault.ok()) continue;
    const uint32_t differ = differing_elements(network.output(i).raw(), bytes, mask_bytes, floats);
    if (differ == 0) continue;
    print_line("failed: ", name, ": output ", i, ": ", differ, " elements differ");
    well = false;
  }
  return well;
}

bool run_case() {
  const uint32_t letters = part(reinterpret_cast<uint8_t*>(name), sizeof(name) - 4);
  name[letters] = '\0';
  const uint32_t bytes = part(model_bytes, sizeof(model_bytes));
  const uint32_t arena_bytes = word();
  const uint32_t runs = word();
  bool well = true;
  for (uint32_t run = 0; run < runs && !malformed.happened; ++run) {
    const auto model = mote::Model::verify({model_bytes, bytes});
    auto network = mote::Interpreter::create(*model, conform_ops(), {arena, arena_bytes});
    if (!network.ok()) {
      const mote::Fault f = model.ok() ? network.fault() : model.fault();
      print_line("failed: ", name, ": mote explain ", static_cast<int>(f.error), ' ',
                 static_cast<int>(f.check), ' ', static_cast<int>(f.op_index), ' ', f.detail);
      well = false;
    }
    const uint32_t steps = word();
    for (uint32_t i = 0; i < steps && !malformed.happened; ++i) well &= step(*network);
  }
  return well;
}

}  // namespace

int main() {
  const uint32_t cases = word();
  uint32_t passed = 0;
  for (uint32_t i = 0; i < cases && !malformed.happened; ++i) {
    if (run_case()) ++passed;
  }
  if (malformed.happened) print_line("the file of cases ends early or holds too large a part");
  print_line(passed, " cases passed of ", cases);
  return passed == cases && cases != 0 && !malformed.happened ? 0 : 1;
}
