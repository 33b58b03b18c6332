// SPDX-License-Identifier: Apache-2.0
#include "graph/graph.h"

#include <algorithm>

namespace mote::compiler {

uint64_t Tensor::elements() const {
  uint64_t product = 1;
  for (const int32_t extent : shape) product *= static_cast<uint64_t>(extent);
  return product;
}

uint64_t Tensor::bytes() const { return (elements() * bits_per_element(type) + 7) / 8; }

bool same_quantization(const Tensor& a, const Tensor& b) {
  const Quantization& p = a.quantization;
  const Quantization& q = b.quantization;
  if (p.scales.size() != q.scales.size()) return false;
  if (p.scales.empty()) return true;
  // A missing zero point is 0.
  const auto zero_points = [](const Quantization& one) {
    return one.zero_points.empty() ? std::vector<int64_t>(1, 0) : one.zero_points;
  };
  return p.scales == q.scales && zero_points(p) == zero_points(q) &&
         (p.scales.size() == 1 || p.dimension == q.dimension);
}

bool same_meaning(const Tensor& a, const Tensor& b) {
  return a.type == b.type && a.shape == b.shape && a.sparsity == b.sparsity &&
         same_quantization(a, b);
}

const OptionField* Options::find(uint16_t number) const {
  for (const OptionField& field : fields) {
    if (field.number == number) return &field;
  }
  return nullptr;
}

OptionField& Options::make(uint16_t number) {
  present = true;
  auto at = std::find_if(fields.begin(), fields.end(),
                         [number](const OptionField& f) { return f.number >= number; });
  if (at == fields.end() || at->number != number) {
    at = fields.insert(at, OptionField{number, OptionField::Kind::Scalar, {}});
  }
  return *at;
}

void Options::set_scalar(uint16_t number, const void* value, size_t bytes) {
  OptionField& field = make(number);
  field.kind = OptionField::Kind::Scalar;
  const auto* from = static_cast<const uint8_t*>(value);
  field.bytes.assign(from, from + bytes);
}

void Options::set_words(uint16_t number, const std::vector<int32_t>& values) {
  OptionField& field = make(number);
  field.kind = OptionField::Kind::Words;
  field.bytes = *shared_bytes(values);
}

int32_t Subgraph::add(Tensor tensor) {
  tensors.push_back(std::move(tensor));
  return static_cast<int32_t>(tensors.size() - 1);
}

}  // namespace mote::compiler
