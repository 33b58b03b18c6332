// SPDX-License-Identifier: Apache-2.0
// Weights in fewer bits each, as a device reads them (src/ops/shared/weight_code.h).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ops/shared/weight_code.h"

namespace mote::compiler {

/// Which codes may be taken.
enum class Compression : uint8_t { None, Palette, Huffman, Auto };

struct CodedWeights {
  const char* kind = "";        ///< "palette": all codes have one length; "huffman"
  std::vector<uint8_t> stream;  ///< with two bytes more at its end
  std::vector<CodeLength> lengths;
  std::vector<int8_t> symbols;  ///< empty: in the usual order of ranks

  uint32_t bytes() const {
    return static_cast<uint32_t>(stream.size() + lengths.size() * sizeof(CodeLength) +
                                 symbols.size());
  }
};

/// In the fewest bytes that a code of the kind gives. They have been read back. Throws
/// std::logic_error if that gave other weights.
CodedWeights coded_weights(const std::vector<int8_t>& weights, Compression compression);

}  // namespace mote::compiler
