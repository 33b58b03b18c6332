// SPDX-License-Identifier: Apache-2.0
#include "models/pass_case.h"

namespace mote::compiler {
namespace {

using namespace mote::models;

constexpr uint32_t kQuantize = 114, kDequantize = 6, kNeg = 59;

TensorSpec of(TensorType type, float scale, int64_t zero_point) {
  if (type == TensorType::Float32) return f32({2, 30});
  return {type, {2, 30}, {scale}, {zero_point}};
}

/// NEG, the operators of these codes in a row through these tensors, NEG.
ModelSpec chain(const std::vector<TensorSpec>& tensors, const std::vector<uint32_t>& codes) {
  ModelSpec m;
  m.tensors = {tensors[0]};
  m.tensors.insert(m.tensors.end(), tensors.begin(), tensors.end());
  m.tensors.push_back(tensors.back());
  m.operators = {op(kNeg, {0}, {1})};
  for (const uint32_t code : codes) {
    const auto at = static_cast<int32_t>(m.operators.size());
    m.operators.push_back(op(code, {at}, {at + 1}));
  }
  const auto at = static_cast<int32_t>(m.operators.size());
  m.operators.push_back(op(kNeg, {at}, {at + 1}));
  m.inputs = {0};
  m.outputs = {at + 1};
  return m;
}

ModelSpec seen_outside() {
  ModelSpec m = chain({of(TensorType::Int8, 0.5F, 3), of(TensorType::Int16, 0.5F, 0),
                       of(TensorType::Int8, 0.5F, 3)},
                      {kQuantize, kQuantize});
  m.outputs.push_back(2);
  return m;
}

const TensorSpec kInt8 = of(TensorType::Int8, 0.5F, 3);
const TensorSpec kFloat = of(TensorType::Float32, 0, 0);

const PassCase kCases[] = {
    {"ToTheSame", chain({kInt8, kInt8}, {kQuantize}), {kNeg, kNeg}, {}},
    {"ThereAndBack", chain({kInt8, kFloat, kInt8}, {kDequantize, kQuantize}), {kNeg, kNeg}, {}},
    {"ThroughInt16",
     chain({kInt8, of(TensorType::Int16, 0.5F, 0), kInt8}, {kQuantize, kQuantize}),
     {kNeg, kNeg},
     {}},
    {"ThroughFloatToAnotherZeroPoint",
     chain({kInt8, kFloat, of(TensorType::Int8, 0.5F, -20)}, {kDequantize, kQuantize}),
     {kNeg, kQuantize, kNeg},
     {}},
    {"OfInt16",
     chain({of(TensorType::Int16, 0.5F, 0), kFloat, of(TensorType::Int16, 0.5F, 0)},
           {kDequantize, kQuantize}),
     {kNeg, kNeg},
     {}},
    {"SomeNumbersAreLostBetween",
     chain({kInt8, of(TensorType::Int8, 3.0F, 3), kInt8}, {kQuantize, kQuantize}),
     {kNeg, kQuantize, kQuantize, kNeg},
     {}},
    {"AnotherScale",
     chain({kInt8, of(TensorType::Int8, 0.7F, 3)}, {kQuantize}),
     {kNeg, kQuantize, kNeg},
     {}},
    {"FloatsAreRounded",
     chain({kFloat, kInt8, kFloat}, {kQuantize, kDequantize}),
     {kNeg, kQuantize, kDequantize, kNeg},
     {}},
    {"OutputsStay", seen_outside(), {kNeg, kQuantize, kQuantize, kNeg}, {}},
};
MOTE_TEST_PASS(QuantizeChains, merge_quantize_chains, kCases);

}  // namespace
}  // namespace mote::compiler
