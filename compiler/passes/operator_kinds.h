// SPDX-License-Identifier: Apache-2.0
// Families of builtin operators, as passes speak of them.
#pragma once

#include <algorithm>
#include <iterator>

#include "graph/builtin_codes.h"
#include "graph/graph.h"
#include "graph/table_operator.h"

namespace mote::compiler {

template <size_t N>
bool is_one_of(const Operator& op, const uint32_t (&codes)[N]) {
  return std::find(std::begin(codes), std::end(codes), op.code) != std::end(codes);
}

/// One input; each element of the output comes from the element of the same index. The shapes are
/// the same.
inline bool is_elementwise_unary(const Operator& op) {
  constexpr uint32_t kCodes[] = {
      code::kDequantize, code::kFloor, code::kLogistic,  code::kRelu,  code::kReluN1To1,
      code::kRelu6,      code::kTanh,  code::kExp,       code::kCast,  code::kNeg,
      code::kSin,        code::kLog,   code::kSqrt,      code::kRsqrt, code::kSquare,
      code::kLeakyRelu,  code::kAbs,   code::kCeil,      code::kCos,   code::kElu,
      code::kQuantize,   code::kRound, code::kHardSwish, code::kGelu,  code::kRelu0To1};
  return (is_one_of(op, kCodes) || is_table(op)) && op.outputs.size() == 1;
}

/// Inputs of any shapes that broadcast.
inline bool is_elementwise_binary(const Operator& op) {
  constexpr uint32_t kCodes[] = {code::kAdd,     code::kSub,     code::kMul,
                                 code::kMaximum, code::kMinimum, code::kSquaredDifference,
                                 code::kDiv,     code::kPrelu};
  return is_one_of(op, kCodes) && op.inputs.size() == 2;
}

/// The same bytes in another shape.
inline bool is_reshape(const Operator& op) {
  constexpr uint32_t kCodes[] = {code::kReshape, code::kSqueeze, code::kExpandDims};
  return is_one_of(op, kCodes);
}

}  // namespace mote::compiler
