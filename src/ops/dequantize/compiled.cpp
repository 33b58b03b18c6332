// SPDX-License-Identifier: Apache-2.0
// What compiled code calls: kernels with scales and zero points as constants.
#include "emit/step_writer.h"
#include "ops/dequantize/dequantize.h"

namespace mote::compiler {
namespace {

/// `count` numbers of the model as an array.
template <class T>
std::string array(StepWriter& w, const std::string& name, const std::string& type, uint32_t at,
                  uint32_t count) {
  std::string list;
  for (uint32_t i = 0; i < count; ++i) {
    list += (i == 0 ? "" : ", ") + literal(load<T>(w.program().file() + at + i * sizeof(T)));
  }
  const uint32_t bytes = count * static_cast<uint32_t>(sizeof(T));
  return "mote::compiled::constant<uint8_t>(" +
         w.text().declare(name + std::to_string(w.step()), type, "[]", wrapped("{" + list + "}"),
                          bytes, "") +
         ")";
}

template <class In>
void write(StepWriter& w, const char* kernel) {
  const auto& p = w.params<DequantizeParams>();
  const uint32_t points = p.zero_point_step == 0 ? 1 : p.kernel.channels;
  const std::string zero_points =
      p.zero_points_at == 0 ? "nullptr"
                            : array<int64_t>(w, "kZeroPoints", "int64_t", p.zero_points_at, points);
  w.include("ops/dequantize/dequantize.h");
  w.call(kernel, {w.constant(p.kernel),
                  "mote::ScalesAndZeroPoints{" +
                      array<float>(w, "kScales", "float", p.scales_at, p.kernel.channels) + ", " +
                      zero_points + ", " + literal(p.zero_point_step) + "}",
                  w.input<In>(0), w.output<float>(0)});
}
void write_s8(StepWriter& w) { write<int8_t>(w, "reference::dequantize_s8"); }
void write_u8(StepWriter& w) { write<uint8_t>(w, "reference::dequantize_u8"); }
void write_s16(StepWriter& w) { write<Unaligned<int16_t>>(w, "reference::dequantize_s16"); }
void write_s4(StepWriter& w) { write<uint8_t>(w, "reference::dequantize_s4"); }

constexpr DirectCall kCalls[] = {
    {"dequantize_s8_f32", write_s8, true, nullptr, nullptr, overlaps_of_elements},
    {"dequantize_u8_f32", write_u8, true, nullptr, nullptr, overlaps_of_elements},
    {"dequantize_s16_f32", write_s16, true, nullptr, nullptr, overlaps_of_elements},
    {"dequantize_s4_f32", write_s4},
};

}  // namespace

Span<const DirectCall> dequantize_calls() { return kCalls; }

}  // namespace mote::compiler
