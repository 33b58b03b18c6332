// SPDX-License-Identifier: Apache-2.0
#include "format/flexbuffer.h"
#include "mote/ops.h"
#include "ops/shared/checks.h"
#include "ops/signal_filter_bank/signal_filter_bank.h"

namespace mote {
namespace check {
#define MOTE_CHECK(name, number, sentence, advice) constexpr CheckNumber name = number;
#include "ops/signal_filter_bank/checks.inc"
#undef MOTE_CHECK
}  // namespace check

namespace {

using format::FlexMap;
using format::TensorView;

CheckNumber refuse_option(PrepareContext& context) {
  return context.refuse(check::Option, kNoTensorSlot);
}
bool is_shift(int32_t bits) { return bits >= 0 && bits <= 31; }

/// The operator's name, and as many inputs and outputs, none of them empty.
CheckNumber check_tensors(PrepareContext& context, const char* name, uint32_t inputs,
                          uint32_t outputs) {
  if (!context.is_named(name)) return context.refuse(check::CustomName, kNoTensorSlot);
  if (const CheckNumber bad = check::counts(context, inputs, inputs, outputs, outputs)) return bad;
  for (uint32_t i = 0; i < inputs + outputs; ++i) {
    const TensorSlot slot = i < inputs ? input_slot(i) : output_slot(i - inputs);
    if (context.at(slot).elements() == 0) return context.refuse(check::Empty, slot);
  }
  return kAllWell;
}

/// Reads options that are all there and not negative.
template <uint32_t N>
CheckNumber read_options(PrepareContext& context, const char* const (&names)[N],
                         int32_t (&values)[N]) {
  const FlexMap options(context.custom_options());
  for (uint32_t i = 0; i < N; ++i) {
    if (!options.read(names[i], values[i])) {
      return context.refuse(check::CustomOptions, kNoTensorSlot);
    }
    if (values[i] < 0) return refuse_option(context);
  }
  return kAllWell;
}

CheckNumber check_elements(PrepareContext& context, TensorSlot slot, uint32_t elements) {
  return context.at(slot).elements() == elements ? kAllWell : context.refuse(check::Shape, slot);
}

/// A constant of 16-bit integers.
CheckNumber check_table(PrepareContext& context, uint32_t input) {
  const TensorView table = context.input(input);
  if (table.type() != TensorType::Int16) return context.refuse(check::Type, input_slot(input));
  return table.is_constant() ? kAllWell : context.refuse(check::NotConstant, input_slot(input));
}

CheckNumber prepare_energy(PrepareContext& context) {
  if (const CheckNumber bad = check_tensors(context, "SignalEnergy", 1, 1)) return bad;
  int32_t range[2] = {};
  if (const CheckNumber bad = read_options(context, {"start_index", "end_index"}, range)) {
    return bad;
  }
  auto& p = context.params<Energy>();
  p = {context.output(0).elements(), static_cast<uint32_t>(range[0]),
       static_cast<uint32_t>(range[1])};
  if (p.start > p.end || p.end > p.bins) return context.refuse(check::Bounds, output_slot(0));
  const uint32_t parts = context.input(0).elements();
  return parts % 2 == 0 && parts / 2 == p.bins ? kAllWell
                                               : context.refuse(check::Shape, input_slot(0));
}

CheckNumber run_energy(const RunContext& context) {
  reference::energy_s16(context.params<Energy>(), context.input<Unaligned<int16_t>>(0),
                        context.output<uint32_t>(0));
  return kAllWell;
}

enum FilterBankInput : uint32_t { kSpectrum, kWeights, kUnweights, kBins, kWeightsAt, kWidths };

const Unaligned<int16_t>* table_of(PrepareContext& context, uint32_t input) {
  return reinterpret_cast<const Unaligned<int16_t>*>(context.input(input).constant_bytes());
}

/// Every band lies inside spectrum and weights.
CheckNumber check_bands(PrepareContext& context, uint32_t channels) {
  const auto bins = static_cast<int32_t>(context.input(kSpectrum).elements());
  const auto weights = static_cast<int32_t>(context.input(kWeights).elements());
  for (uint32_t band = 0; band <= channels; ++band) {
    const int32_t bin = table_of(context, kBins)[band];
    const int32_t weight = table_of(context, kWeightsAt)[band];
    const int32_t width = table_of(context, kWidths)[band];
    if (width < 0) return context.refuse(check::Bounds, input_slot(kWidths));
    if (bin < 0 || bin > bins - width) return context.refuse(check::Bounds, input_slot(kBins));
    if (weight < 0 || weight > weights - width) {
      return context.refuse(check::Bounds, input_slot(kWeightsAt));
    }
  }
  return kAllWell;
}

CheckNumber prepare_filter_bank(PrepareContext& context) {
  if (const CheckNumber bad = check_tensors(context, "SignalFilterBank", 6, 1)) return bad;
  int32_t channels[1] = {};
  if (const CheckNumber bad = read_options(context, {"num_channels"}, channels)) return bad;
  auto& p = context.params<FilterBank>();
  p.channels = static_cast<uint32_t>(channels[0]);
  for (uint32_t i = kWeights; i <= kWidths; ++i) {
    if (const CheckNumber bad = check_table(context, i)) return bad;
    const uint32_t elements =
        i < kBins ? context.input(kWeights).elements() : uint32_t{p.channels} + 1;
    if (const CheckNumber bad = check_elements(context, input_slot(i), elements)) return bad;
  }
  if (const CheckNumber bad = check_elements(context, output_slot(0), p.channels)) return bad;
  return check_bands(context, p.channels);
}

CheckNumber run_filter_bank(const RunContext& context) {
  using S16 = Unaligned<int16_t>;
  const FilterBankTensors tensors{context.input<Unaligned<uint32_t>>(kSpectrum),
                                  context.input<S16>(kWeights),
                                  context.input<S16>(kUnweights),
                                  context.input<S16>(kBins),
                                  context.input<S16>(kWeightsAt),
                                  context.input<S16>(kWidths)};
  reference::filter_bank_u32(context.params<FilterBank>(), tensors, context.output<uint64_t>(0));
  return kAllWell;
}

struct SquareRoot {
  uint32_t channels;
};

CheckNumber prepare_square_root(PrepareContext& context) {
  if (const CheckNumber bad = check_tensors(context, "SignalFilterBankSquareRoot", 2, 1)) {
    return bad;
  }
  auto& p = context.params<SquareRoot>();
  p.channels = context.output(0).elements();
  if (const CheckNumber bad = check_elements(context, input_slot(1), 1)) return bad;
  return check_elements(context, input_slot(0), p.channels);
}

CheckNumber run_square_root(const RunContext& context) {
  const int32_t bits = *context.input<Unaligned<int32_t>>(1);
  if (!is_shift(bits)) return check::ShiftRange;
  reference::square_root_u64(context.params<SquareRoot>().channels,
                             context.input<Unaligned<uint64_t>>(0), static_cast<uint32_t>(bits),
                             context.output<uint32_t>(0));
  return kAllWell;
}

CheckNumber prepare_spectral_subtraction(PrepareContext& context) {
  if (const CheckNumber bad = check_tensors(context, "SignalFilterBankSpectralSubtraction", 1, 2)) {
    return bad;
  }
  int32_t values[9] = {};
  if (const CheckNumber bad =
          read_options(context,
                       {"num_channels", "smoothing", "alternate_smoothing", "one_minus_smoothing",
                        "alternate_one_minus_smoothing", "min_signal_remaining",
                        "spectral_subtraction_bits", "smoothing_bits", "clamping"},
                       values)) {
    return bad;
  }
  auto& p = context.params<SpectralSubtraction>();
  const auto number = [&](uint32_t i) { return static_cast<uint32_t>(values[i]); };
  p = {number(0), {number(1), number(2)}, {number(3), number(4)}, number(5), values[6], values[7],
       number(8)};
  if (!is_shift(p.fraction_bits) || !is_shift(p.noise_bits)) return refuse_option(context);
  if (context.output(1).type() != TensorType::UInt32) {
    return context.refuse(check::Type, output_slot(1));
  }
  const TensorSlot slots[] = {input_slot(0), output_slot(0), output_slot(1)};
  for (const TensorSlot slot : slots) {
    if (const CheckNumber bad = check_elements(context, slot, p.channels)) return bad;
  }
  context.request_state(p.channels * 4);
  return kAllWell;
}

CheckNumber run_spectral_subtraction(const RunContext& context) {
  const auto& p = context.params<SpectralSubtraction>();
  auto* noise = reinterpret_cast<uint32_t*>(context.scratch());
  reference::spectral_subtraction_u32(p, context.input<Unaligned<uint32_t>>(0), noise,
                                      context.output<uint32_t>(0));
  __builtin_memcpy(context.output<uint32_t>(1), noise, p.channels * 4);
  return kAllWell;
}

CheckNumber prepare_pcan(PrepareContext& context) {
  if (const CheckNumber bad = check_tensors(context, "SignalPCAN", 3, 1)) return bad;
  int32_t shift[1] = {};
  if (const CheckNumber bad = read_options(context, {"snr_shift"}, shift)) return bad;
  auto& p = context.params<Pcan>();
  p = {context.input(0).elements(), shift[0]};
  if (!is_shift(p.snr_shift)) return refuse_option(context);
  if (const CheckNumber bad = check_table(context, 2)) return bad;
  if (const CheckNumber bad = check_elements(context, input_slot(2), kPcanTableElements)) {
    return bad;
  }
  if (const CheckNumber bad = check_elements(context, input_slot(1), p.channels)) return bad;
  return check_elements(context, output_slot(0), p.channels);
}

CheckNumber run_pcan(const RunContext& context) {
  using U32 = Unaligned<uint32_t>;
  reference::pcan_u32(context.params<Pcan>(), context.input<U32>(0), context.input<U32>(1),
                      context.input<Unaligned<int16_t>>(2), context.output<uint32_t>(0));
  return kAllWell;
}

CheckNumber prepare_log(PrepareContext& context) {
  if (const CheckNumber bad = check_tensors(context, "SignalFilterBankLog", 1, 1)) return bad;
  int32_t values[2] = {};
  if (const CheckNumber bad =
          read_options(context, {"output_scale", "input_correction_bits"}, values)) {
    return bad;
  }
  auto& p = context.params<FilterBankLog>();
  p = {context.input(0).elements(), static_cast<uint32_t>(values[0]), values[1]};
  if (!is_shift(p.correction_bits)) return refuse_option(context);
  return check_elements(context, output_slot(0), p.channels);
}

CheckNumber run_log(const RunContext& context) {
  reference::filter_bank_log_u32(context.params<FilterBankLog>(),
                                 context.input<Unaligned<uint32_t>>(0), context.output<int16_t>(0));
  return kAllWell;
}

}  // namespace

namespace ops {
const OpDef signal_energy_s16{format::custom_code("SignalEnergy"),
                              {TensorType::Int16, TensorType::None, TensorType::UInt32},
                              0,
                              sizeof(Energy),
                              prepare_energy,
                              run_energy};
const OpDef signal_filter_bank_u32{format::custom_code("SignalFilterBank"),
                                   {TensorType::UInt32, TensorType::Int16, TensorType::UInt64},
                                   0,
                                   sizeof(FilterBank),
                                   prepare_filter_bank,
                                   run_filter_bank};
const OpDef signal_filter_bank_square_root_u64{
    format::custom_code("SignalFilterBankSquareRoot"),
    {TensorType::UInt64, TensorType::Int32, TensorType::UInt32},
    0,
    sizeof(SquareRoot),
    prepare_square_root,
    run_square_root};
const OpDef signal_filter_bank_spectral_subtraction_u32{
    format::custom_code("SignalFilterBankSpectralSubtraction"),
    {TensorType::UInt32, TensorType::None, TensorType::UInt32},
    0,
    sizeof(SpectralSubtraction),
    prepare_spectral_subtraction,
    run_spectral_subtraction};
const OpDef signal_pcan_u32{format::custom_code("SignalPCAN"),
                            {TensorType::UInt32, TensorType::UInt32, TensorType::UInt32},
                            0,
                            sizeof(Pcan),
                            prepare_pcan,
                            run_pcan};
const OpDef signal_filter_bank_log_u32{format::custom_code("SignalFilterBankLog"),
                                       {TensorType::UInt32, TensorType::None, TensorType::Int16},
                                       0,
                                       sizeof(FilterBankLog),
                                       prepare_log,
                                       run_log};
}  // namespace ops
namespace run {
MOTE_RUN(signal_energy_s16)
MOTE_RUN(signal_filter_bank_u32)
MOTE_RUN(signal_filter_bank_square_root_u64)
MOTE_RUN(signal_filter_bank_spectral_subtraction_u32)
MOTE_RUN(signal_pcan_u32)
MOTE_RUN(signal_filter_bank_log_u32)
}  // namespace run
}  // namespace mote
