// SPDX-License-Identifier: Apache-2.0
// What compiled code calls: each entry's run, which goes through the elements in their order, or of 8
// bits a table of what it gives.
#include "emit/byte_table.h"

namespace mote::compiler {
namespace {

constexpr DirectCall kCalls[] = {
    {"quantize_s8_s8", write_mapped, true, nullptr, nullptr, overlaps_of_elements},
    {"quantize_s8_u8", write_mapped, true, nullptr, nullptr, overlaps_of_elements},
    {"quantize_u8_s8", write_mapped, true, nullptr, nullptr, overlaps_of_elements},
    {"quantize_u8_u8", write_mapped, true, nullptr, nullptr, overlaps_of_elements},
    {"quantize_f32_s8", nullptr, true, nullptr, nullptr, overlaps_of_elements},
    {"quantize_f32_s16", nullptr, true, nullptr, nullptr, overlaps_of_elements},
    {"quantize_f32_u8", nullptr, true, nullptr, nullptr, overlaps_of_elements},
    {"quantize_s16_s8", nullptr, true, nullptr, nullptr, overlaps_of_elements},
    {"quantize_s8_s16", nullptr, true, nullptr, nullptr, overlaps_of_elements},
    {"quantize_s8_s32", nullptr, true, nullptr, nullptr, overlaps_of_elements},
};

}  // namespace

Span<const DirectCall> quantize_calls() { return kCalls; }

}  // namespace mote::compiler
