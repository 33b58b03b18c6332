// SPDX-License-Identifier: Apache-2.0
#include "keyword_model.h"

namespace mote::tool {
namespace {

constexpr uint8_t kBytes[] = {
#include "keyword_model.inc"
};

}  // namespace

std::vector<uint8_t> keyword_model() { return {std::begin(kBytes), std::end(kBytes)}; }

}  // namespace mote::tool
