// SPDX-License-Identifier: Apache-2.0
// Runs cases of kernels on the chip: compares with the expected bytes, looks after the bytes around
// output and scratch, and marks each run for the counter. The file comes from mote_kernel_cases;
// whole numbers are 32 bits, little-endian, parts are filled up to a multiple of 4 bytes.   count
// of cases; each: name, kernel, numbers, weights, input, second input, misalignment,   scratch
// bytes, expected output   A name, numbers or bytes are a count of bytes and the bytes.
#include "console/console.h"
#include "host_file/host_file.h"
#include "marks/marks.h"
#include "run_marked.h"

namespace {

using mote::console::print_line;

constexpr uint32_t kCanaryBytes = 16;
constexpr uint8_t kCanary = 0xA5;

// All parts of a case; the host leaves out what does not fit.
alignas(16) uint8_t pool[116 * 1024];
uint32_t pool_used;

uint32_t word() {
  uint32_t value = 0;
  (void)mote::host_file::read({reinterpret_cast<uint8_t*>(&value), 4});
  return value;
}

/// Room with canaries around, `misalignment` bytes off a multiple of 16.
uint8_t* room(uint32_t bytes, uint32_t misalignment) {
  const uint32_t at = pool_used + kCanaryBytes + misalignment;
  pool_used = (at + bytes + 2 * kCanaryBytes + 15) & ~15U;
  if (pool_used > sizeof(pool)) return nullptr;
  __builtin_memset(pool + at - kCanaryBytes, kCanary, bytes + 2 * kCanaryBytes);
  return pool + at;
}

bool is_intact(const uint8_t* room, uint32_t bytes) {
  for (uint32_t i = 0; i < kCanaryBytes; ++i) {
    if (room[static_cast<int32_t>(i) - static_cast<int32_t>(kCanaryBytes)] != kCanary ||
        room[bytes + i] != kCanary) {
      return false;
    }
  }
  return true;
}

struct Part {
  uint8_t* bytes;
  uint32_t count;
};

Part part(uint32_t misalignment = 0) {
  Part p{nullptr, word()};
  p.bytes = room((p.count + 3) & ~3U, misalignment);
  if (p.bytes != nullptr && p.count != 0) {
    (void)mote::host_file::read({p.bytes, (p.count + 3) & ~3U});
  }
  return p;
}

uint32_t differing(const uint8_t* output, uint32_t count) {
  uint32_t differ = 0;
  uint8_t wanted[64];
  for (uint32_t at = 0; at < count; at += sizeof(wanted)) {
    const uint32_t some = count - at < sizeof(wanted) ? count - at : sizeof(wanted);
    (void)mote::host_file::read({wanted, (some + 3) & ~3U});
    for (uint32_t i = 0; i < some; ++i) differ += wanted[i] != output[at + i] ? 1 : 0;
  }
  return differ;
}

/// True if all was well.
bool run_case() {
  pool_used = 0;
  const Part name = part();
  const auto kernel = static_cast<mote::kernel_check::Kernel>(word());
  const Part numbers = part();
  const Part weights = part();
  const uint32_t misalignment = word();
  const Part input = part(misalignment);
  const Part second = part(misalignment);
  const uint32_t scratch_bytes = word();
  uint8_t* scratch = room(scratch_bytes, 0);
  const uint32_t output_bytes = word();
  uint8_t* output = room(output_bytes, misalignment);
  if (output == nullptr) {
    print_line("a case is greater than the board's memory");
    return false;
  }
  const bool known = mote::kernel_check::run_marked(
      kernel, reinterpret_cast<const int32_t*>(numbers.bytes),
      {reinterpret_cast<const int8_t*>(input.bytes), reinterpret_cast<const int8_t*>(second.bytes),
       reinterpret_cast<const int32_t*>(weights.bytes), reinterpret_cast<int8_t*>(output),
       scratch});
  const uint32_t differ = differing(output, output_bytes);
  const char* text = reinterpret_cast<const char*>(name.bytes);
  if (known) mote::marks::label(text);
  if (!known || differ != 0 || !is_intact(output, output_bytes) ||
      !is_intact(scratch, scratch_bytes)) {
    print_line("FAILED ", text, ": ", differ, " of ", output_bytes, " bytes differ; output ",
               is_intact(output, output_bytes) ? "intact" : "overrun", ", scratch ",
               is_intact(scratch, scratch_bytes) ? "intact" : "overrun");
    return false;
  }
  return true;
}

}  // namespace

int main() {
  const uint32_t count = word();
  uint32_t passed = 0;
  for (uint32_t i = 0; i < count; ++i) passed += run_case() ? 1 : 0;
  print_line(passed, " of ", count, " cases passed");
  return passed == count && count != 0 ? 0 : 1;
}
