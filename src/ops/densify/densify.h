// SPDX-License-Identifier: Apache-2.0
// DENSIFY: a constant that is stored as sparse, as a dense tensor; what is not stored is zero.
// A sparse tensor is a tree. It has one level for each dimension, in traversal order, the dimensions
// of blocks last. A dense level has all indices below every position of the level above; a
// compressed one (CSR) has those that are listed: below position i, indices[segments[i]] up to
// indices[segments[i + 1] - 1]. Positions of the last level are the stored values, in order.
// Source: the sparsity tables of the .tflite schema; F. Kjolstad et al., The Tensor Algebra
// Compiler, OOPSLA 2017.
#pragma once

#include <stdint.h>

#include "format/views.h"

namespace mote {

/// A block divides a dimension in two, and no dimension twice.
constexpr uint32_t kMostSparseLevels = 2 * format::kMaxRank;

struct SparseLevel {
  uint32_t extent;       ///< of its dimension; every index is below it
  uint32_t stride;       ///< bytes of the output from one index to the next
  uint32_t segments_at;  ///< bytes from the model's start
  uint32_t indices_at;
  uint8_t segment_bytes;  ///< of one, unsigned: 1, 2 or 4; 0: the level is dense
  uint8_t index_bytes;    ///< the same

  bool is_dense() const { return segment_bytes == 0; }
};

struct Densify {
  uint32_t output_bytes;
  uint32_t element_bytes;
  uint32_t level_count;  ///< at least 1
  SparseLevel levels[kMostSparseLevels];
};

/// Element `i` of a vector of unsigned numbers, at any address.
uint32_t sparse_number(const uint8_t* elements, uint32_t element_bytes, uint32_t i);

namespace reference {

/// `values` are the stored ones, at any address.
void densify(const Densify& p, const uint8_t* model, const uint8_t* values, uint8_t* output);

}  // namespace reference
}  // namespace mote
