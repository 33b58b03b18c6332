// SPDX-License-Identifier: Apache-2.0
// The C interface of compiled models: any sequence of calls with any input bytes gives the bits of the
// interpreter that runs the same file, and writes nothing beside the net.
#include <cstring>
#include <memory>
#include <optional>

#include "expect.h"
#include "input_reader.h"
#include "models/memory.h"
#include "registry/all_ops.h"

#include "fuzz_keyword_c.h"
#include "fuzz_keyword_fast_c.h"
#include "fuzz_keyword_rows_c.h"
#include "fuzz_keyword_small_c.h"
#include "fuzz_sine_c.h"
#include "fuzz_sine_float_c.h"
#include "fuzz_keyword_file.h"
#include "fuzz_sine_file.h"
#include "fuzz_sine_float_file.h"

namespace mote::fuzz {
namespace {

/// A compiled model behind its C functions.
struct CApi {
  const char* name;
  Span<const uint8_t> file;
  size_t net_bytes;
  mote_fault (*invoke)(void* net);
  void (*reset)(void* net);
  void* (*input)(void* net);
  void* (*output)(void* net);
};

#define MOTE_C_API(name, file)                                                          \
  CApi {                                                                                \
#name, file, sizeof(name##_net),                                                      \
        [](void* net) { return name##_invoke(static_cast<name##_net*>(net)); },           \
        [](void* net) { name##_reset(static_cast<name##_net*>(net)); },                   \
        [](void* net) -> void* { return name##_input0(static_cast<name##_net*>(net)); },  \
        [](void* net) -> void* { return name##_output0(static_cast<name##_net*>(net)); }, \
  }

const CApi kApis[] = {
    MOTE_C_API(fuzz_keyword, fuzz_keyword_file),
    MOTE_C_API(fuzz_keyword_fast, fuzz_keyword_file),
    MOTE_C_API(fuzz_keyword_small, fuzz_keyword_file),
    MOTE_C_API(fuzz_sine, fuzz_sine_file),
    MOTE_C_API(fuzz_sine_float, fuzz_sine_float_file),
};

class Both {
 public:
  explicit Both(const CApi& api)
      : api_(api), model_(Model::verify(api.file)),
        arena_(*models::needed_bytes(*model_, all_ops())), net_(api.net_bytes) {
    std::memset(net_.memory().data(), 0, net_.memory().size());  // as its header asks for
    interpreter_ = *Interpreter::create(*model_, all_ops(), arena_.memory());
  }
  void reset() {
    api_.reset(net_.memory().data());
    interpreter_->reset();
  }
  void invoke(const std::vector<uint8_t>& input) {
    const Tensor tensor = interpreter_->input(0);
    std::vector<uint8_t> whole = input;
    whole.resize(tensor.bytes());
    expect(tensor.write_bytes({whole.data(), whole.size()}).ok(), "the interpreter's input");
    std::memcpy(api_.input(net_.memory().data()), whole.data(), whole.size());
    const Fault wanted = interpreter_->invoke();
    const mote_fault found = api_.invoke(net_.memory().data());
    const std::string name = api_.name;
    expect(found.error == static_cast<uint8_t>(wanted.error), name + ": another fault");
    expect(net_.intact(), name + ": memory beside the net was written");
    const Span<uint8_t> output = interpreter_->output(0).raw();
    expect(std::memcmp(output.data(), api_.output(net_.memory().data()), output.size()) == 0,
           name + ": other bits");
  }

 private:
  const CApi& api_;
  Result<Model> model_;
  models::GuardedArena arena_, net_;
  std::optional<Interpreter> interpreter_;
};

/// Rows of the input are asked for in order and each once, whatever the input is.
struct Rows {
  const std::vector<uint8_t>* input;
  uint32_t next = 0;
  static constexpr uint32_t kRowBytes = 40;

  static void read(void* context, uint32_t first, uint32_t count, void* rows) {
    auto* self = static_cast<Rows*>(context);
    expect(first == self->next, "rows are not asked for in order");
    self->next = first + count;
    expect(self->next * kRowBytes <= self->input->size(), "a row that there is not");
    std::memcpy(rows, self->input->data() + first * kRowBytes, count * kRowBytes);
  }
};

void check_rows(InputReader& in) {
  auto net = std::make_unique<fuzz_keyword_rows_net>();
  auto whole_net = std::make_unique<fuzz_keyword_net>();
  while (in.left() != 0) {
    std::vector<uint8_t> input = in.bytes(fuzz_keyword_input0_elements);
    input.resize(fuzz_keyword_input0_elements);
    std::memcpy(fuzz_keyword_input0(whole_net.get()), input.data(), input.size());
    (void)fuzz_keyword_invoke(whole_net.get());
    Rows rows{&input};
    const mote_row_source source{Rows::read, &rows};
    (void)fuzz_keyword_rows_invoke(net.get(), &source);
    expect(std::memcmp(fuzz_keyword_output0(whole_net.get()), fuzz_keyword_rows_output0(net.get()),
                       fuzz_keyword_output0_elements) == 0,
           "fuzz_keyword_rows: other bits than with the input as a whole");
  }
}

}  // namespace
}  // namespace mote::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace mote::fuzz;
  InputReader in(data, size);
  const uint32_t which = in.take<uint8_t>() % (std::size(kApis) + 1);
  if (which == std::size(kApis)) {
    check_rows(in);
    return 0;
  }
  Both both(kApis[which]);
  for (int calls = 0; calls < 6 && in.left() != 0; ++calls) {
    if (in.chance(20)) both.reset();
    both.invoke(in.bytes(in.take<uint16_t>() % 2048));
  }
  return 0;
}
