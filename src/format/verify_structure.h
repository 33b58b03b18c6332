// SPDX-License-Identifier: Apache-2.0
// First half of the verifier: every table, vector and string that the schema knows lies inside
// the file. Knows nothing of tensors or operators.
#pragma once

#include "mote/span.h"
#include "mote/status.h"

namespace mote::format {

/// What is left of the work that a file of this size may cause. Honest files need less than one
/// unit a byte; without a limit, a few bytes referred to a million times would cost hours.
class WorkLimit {
 public:
  explicit WorkLimit(uint32_t file_bytes)
      : left_(file_bytes < UINT32_MAX / 8 ? file_bytes * 4 + 1024 : UINT32_MAX) {}
  bool spend(uint32_t units) {
    if (units > left_) return false;
    left_ -= units;
    return true;
  }

 private:
  uint32_t left_;
};

/// Faults: ModelMalformed with the byte offset of what is wrong.
Fault verify_structure(Span<const uint8_t> file, WorkLimit& work);

}  // namespace mote::format
