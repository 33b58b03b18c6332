// SPDX-License-Identifier: Apache-2.0
#include <random>

#include "models/run_case.h"
#include "ops/decode/decode.h"
#include "ops/shared/checks.h"

namespace mote {
namespace check {
#define MOTE_CHECK(name, number, sentence, advice) constexpr CheckNumber name = number;
#include "ops/decode/checks.inc"
#undef MOTE_CHECK
}  // namespace check
namespace {

using models::GoldenCase;
using models::ModelSpec;

MOTE_TEST_RECORDED(Decode, "decode", 0);

const models::Refusal kRefusals[] = {
    {"OtherName", "huffman_s8", check::CustomName, models::take_name_alike},
    {"NoOutput", "huffman_s8", check::OutputCount,
     [](ModelSpec& m) {
       m.operators[0].outputs.clear();
       m.outputs.clear();
     }},
    {"OneInput", "huffman_s8", check::InputCount,
     [](ModelSpec& m) { m.operators[0].inputs.resize(1); }},
    {"ThreeInputs", "huffman_s8", check::InputCount,
     [](ModelSpec& m) { m.operators[0].inputs.push_back(0); }},
    {"CodeLeftOut", "huffman_s8", check::InputMissing,
     [](ModelSpec& m) { m.operators[0].inputs[0] = -1; }},
    {"CodeNotConstant", "huffman_s8", check::NotConstant,
     [](ModelSpec& m) { models::make_input(m, 0); }},
    {"TablesNotConstant", "huffman_s8", check::NotConstant,
     [](ModelSpec& m) { models::make_input(m, 1); }},
    {"OutputOfHalfBytes", "look_up_s8_4_bits", check::Type,
     [](ModelSpec& m) { m.tensors[2].type = TensorType::Int4; }},
    {"HuffmanOf32Bits", "huffman_s16", check::Type,
     [](ModelSpec& m) { m.tensors[2].type = TensorType::Int32; }},
    {"OutputEmpty", "look_up_s8_4_bits", check::Empty,
     [](ModelSpec& m) { m.tensors[2].shape = {0}; }},
    {"ChannelsInTheMiddle", "look_up_s16_channels_first", check::PerChannel,
     [](ModelSpec& m) {
       m.tensors[2].shape = {2, 3, 2};
       m.tensors[2].quantized_dimension = 1;
     }},
    {"ZeroPointsOfFewerChannels", "pruned_s8_channels_first", check::PerChannel,
     [](ModelSpec& m) { m.tensors[2].zero_points.resize(1); }},
    {"ZeroPointTooGreat", "pruned_s8_zero_point", check::ZeroPointRange,
     [](ModelSpec& m) { m.tensors[2].zero_points[0] = 128; }},
    {"UnknownCoding", "huffman_s8", check::Coding,
     [](ModelSpec& m) { m.tensors[1].constant[0] = 127; }},
    {"OtherVersion", "huffman_s8", check::Coding,
     [](ModelSpec& m) { m.tensors[1].constant[1] = 2; }},
    {"OtherVersionOfTheCoding", "pruned_s8", check::Coding,
     [](ModelSpec& m) { m.tensors[1].constant[4] = 0; }},
    {"IndicesOfNoBits", "look_up_s8_4_bits", check::Coding,
     [](ModelSpec& m) { m.tensors[1].constant[5] = 8; }},
    {"HeaderCut", "huffman_s8", check::CodeLength,
     [](ModelSpec& m) {
       m.tensors[1].shape = {15};
       m.tensors[1].constant.resize(15);
     }},
    {"LookUpTablesCut", "look_up_s16_channels_last", check::CodeLength,
     [](ModelSpec& m) {
       m.tensors[1].constant.pop_back();
       --m.tensors[1].shape[0];
     }},
    {"LookUpStrideTooGreat", "look_up_s16_channels_last", check::CodeLength,
     [](ModelSpec& m) { ++m.tensors[1].constant[6]; }},
    {"LookUpCodeCut", "look_up_s8_4_bits", check::CodeLength,
     [](ModelSpec& m) {
       m.tensors[0].constant.pop_back();
       --m.tensors[0].shape[0];
     }},
    {"PrunedCodeCut", "pruned_s8", check::CodeLength,
     [](ModelSpec& m) {
       m.tensors[0].constant.pop_back();
       --m.tensors[0].shape[0];
     }},
    {"PrunedValuesCut", "pruned_s8", check::CodeLength,
     [](ModelSpec& m) {
       m.tensors[1].constant.pop_back();
       --m.tensors[1].shape[0];
     }},
};
MOTE_TEST_REFUSALS(DecodeRefusal, "decode", kRefusals);

const models::RunFault kRunFaults[] = {
    {"LookUpOutsideTheTable", "look_up_s64_few_values", check::CodedData,
     [](GoldenCase& c) { c.inputs[0].elements[0] = 0xFF; }},
    {"HuffmanCodeCut", "huffman_s8", check::CodedData,
     [](GoldenCase& c) {
       c.inputs[0].elements.pop_back();
       c.inputs[0].elements.pop_back();
       c.inputs[0].shape[0] -= 2;
     }},
    {"HuffmanOutsideTheTable", "huffman_s8", check::CodedData,
     [](GoldenCase& c) {
       for (size_t i = 16; i < 16 + 8 * 4; ++i) c.inputs[1].elements[i] = i % 4 == 3 ? 0 : 0xFF;
     }},
    {"HuffmanTableEmpty", "huffman_s16", check::CodedData,
     [](GoldenCase& c) {
       c.inputs[1].elements.resize(16);
       c.inputs[1].shape[0] = 16;
     }},
};
MOTE_TEST_RUN_FAULTS(DecodeRun, "decode", kRunFaults);

/// Any bytes as code and table: nothing outside is read (the sanitizers look), and it ends.
TEST(DecodeHuffman, TakesAnyBytes) {
  std::mt19937 random(1);
  for (int i = 0; i < 3000; ++i) {
    std::vector<uint8_t> code(random() % 20 + 1);
    std::vector<uint8_t> table(random() % 64 + 1);
    std::vector<uint8_t> out(32);
    for (uint8_t& byte : code) byte = static_cast<uint8_t>(random());
    for (uint8_t& byte : table) byte = static_cast<uint8_t>(random() % 4 != 0 ? 0 : random());
    const uint32_t entry_bytes = i % 2 != 0 ? 2 : 4;
    const auto size = static_cast<uint32_t>(table.size());
    const Huffman p{code.data(),  static_cast<uint32_t>(code.size()),
                    table.data(), size / entry_bytes,
                    entry_bytes,  static_cast<uint32_t>(random() % 16 + 1)};
    (void)reference::decode_huffman(p, {32, 1, 1, false, out.data()});
  }
}

}  // namespace
}  // namespace mote
