// SPDX-License-Identifier: Apache-2.0
// Which fields of builtin options are lists or texts. All others are numbers, which are copied
// without knowing them.
// Source: TensorFlow's published .tflite schema, version 3.
#pragma once

#include "graph/builtin_codes.h"
#include "graph/graph.h"

namespace mote::compiler {

inline OptionField::Kind kind_of_option(uint8_t type, uint16_t field) {
  using Kind = OptionField::Kind;
  switch (type) {
    case options_type::kReshape:  // new_shape
    case options_type::kSqueeze:  // squeeze_dims
    case options_type::kBucketize: return field == 0 ? Kind::Words : Kind::Scalar;
    case options_type::kConcatEmbeddings: return field != 0 ? Kind::Words : Kind::Scalar;
    case options_type::kVarHandle: return Kind::Text;  // container, shared_name
    default: return Kind::Scalar;
  }
}

}  // namespace mote::compiler
