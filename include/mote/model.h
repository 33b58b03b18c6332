// SPDX-License-Identifier: Apache-2.0
// A .tflite file whose every offset, index and size has been checked. Not a copy: it looks at the
// caller's bytes, which must stay in place and unchanged for as long as the model is used.
#pragma once

#include <stdint.h>

#include "mote/span.h"
#include "mote/status.h"

namespace mote {

/// Proof that a file was verified; only verify() makes one that is not empty.
class Model {
 public:
  /// Checks structure (offsets, sizes, depth) and meaning (indices, shapes against buffers, types,
  /// quantisation). Takes time linear in the file's tables, allocates nothing, reads nothing
  /// outside `file`. Any address will do; 16-byte alignment is fastest.
  /// Faults: ModelMalformed, ModelInconsistent, ModelUnsupported.
  static Result<Model> verify(Span<const uint8_t> file);

  Span<const uint8_t> bytes() const { return file_; }

 private:
  friend class Result<Model>;
  friend class Interpreter;
  Model() = default;
  explicit Model(Span<const uint8_t> file) : file_(file) {}

  Span<const uint8_t> file_;
};

}  // namespace mote
