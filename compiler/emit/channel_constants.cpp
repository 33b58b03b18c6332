// SPDX-License-Identifier: Apache-2.0
#include "emit/channel_constants.h"

#include <algorithm>

#include "weights/channel_records.h"

namespace mote::compiler {
namespace {

constexpr uint32_t kFormBytes = 16;  // of mote::ChannelMultipliers on a device

std::string list_of(const std::vector<uint8_t>& bytes) {
  std::string list;
  for (const uint8_t byte : bytes) list += (list.empty() ? "" : ", ") + std::to_string(byte);
  return list;
}

std::string declare(StepWriter& w, const std::string& function, const std::string& at,
                    const ChannelMultipliers& form) {
  std::string fields = "{mote::" + function + ", " + at;
  for (const int32_t field :
       {int32_t{form.factor_step}, int32_t{form.bias_step}, int32_t{form.bias_at},
        int32_t{form.factor_drop}, int32_t{form.bias_drop}, int32_t{form.shift}}) {
    fields += ", " + std::to_string(field);
  }
  return w.text().declare("kFactors" + std::to_string(w.step()), "mote::ChannelMultipliers", "",
                          fields + "}", kFormBytes, "");
}

std::vector<int32_t> values_of(const format::TensorView& bias) {
  std::vector<int32_t> values;
  for (uint32_t c = 0; bias && c < bias.elements(); ++c) {
    values.push_back(load<int32_t>(bias.constant_bytes() + 4 * c));
  }
  return values;
}

std::vector<ChannelNumbers> numbers_of(StepWriter& w, const ChannelScales& scales,
                                       const std::vector<int32_t>& bias, uint32_t channels,
                                       const LayerSums* sums) {
  const std::vector<Rescale> factors = w.factors(scales);
  const format::TensorView weights = w.tensor(input_slot(1));
  std::vector<pack::SumBounds> bounds(channels, {INT64_MIN, INT64_MAX});
  if (sums != nullptr && weights.is_constant()) {
    bounds = sum_bounds(*sums, reinterpret_cast<const int8_t*>(weights.constant_bytes()),
                        weights.bytes(), bias);
  }
  std::vector<ChannelNumbers> numbers(channels);
  for (uint32_t c = 0; c < channels; ++c) {
    const Rescale factor = factors[factors.size() == 1 ? 0 : c];
    const pack::OutputScale output = sums != nullptr ? sums->output : pack::OutputScale{};
    numbers[c] = {factor, equal_multipliers(factor, bounds[c], output), bias.empty() ? 0 : bias[c]};
  }
  return numbers;
}

}  // namespace

ChannelConstants channel_constants(StepWriter& w, const ChannelScales& scales, uint32_t bias,
                                   const std::string& bias_type, const LayerSums* sums) {
  const format::TensorView tensor = w.tensor(input_slot(bias));
  const bool is_folded = !tensor || (tensor.is_constant() && tensor.type() == TensorType::Int32);
  const std::vector<int32_t> values = is_folded ? values_of(tensor) : std::vector<int32_t>();
  // Without a bias of its own and one factor, one record serves all channels.
  const auto channels = std::max({scales.count, static_cast<uint32_t>(values.size()),
                                  sums == nullptr ? 1 : static_cast<uint32_t>(sums->channels)});
  const std::vector<ChannelNumbers> numbers =
      numbers_of(w, scales, values, channels, is_folded ? sums : nullptr);
  const ChannelRecords records = channel_records(numbers);
  const auto bytes = static_cast<uint32_t>(records.bytes.size());
  const std::string name =
      w.weight_array("kRecords", "uint8_t", list_of(records.bytes), bytes, records.bias_bytes);
  const std::string at = records.first == 0 ? name : name + " + " + std::to_string(records.first);
  return {is_folded ? "nullptr" : w.elements(input_slot(bias), bias_type),
          declare(w, "rescale_packed", at, records.form)};
}

std::string factor_pairs(StepWriter& w, const ChannelScales& scales) {
  std::vector<Rescale> factors = w.factors(scales);
  const auto same = [&](const Rescale& f) {
    return f.multiplier == factors[0].multiplier && f.shift == factors[0].shift;
  };
  if (std::all_of(factors.begin(), factors.end(), same)) factors.resize(1);
  std::vector<uint8_t> bytes(factors.size() * kFactorPairBytes);
  for (size_t c = 0; c < factors.size(); ++c) {
    store_pair(bytes.data() + c * kFactorPairBytes, factors[c]);
  }
  const std::string name =
      w.weight_array("kRecords", "uint8_t", list_of(bytes), static_cast<uint32_t>(bytes.size()), 0);
  return declare(w, "rescale_pair", name, mote::factor_pairs(nullptr, factors.size() == 1));
}

}  // namespace mote::compiler
