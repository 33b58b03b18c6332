// SPDX-License-Identifier: Apache-2.0
// Out of line on purpose, like table.cpp.
#include "format/views.h"

namespace mote::format {

TensorType TensorView::type() const {
  return static_cast<TensorType>(tensor_.scalar<uint8_t>(TensorField::Type, 0));
}

uint32_t TensorView::rank() const { return tensor_.count(TensorField::Shape); }

int32_t TensorView::dim(uint32_t axis) const { return dims().at<int32_t>(axis); }

uint32_t TensorView::elements() const {
  const Vector extents = dims();
  uint32_t product = 1;
  for (uint32_t axis = 0; axis < extents.count(); ++axis) product *= extents.at<uint32_t>(axis);
  return product;
}

uint32_t TensorView::bytes() const {
  const uint64_t bits = uint64_t{elements()} * bits_per_element(type());
  return static_cast<uint32_t>((bits + 7) / 8);
}

Vector TensorView::scales() const { return quantization().vector(QuantizationField::Scale); }

Vector TensorView::zero_points() const {
  return quantization().vector(QuantizationField::ZeroPoint);
}

int32_t TensorView::zero_point() const {
  const Vector points = zero_points();
  return points.count() == 0 ? 0 : points.at<int32_t>(0);  // the low half: its range is checked
}

Table TensorView::quantization() const { return tensor_.table(TensorField::Quantization); }

Vector TensorView::constant() const {
  const auto buffer = tensor_.scalar<uint32_t>(TensorField::Buffer, 0);
  if (buffer == 0) return {};
  return Table::root(file_).table_in(ModelField::Buffers, buffer).vector(BufferField::Data);
}

uint32_t TensorView::constant_at() const {
  const Vector data = constant();
  return data.count() == 0 ? 0 : file_offset(data.elements());
}

TensorView SubgraphView::tensor(uint32_t index) const {
  return {file_, graph_.table_in(SubgraphField::Tensors, index), index};
}

uint32_t SubgraphView::builtin_code(Table op) const {
  const Table code = code_table(op);
  const auto old_code = code.scalar<uint8_t>(OperatorCodeField::DeprecatedBuiltinCode, 0);
  const auto new_code = code.scalar<int32_t>(OperatorCodeField::BuiltinCode, 0);
  return new_code > old_code ? static_cast<uint32_t>(new_code) : old_code;
}

uint32_t SubgraphView::code(Table op) const {
  const uint32_t builtin = builtin_code(op);
  if (builtin != kCustomOperator) return builtin;
  uint32_t code = 0;
  const Vector name = custom_code(op);
  for (uint32_t i = 0; i < name.count(); ++i) code = custom_code_step(code, name.at<char>(i));
  return (code & 0xFFFF) | 0x8000;
}

}  // namespace mote::format
