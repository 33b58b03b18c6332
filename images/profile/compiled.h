// SPDX-License-Identifier: Apache-2.0
// Marks around one run of a compiled model.
#pragma once

#include "mote/row_source.h"
#include "profile.h"

namespace profile {

template <class T>
constexpr bool kIsQuantized = false;
template <>
inline constexpr bool kIsQuantized<int8_t> = true;
template <>
inline constexpr bool kIsQuantized<uint8_t> = true;
template <>
inline constexpr bool kIsQuantized<int16_t> = true;

template <class T>
mote::Span<uint8_t> bytes_of(mote::Span<T> elements) {
  return {reinterpret_cast<uint8_t*>(elements.data()), elements.size() * sizeof(T)};
}

template <class T>
void fill_elements(mote::Span<T> elements, Noise& noise) {
  fill(bytes_of(elements), kIsQuantized<T>, noise);
}

constexpr uint32_t kMostTensors = 4;

template <class Net>
void fill_inputs(Net& net) {
  static_assert(Net::kInputCount <= kMostTensors, "add a line for each more");
  Noise noise;
  if constexpr (Net::kInputCount > 0) fill_elements(net.input0(), noise);
  if constexpr (Net::kInputCount > 1) fill_elements(net.input1(), noise);
  if constexpr (Net::kInputCount > 2) fill_elements(net.input2(), noise);
  if constexpr (Net::kInputCount > 3) fill_elements(net.input3(), noise);
}

template <class Net>
void print_checksum(Net& net) {
  static_assert(Net::kOutputCount <= kMostTensors, "add a line for each more");
  Checksum checksum;
  if constexpr (Net::kOutputCount > 0) checksum.add(bytes_of(net.output0()));
  if constexpr (Net::kOutputCount > 1) checksum.add(bytes_of(net.output1()));
  if constexpr (Net::kOutputCount > 2) checksum.add(bytes_of(net.output2()));
  if constexpr (Net::kOutputCount > 3) checksum.add(bytes_of(net.output3()));
  checksum.print();
}

/// A net that holds its inputs.
template <class Net, class = void>
struct Given {
  void fill(Net& net) { fill_inputs(net); }
  mote::Fault invoke(Net& net) { return net.invoke(); }
};

/// One that is given its input row by row, here from memory beside it. Copying the rows counts as
/// part of the run.
template <class Net>
struct Given<Net, decltype(static_cast<void>(Net::kInputRows))> {
  void fill(Net& /*net*/) {
    Noise noise;
    profile::fill({input_, sizeof(input_)}, true, noise);
  }
  mote::Fault invoke(Net& net) { return net.invoke(mote::RowSource{read, input_}); }

  static void read(void* context, uint32_t first, uint32_t count, void* rows) {
    __builtin_memcpy(rows, static_cast<const uint8_t*>(context) + first * Net::kInputRowBytes,
                     count * Net::kInputRowBytes);
  }

 private:
  static_assert(Net::kInputCount == 1 && Net::kInputRowBytes == Net::kInputRowElements,
                "the rows of one 8-bit input");
  uint8_t input_[Net::kInputRows * Net::kInputRowBytes];
};

/// Returns the status to end with.
template <class Net>
int run(Net& net) {
  static Given<Net> given;
  given.fill(net);
  StackDepth running;
  running.begin();
  mote_mark();
  const mote::Fault fault = given.invoke(net);
  mote_mark();
  running.end();
  mote::marks::label("invoke");
  if (!fault.ok()) return fail("run the model", fault);
  print_checksum(net);
  print_line("arena: ", Net::kArenaBytes, " bytes");
  print_line("stack of a run: ", running.deepest_bytes(), " bytes");
  return 0;
}

}  // namespace profile
