// SPDX-License-Identifier: Apache-2.0
// What compiled code calls: each entry's run, which goes through the elements in their order.
#include "emit/step_writer.h"

namespace mote::compiler {
namespace {

constexpr DirectCall kCalls[] = {
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
