// SPDX-License-Identifier: Apache-2.0
// Which layers' weights are compressed, and what it brings.
#pragma once

#include <cstdint>
#include <set>
#include <string>

#include "weights/coded_weights.h"

namespace mote::compiler {

struct CompressOptions {
  Compression compression = Compression::None;
  std::set<uint32_t> without;  ///< steps that keep their weights as they are
  std::set<uint32_t> small;    ///< steps whose tiles are as small as makes sense
  bool always = false;         ///< also where it takes more flash or a larger arena: for tests
  uint32_t tile_bytes = 512;   ///< at a time: what a tile costs beside its weights is little then
};

struct CompressedLayer {
  uint32_t step = 0;
  std::string function;        ///< that decodes
  const char* kind = "";       ///< of CodedWeights
  uint32_t weight_bytes = 0;   ///< as they were: each is decoded once a run
  uint32_t coded_bytes = 0;    ///< with the tables
  uint32_t scratch_bytes = 0;  ///< of the arena, for those that are decoded at a time

  int64_t saved_bytes() const { return int64_t{weight_bytes} - coded_bytes; }
};

}  // namespace mote::compiler
