// SPDX-License-Identifier: Apache-2.0
// Hostile models on the chip: each must meet the fault that it meets on the host, field by field. The
// file comes from tests/hostile/pack_hostile_models.cpp, which says what is in it.
#include "../conform/conform_ops.h"
#include "console/console.h"
#include "host_file/host_file.h"
#include "mote/arena_guard.h"
#include "mote/mote.h"

namespace {

using mote::Fault;
using mote::console::print_line;

alignas(16) uint8_t model_bytes[60 * 1024];
mote::GuardedArena<48 * 1024> arena;
char name[128];
bool is_malformed = false;

void read(void* to, uint32_t bytes) {
  if (mote::host_file::read({static_cast<uint8_t*>(to), bytes}) != bytes) is_malformed = true;
}

uint32_t word() {
  uint32_t value = 0;
  read(&value, 4);
  return value;
}

uint32_t part(void* to, uint32_t most) {
  const uint32_t count = word();
  if (count > most) is_malformed = true;
  if (is_malformed) return 0;
  read(to, (count + 3) & ~3U);
  return count;
}

Fault fault() {
  Fault f;
  read(&f, sizeof(f));
  return f;
}

bool expect(const char* what, const Fault& got, const Fault& wanted) {
  if (got == wanted) return true;
  print_line("failed: ", name, ": ", what, ": ", static_cast<int>(got.error), ' ',
             static_cast<int>(got.check), ' ', static_cast<int>(got.op_index), ' ', got.detail,
             ", on the host ", static_cast<int>(wanted.error), ' ', static_cast<int>(wanted.check),
             ' ', static_cast<int>(wanted.op_index), ' ', wanted.detail);
  return false;
}

bool run_case() {
  const uint32_t letters = part(name, sizeof(name) - 4);
  name[letters] = '\0';
  const uint32_t bytes = part(model_bytes, sizeof(model_bytes));
  const uint32_t arena_bytes = word();
  const bool runs = word() != 0;
  const Fault wanted = fault();
  const Fault wanted_of_run = fault();
  if (is_malformed || arena_bytes != arena.memory().size()) {
    is_malformed = true;
    return false;
  }
  const auto model = mote::Model::verify({model_bytes, bytes});
  auto net = mote::Interpreter::create(*model, conform_ops(), arena.memory());
  bool well = expect("at load", model.ok() ? net.fault() : model.fault(), wanted);
  if (well && runs) {
    for (uint32_t i = 0; i < net->input_count(); ++i) {
      for (uint8_t& byte : net->input(i).raw()) byte = 0x5A;
    }
    well = expect("at run", net->invoke(), wanted_of_run);
  }
  if (arena.is_intact()) return well;
  print_line("failed: ", name, ": memory beside the arena was written");
  arena.arm();
  return false;
}

}  // namespace

int main() {
  arena.arm();
  const uint32_t cases = word();
  uint32_t passed = 0;
  for (uint32_t i = 0; i < cases && !is_malformed; ++i) passed += run_case() ? 1 : 0;
  if (is_malformed) print_line("the file of models ends early or holds too large a part");
  print_line(passed, " models have the fault of the host, of ", cases);
  return passed == cases && cases != 0 && !is_malformed ? 0 : 1;
}
