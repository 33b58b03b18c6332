// SPDX-License-Identifier: Apache-2.0
#include "emit/byte_table.h"

#include <array>
#include <string_view>

namespace mote::compiler {
namespace {

/// Of fewer elements a table saves little, and it is 256 bytes.
constexpr uint32_t kLeastElements = 32;

using ByteTable = std::array<uint8_t, 256>;

/// The input whose elements the step maps; kNoTensorSlot if it is not a map of bytes.
TensorSlot mapped_input(const StepWriter& w) {
  const format::TensorView output = w.tensor(output_slot(0));
  if (w.output_count() != 1 || bits_per_element(output.type()) != 8) return kNoTensorSlot;
  TensorSlot mapped = kNoTensorSlot;
  for (uint32_t i = 0; i < w.input_count(); ++i) {
    const format::TensorView input = w.tensor(input_slot(i));
    if (!input) continue;
    if (input.is_constant() && input.elements() == 1) continue;
    if (input.is_constant() || bits_per_element(input.type()) != 8 ||
        input.elements() != output.elements()) {
      return kNoTensorSlot;
    }
    // One tensor may be two inputs.
    if (mapped.at >= 0 && w.index_of(mapped) != w.index_of(input_slot(i))) return kNoTensorSlot;
    mapped = input_slot(i);
  }
  return mapped;
}

/// What the step's own run gives for each byte; nullopt if it refuses.
std::optional<ByteTable> results(StepWriter& w, TensorSlot mapped) {
  const uint32_t elements = w.tensor(mapped).elements();
  std::vector<uint8_t> input(elements), output(elements);
  std::vector<std::vector<uint8_t>> constants;
  std::vector<uint8_t*> tensors;
  for (uint32_t i = 0; i < w.input_count(); ++i) {
    const format::TensorView tensor = w.tensor(input_slot(i));
    if (tensor && tensor.is_constant()) {
      const uint8_t* bytes = tensor.constant_bytes();
      constants.emplace_back(bytes, bytes + tensor.bytes());
      tensors.push_back(constants.back().data());
    } else {
      tensors.push_back(tensor ? input.data() : nullptr);
    }
  }
  tensors.push_back(output.data());
  const CompiledContext context(w.program().params_of(w.step()), tensors.data(), w.input_count(),
                                nullptr);
  ByteTable table{};
  for (uint32_t first = 0; first < table.size(); first += elements) {
    for (uint32_t i = 0; i < elements; ++i) input[i] = static_cast<uint8_t>(first + i);
    if (w.program().layout().def_of(w.step()).run(context) != kAllWell) return std::nullopt;
    for (uint32_t i = 0; i < elements && first + i < table.size(); ++i) {
      table[first + i] = output[i];
    }
  }
  return table;
}

}  // namespace

bool maps_bytes(const StepWriter& w) {
  if (!w.target().has_fast_kernels()) return false;
  const TensorSlot mapped = mapped_input(w);
  return mapped.at >= 0 && w.tensor(mapped).elements() >= kLeastElements;
}

bool write_byte_table(StepWriter& w) {
  if (!maps_bytes(w)) return false;
  const TensorSlot mapped = mapped_input(w);
  const std::optional<ByteTable> table = results(w, mapped);
  if (!table) return false;
  std::string list;
  for (const uint8_t byte : *table) list += (list.empty() ? "" : ", ") + literal(byte);
  w.include("kernels/any_core/map_bytes.h");
  const std::string name = w.array("kTable", "uint8_t", list, static_cast<uint32_t>(table->size()));
  w.call("any_core::map_bytes",
         {name, literal(w.tensor(mapped).elements()), w.bytes(mapped), w.bytes(output_slot(0))});
  return true;
}

void write_mapped(StepWriter& w) {
  if (!write_byte_table(w)) w.call_run();
}

namespace {

constexpr DirectCall mapped(const char* entry) {
  return {entry, write_mapped, true, nullptr, nullptr, overlaps_of_elements};
}

/// Those of two inputs are maps where one of these is a number of the model, or both are one tensor.
constexpr DirectCall kMapped[] = {
    mapped("abs_s8"),          mapped("elu_s8"),
    mapped("gelu_s8"),         mapped("hard_swish_s8"),
    mapped("leaky_relu_s8"),   mapped("logistic_s8"),
    mapped("maximum_s8"),      mapped("minimum_s8"),
    mapped("neg_s8"),          mapped("prelu_s8"),
    mapped("relu6_s8"),        mapped("relu_0_to_1_s8"),
    mapped("relu_n1_to_1_s8"), mapped("relu_s8"),
    mapped("rsqrt_s8"),        mapped("squared_difference_s8"),
    mapped("tanh_s8"),
};

}  // namespace

const DirectCall* mapped_call_of(const char* entry) {
  for (const DirectCall& call : kMapped) {
    if (std::string_view(call.entry) == entry) return &call;
  }
  return nullptr;
}

}  // namespace mote::compiler
