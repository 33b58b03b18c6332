// SPDX-License-Identifier: Apache-2.0
// What compiled code calls.
#include "emit/step_writer.h"
#include "ops/decode/compressed.h"
#include "ops/shared/checks.h"

namespace mote::check {
#define MOTE_CHECK(name, number, sentence, advice) constexpr CheckNumber name = number;
#include "ops/decode/checks.inc"
#undef MOTE_CHECK
}  // namespace mote::check

namespace mote::compiler {
namespace {

std::string field_list(std::initializer_list<std::string> fields) {
  std::string text;
  for (const std::string& field : fields) text += (text.empty() ? "{" : ", ") + field;
  return text + "}";
}

/// One kernel call for each compressed tensor; code and tables are constants.
void write_one(StepWriter& w, uint32_t i) {
  const Compressed c{w.tensor(input_slot(2 * i)), w.tensor(input_slot(2 * i + 1)),
                     w.tensor(output_slot(i))};
  const std::string code = w.bytes(input_slot(2 * i));
  const std::string tables = w.bytes(input_slot(2 * i + 1)) + " + " + literal(kDecodeHeaderBytes);
  const std::string output =
      "mote::DecodeOutput" +
      field_list({literal(c.output.elements()), literal(c.element_bytes()), literal(c.channels()),
                  literal(c.channels_last()), w.output<uint8_t>(i)});
  switch (c.coding()) {
    case Coding::LookUp: {
      const LookUp p = c.look_up();
      w.call_or_refuse(
          "reference::decode_look_up",
          {"mote::LookUp" + field_list({code, tables, literal(p.index_bits), literal(p.stride)}),
           output},
          check::CodedData);
      break;
    }
    case Coding::Huffman: {
      const Huffman p = c.huffman();
      w.call_or_refuse(
          "reference::decode_huffman",
          {"mote::Huffman" + field_list({code, literal(p.code_bytes), tables, literal(p.entries),
                                         literal(p.entry_bytes), literal(p.first_bits)}),
           output},
          check::CodedData);
      break;
    }
    case Coding::Pruned: {
      const bool has_zero_points = c.pruned().zero_points != nullptr;
      std::string points = "nullptr";
      if (has_zero_points) {
        std::string list;
        const format::Vector values = c.output.zero_points();
        for (uint32_t k = 0; k < values.count(); ++k) {
          list += (k == 0 ? "{" : ", ") + literal(values.at<int64_t>(k));
        }
        points = "mote::compiled::constant<uint8_t>(" +
                 w.text().declare("kZeroPoints" + std::to_string(w.step()), "int64_t", "[]",
                                  list + "}", values.count() * 8, "") +
                 ")";
      }
      w.call("reference::decode_pruned",
             {"mote::Pruned" + field_list({code, tables, points}), output});
      break;
    }
  }
}

void write_decode(StepWriter& w) {
  w.include("ops/decode/decode.h");
  for (uint32_t i = 0; i < w.output_count(); ++i) write_one(w, i);
}

constexpr DirectCall kCalls[] = {
    {"decode_any", write_decode},
};

}  // namespace

Span<const DirectCall> decode_calls() { return kCalls; }

}  // namespace mote::compiler
