// SPDX-License-Identifier: Apache-2.0
// The program but for how its network runs.
#pragma once

#include "console/console.h"
#include "mote/platform.h"
#include "mote/status.h"
#include "mote/tensor.h"

namespace hello_sine_demo {

using mote::console::Decimal;
using mote::console::print_line;

/// One question; 157 and 1000 stand for sin(1.57) = 1.000.
struct Case {
  int16_t angle_hundredths;
  int16_t sine_thousandths;
};

constexpr Case kCases[] = {{0, 0},      {52, 497},   {105, 867},  {157, 1000}, {209, 868},
                           {262, 498},  {314, 2},    {367, -504}, {419, -867}, {471, -1000},
                           {524, -864}, {576, -500}, {628, -3}};

// The model's greatest error is 0.063 (models/hello_sine/report.json), and printing rounds.
constexpr int32_t kToleranceThousandths = 70;

/// What one step of an int8 tensor is worth, in 2^-16 thousandths: whole numbers from the bits of
/// the float, because these cores have no floating point. For scales from 2^-15 to 2.
inline int32_t thousandths_q16(float scale) {
  uint32_t bits;
  __builtin_memcpy(&bits, &scale, sizeof(bits));
  const uint64_t significand = (bits & 0x7FFFFF) | 0x800000;  // scale = significand * 2^-shift
  const uint32_t shift = 150 - (bits >> 23 & 0xFF);
  return static_cast<int32_t>((significand * 1000 << 16) >> shift);
}

inline int8_t quantize(int32_t thousandths, mote::Quantization q) {
  const int32_t step = thousandths_q16(q.scale);
  const int32_t value = ((thousandths << 16) + step / 2) / step + q.zero_point;  // never negative
  return static_cast<int8_t>(value > 127 ? 127 : value);
}

inline int32_t dequantize_thousandths(int8_t value, mote::Quantization q) {
  const int32_t scaled = (value - q.zero_point) * thousandths_q16(q.scale);
  return (scaled + (1 << 15)) >> 16;
}

inline int fail(const char* what, const mote::Fault& f) {
  print_line("cannot ", what, "; on the host: mote explain ", static_cast<int>(f.error), ' ',
             static_cast<int>(f.check), ' ', static_cast<int>(f.op_index), ' ', f.detail);
  return 1;
}

/// Asks for every angle and prints the answers, the arena and the stack. Returns the status to end
/// with: 0 only if every answer is right. `Network` has
///   input(), output()    spans of one int8 element
///   input_quantization(), output_quantization()
///   invoke()             a fault if it cannot be done
///   arena_bytes()        for the report
template <class Network>
int ask(Network& network) {
  int wrong = 0;
  for (const Case& c : kCases) {
    network.input()[0] = quantize(c.angle_hundredths * 10, network.input_quantization());
    if (const auto f = network.invoke(); !f.ok()) return fail("run the model", f);
    const int32_t sine = dequantize_thousandths(network.output()[0], network.output_quantization());
    const int32_t error = sine - c.sine_thousandths;
    const bool right = error <= kToleranceThousandths && -error <= kToleranceThousandths;
    const int32_t hundredths = (sine + (sine < 0 ? -5 : 5)) / 10;
    print_line("sine(", Decimal{c.angle_hundredths, 2}, ") = ", Decimal{hundredths, 2},
               right ? "" : "  wrong");
    if (!right) ++wrong;
  }
  print_line("arena: ", network.arena_bytes(), " bytes");
  print_line("stack: ", mote::platform::stack_used_bytes(), " of ",
             mote::platform::stack_reserved_bytes(), " bytes");
  return wrong == 0 ? 0 : 1;
}

}  // namespace hello_sine_demo
