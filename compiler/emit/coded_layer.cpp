// SPDX-License-Identifier: Apache-2.0
#include "emit/coded_layer.h"

#include <algorithm>

namespace mote::compiler {
namespace {

constexpr uint32_t kMostAtOnce = 4096;
constexpr uint32_t kSmallTile = 64;
constexpr uint32_t kCodeStructBytes = 12;  // of mote::WeightCode on a device

template <class T, class Text>
std::string list_of(const std::vector<T>& values, Text text) {
  std::string list;
  for (const T& value : values) list += (list.empty() ? "" : ", ") + text(value);
  return list;
}

std::string declare_code(StepWriter& w, const CodedWeights& coded) {
  const auto number = [](auto value) { return std::to_string(value); };
  const auto stream_bytes = static_cast<uint32_t>(coded.stream.size());
  const std::string stream = w.weight_array("kCoded", "uint8_t", list_of(coded.stream, number),
                                            stream_bytes, stream_bytes);
  const auto length_bytes = static_cast<uint32_t>(coded.lengths.size() * sizeof(CodeLength));
  const std::string lengths =
      w.weight_array("kLengths", "mote::CodeLength",
                     list_of(coded.lengths, [](const CodeLength& l) { return literal(l); }),
                     length_bytes, length_bytes);
  std::string symbols = "nullptr";
  if (!coded.symbols.empty()) {
    const auto bytes = static_cast<uint32_t>(coded.symbols.size());
    symbols = w.weight_array("kSymbols", "int8_t", list_of(coded.symbols, number), bytes, bytes);
  }
  w.include("ops/shared/weight_code.h");
  return w.text().declare("kCode" + std::to_string(w.step()), "mote::WeightCode", "",
                          "{" + stream + ", " + lengths + ", " + symbols + "}", kCodeStructBytes,
                          "");
}

void record(StepWriter& w, const CodedStep& coded, const std::string& function) {
  w.text().compressed.push_back({w.step(), function, coded.coded.kind, coded.weights,
                                 coded.coded.bytes() + kCodeStructBytes, coded.tile_weights});
}

}  // namespace

uint32_t plan_coded(StepWriter& w, int64_t tile_unit) {
  const CompressOptions& options = w.text().compress;
  const format::TensorView weights = w.tensor(input_slot(1));
  const format::TensorView bias = w.tensor(input_slot(2));
  // By rows a kernel is called many times a run, and would decode as often.
  if (options.compression == Compression::None || options.without.count(w.step()) != 0 ||
      w.is_by_rows() || !weights.is_constant() || (bias && !bias.is_constant())) {
    return 0;
  }
  CodedStep step;
  step.weights = weights.bytes();
  step.tile_weights = step.weights;
  const uint32_t room = options.small.count(w.step()) != 0 ? kSmallTile : options.tile_bytes;
  if (step.weights > room && tile_unit != 0) {
    const auto unit = static_cast<uint32_t>(tile_unit);
    step.tile_weights = std::min(std::max(unit, room / unit * unit), step.weights);
  }
  if (step.tile_weights > kMostAtOnce) return 0;
  const auto* from = reinterpret_cast<const int8_t*>(weights.constant_bytes());
  step.coded = coded_weights({from, from + step.weights}, options.compression);
  if (!options.always && step.coded.bytes() + kCodeStructBytes >= step.weights) return 0;
  const uint32_t scratch = step.tile_weights;
  w.keep_packed(std::move(step));
  return scratch;
}

std::string weights_operand(StepWriter& w, const CodedStep* coded) {
  if (coded == nullptr) return w.input<int8_t>(1);
  const std::string function = "read_weights";
  record(w, *coded, function);
  std::string decoded = w.scratch<int8_t>();
  w.line("mote::" + function + "(" + declare_code(w, coded->coded) + ", " +
         std::to_string(coded->weights) + ", " + decoded + ");");
  return decoded;
}

std::string code_operand(StepWriter& w, const CodedStep& coded, const std::string& function) {
  record(w, coded, function);
  return declare_code(w, coded.coded);
}

}  // namespace mote::compiler
