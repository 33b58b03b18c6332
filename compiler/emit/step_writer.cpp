// SPDX-License-Identifier: Apache-2.0
#include "emit/step_writer.h"

#include <algorithm>

#include "emit/tensor_text.h"

namespace mote::compiler {

using format::OperatorField;

std::string SourceText::declare(const std::string& name, const std::string& type,
                                const std::string& extent, const std::string& value, uint32_t bytes,
                                const std::string& comment) {
  const auto [known, is_new] = names_.emplace(type + extent + value, name);
  if (!is_new) return known->second;
  // Another subgraph may have a tensor of the same number.
  std::string unused = name;
  for (uint32_t i = 1; !taken_.insert(unused).second; ++i) unused = name + "_" + std::to_string(i);
  known->second = unused;
  declared.push_back(unused);
  if (!comment.empty()) constants += comment_lines("// ", comment);
  const std::string alignment = "alignas(8) ";
  const bool is_aligned = type.rfind(alignment, 0) == 0;
  const std::string declaration =
      (is_aligned ? alignment + "constexpr " + type.substr(alignment.size())
                  : "constexpr " + type) +
      " " + unused + extent + value + ";";
  const bool is_broken = value.find('\n') != std::string::npos;  // by wrapped()
  constants += is_broken ? declaration + "\n" : wrapped_line(declaration, 0);
  constant_bytes += bytes;
  return unused;
}

int32_t StepWriter::index_of(TensorSlot slot) const {
  const bool is_padded = padding_ != nullptr && slot.at == input_slot(0).at;
  const format::Table op = program_.layout().op_of(is_padded ? padding_->pad_step : step_);
  const bool is_input = slot.at >= 0;
  const format::Vector indices =
      op.vector(is_input ? OperatorField::Inputs : OperatorField::Outputs);
  const auto i = static_cast<uint32_t>(is_input ? slot.at : -2 - slot.at);
  return i < indices.count() ? indices.at<int32_t>(i) : -1;
}

format::TensorView StepWriter::tensor(TensorSlot slot) const {
  const int32_t index = index_of(slot);
  if (index < 0) return {};
  return program_.layout().graph_of(step_).tensor(static_cast<uint32_t>(index));
}

uint32_t StepWriter::input_count() const {
  return program_.layout().op_of(step_).count(OperatorField::Inputs);
}
uint32_t StepWriter::output_count() const {
  return program_.layout().op_of(step_).count(OperatorField::Outputs);
}

std::string StepWriter::elements(TensorSlot slot, const std::string& type) {
  const format::TensorView view = tensor(slot);
  if (view && buffers_ != nullptr) {
    const int64_t record =
        program_.record_of(program_.layout().step(step_).first_place, view.index());
    const auto found = buffers_->find(static_cast<uint32_t>(record));
    if (record >= 0 && found != buffers_->end()) {
      return found->second + ".row<" + type + ">(rows." + (slot.at >= 0 ? "skipped" : "first") +
             ")";
    }
  }
  if (view && stream_step() != nullptr) {
    const int64_t record = program_.record_of(0, view.index());
    if (record >= 0) {
      const auto rolled = static_cast<uint32_t>(record);
      return "at<" + type + ">(" +
             std::to_string(program_.offset_of(rolled) + rolled_bytes(rolled, slot.at >= 0)) + ")";
    }
  }
  return view ? elements(program_.layout().step(step_).first_place, view, type) : "nullptr";
}

uint32_t StepWriter::rolled_bytes(uint32_t record, bool is_input) const {
  const auto tensor = stream_->tensors.find(record);
  if (tensor == stream_->tensors.end()) return 0;
  const int32_t row = is_input ? stream_step()->first_row.at(record) : tensor->second.kept();
  return static_cast<uint32_t>(row) * tensor->second.row_bytes;
}

std::string StepWriter::elements(uint32_t first_place, const format::TensorView& view,
                                 const std::string& type) {
  const Program::Place place = program_.place_of(first_place, view.index());
  switch (place.kind) {
    case Program::Place::kNothing: return "nullptr";
    case Program::Place::kArena: return "at<" + type + ">(" + std::to_string(place.at) + ")";
    case Program::Place::kConstant: break;
  }
  const std::string name = constant_tensor(view);
  return type == element_type(view.type()) ? name
                                           : "mote::compiled::constant<" + type + ">(" + name + ")";
}

std::string StepWriter::constant_tensor(const format::TensorView& tensor) {
  const ArrayText array = array_text(tensor);
  const uint32_t bytes = tensor.is_sparse() ? tensor.stored_bytes() : tensor.bytes();
  return declare_weights("kTensor" + std::to_string(tensor.index()), array.type, array.elements,
                         bytes, bytes, description(tensor));
}

std::string StepWriter::array(const std::string& name, const std::string& type,
                              const std::string& elements, uint32_t bytes) {
  return text_.declare(name + std::to_string(step_), type, "[]", wrapped("{" + elements + "}"),
                       bytes, "");
}

std::string StepWriter::declare_weights(const std::string& name, const std::string& type,
                                        const std::string& value, uint32_t bytes,
                                        uint32_t weight_bytes, const std::string& comment) {
  const uint32_t before = text_.constant_bytes;
  std::string declared = text_.declare(name, type, "[]", value, bytes, comment);
  if (text_.constant_bytes != before) {  // no equal one was there
    text_.weight_bytes += weight_bytes;
    text_.constant_bytes -= weight_bytes;
  }
  return declared;
}

std::string StepWriter::packed_layer(const std::string& words, uint32_t bytes) {
  uint32_t weight_bytes = 0;
  std::string comment = "Packed for the kernel, with factors:";
  for (uint32_t i = 1; i <= 2; ++i) {
    const format::TensorView packed = tensor(input_slot(i));
    if (!packed) continue;
    weight_bytes += packed.bytes();
    comment += "\n" + description(packed);
  }
  return declare_weights("kPacked" + std::to_string(step_), "int32_t", wrapped("{" + words + "}"),
                         bytes, std::min(bytes, weight_bytes), comment);
}

std::vector<Rescale> StepWriter::factors(const ChannelScales& scales) const {
  std::vector<Rescale> factors;
  for (uint32_t c = 0; c < scales.count; ++c) {
    factors.push_back(channel_multiplier(
        scales, load<uint32_t>(program_.file() + scales.filter_scales_at + 4 * c)));
  }
  return factors;
}

std::string StepWriter::weight_array(const std::string& name, const std::string& type,
                                     const std::string& elements, uint32_t bytes,
                                     uint32_t weight_bytes) {
  return declare_weights(name + std::to_string(step_), type, wrapped("{" + elements + "}"), bytes,
                         weight_bytes, "");
}

std::string StepWriter::weight_scales(const HybridScales& scales, uint32_t channels) {
  std::string values;
  for (uint32_t c = 0; c < (scales.step == 0 ? 1 : channels); ++c) {
    values += (c == 0 ? "" : ", ") +
              literal(load<float>(program_.file() + scales.at + size_t{c} * scales.step));
  }
  const uint32_t bytes = scales.step == 0 ? 4 : channels * 4;
  const std::string name = text_.declare("kScales" + std::to_string(step_), "float", "[]",
                                         wrapped("{" + values + "}"), bytes, "");
  return "mote::WeightScales{mote::compiled::constant<uint8_t>(" + name + "), " +
         std::to_string(scales.step) + "}";
}

namespace {

std::string joined(const std::string& function, std::initializer_list<std::string> arguments) {
  std::string text = "mote::" + function + "(";
  bool first = true;
  for (const std::string& argument : arguments) {
    text += (first ? "" : ", ") + argument;
    first = false;
  }
  return text + ")";
}

}  // namespace

void StepWriter::call(const std::string& function, std::initializer_list<std::string> arguments) {
  text_.kernels.push_back(function);
  text_.line(joined(function, arguments) + ";");
}

void StepWriter::call_or_refuse(const std::string& function,
                                std::initializer_list<std::string> arguments, uint32_t check) {
  text_.line("if (!" + joined(function, arguments) + ") {");
  text_.line("  " + refusal(std::to_string(check)));
  text_.line("}");
}

std::string StepWriter::refusal(const std::string& check) const {
  return "return mote::compiled::refused(" + check + ", " + std::to_string(step_) + ", " +
         std::to_string(program_.layout().def_of(step_).code) + ");";
}

std::string StepWriter::raw_params() {
  const uint32_t bytes = program_.params_bytes_of(step_);
  if (bytes == 0) return "nullptr";
  // As they lie in an arena, which is the same on every target.
  std::string words;
  const uint8_t* params = program_.params_of(step_);
  for (uint32_t at = 0; at < bytes; at += 4) {
    uint32_t word = 0;
    for (uint32_t i = 0; i < 4 && at + i < bytes; ++i) word |= uint32_t{params[at + i]} << (8 * i);
    words += (at == 0 ? "" : ", ") + literal(word);
  }
  return text_.declare("kParams" + std::to_string(step_), "alignas(8) uint32_t", "[]",
                       wrapped("{" + words + "}"), align_up(bytes, 4),
                       std::string("Prepared for ") + program_.entry_of(step_) + ".");
}

void StepWriter::call_run() {
  include("compiled/run.h");
  std::string tensors;
  const uint32_t inputs = input_count();
  for (uint32_t i = 0; i < inputs + output_count(); ++i) {
    const TensorSlot slot = i < inputs ? input_slot(i) : output_slot(i - inputs);
    std::string expression = elements(slot, "uint8_t");
    const int32_t index = index_of(slot);
    if (index >= 0 &&
        program_.place_of(program_.layout().step(step_).first_place, static_cast<uint32_t>(index))
                .kind == Program::Place::kConstant) {
      expression = "mote::compiled::operand(" + expression + ")";
    }
    tensors += (i == 0 ? "" : ", ") + expression;
  }
  const bool none = inputs + output_count() == 0;
  const std::string params = raw_params();
  text_.line("{");
  ++text_.indent;
  if (!none) text_.line("uint8_t* const tensors[] = {" + tensors + "};");
  text_.line("const mote::CompiledContext context(" + params + ", " +
             (none ? "nullptr" : "tensors") + ", " + std::to_string(inputs) + ", " +
             scratch<uint8_t>() + ");");
  text_.line(std::string("const mote::CheckNumber check = mote::run::") + program_.entry_of(step_) +
             "(context);");
  text_.line("if (check != mote::kAllWell) " + refusal("check"));
  --text_.indent;
  text_.line("}");
}

KernelOverlaps overlaps_of_elements(StepWriter& writer) {
  KernelOverlaps overlaps;
  const format::TensorView output = writer.tensor(output_slot(0));
  for (uint32_t i = 0; i < writer.input_count(); ++i) {
    const format::TensorView input = writer.tensor(input_slot(i));
    if (!input || input.elements() != output.elements()) continue;
    const uint32_t in_bits = bits_per_element(input.type());
    const uint32_t out_bits = bits_per_element(output.type());
    if (in_bits % 8 != 0 || out_bits % 8 != 0) continue;
    KernelOverlap overlap = overlap_of(RowKernel{output.elements(), in_bits / 8, out_bits / 8});
    overlap.input = i;
    overlaps.push_back(overlap);
  }
  return overlaps;
}

}  // namespace mote::compiler
