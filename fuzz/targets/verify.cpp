// SPDX-License-Identifier: Apache-2.0
// Any bytes to the verifier: no read outside them, the same fault wherever they lie, and what it
// accepts can be looked at.
#include "expect.h"
#include "format/views.h"
#include "models/memory.h"

namespace mote::fuzz {
namespace {

/// Everything that a view of a verified model may be asked for.
uint64_t look_at(const Model& model) {
  using namespace format;
  const uint8_t* file = model.bytes().data();
  const Table root = Table::root(file);
  uint64_t sum = 0;
  for (uint32_t g = 0; g < root.count(ModelField::Subgraphs); ++g) {
    const SubgraphView graph = SubgraphView::of(file, g);
    for (uint32_t i = 0; i < graph.tensor_count(); ++i) {
      const TensorView t = graph.tensor(i);
      sum += t.elements() + t.bytes() + static_cast<uint64_t>(t.zero_point());
      for (uint32_t axis = 0; axis < t.rank(); ++axis) sum += static_cast<uint64_t>(t.dim(axis));
      for (uint32_t k = 0; k < t.scales().count(); ++k) sum += t.scales().at<uint32_t>(k);
      for (uint32_t k = 0; k < t.name().count(); ++k) sum += t.name().at<uint8_t>(k);
      if (!t.is_constant()) continue;
      const Span<const uint8_t> constant(t.constant_bytes(), t.stored_bytes());
      for (const uint8_t byte : constant) sum += byte;
    }
    for (uint32_t i = 0; i < graph.operator_count(); ++i) {
      const Table op = graph.operator_at(i);
      sum += graph.code(op) + graph.builtin_code(op);
      const Vector name = graph.custom_code(op);
      for (uint32_t k = 0; k < name.count(); ++k) sum += name.at<uint8_t>(k);
    }
  }
  return sum;
}

}  // namespace
}  // namespace mote::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace mote;
  const models::Bytes bytes(data, data + size);
  const models::ExactCopy first(bytes, 0);
  const models::ExactCopy second(bytes, 1 + fuzz::seed_of(data, size) % 15);
  const Result<Model> a = Model::verify(first.span());
  const Result<Model> b = Model::verify(second.span());
  fuzz::expect(a.fault() == b.fault(), "the fault depends on where the file lies");
  fuzz::expect(a.ok() || a.fault().error == Error::ModelMalformed ||
                   a.fault().error == Error::ModelInconsistent ||
                   a.fault().error == Error::ModelUnsupported,
               "a fault that verify() does not promise");
  if (a.ok()) {
    fuzz::expect(fuzz::look_at(*a) == fuzz::look_at(*b), "views depend on where the file lies");
  }
  return 0;
}
