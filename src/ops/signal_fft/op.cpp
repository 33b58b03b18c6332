// SPDX-License-Identifier: Apache-2.0
#include "format/flexbuffer.h"
#include "mote/ops.h"
#include "ops/shared/checks.h"
#include "ops/shared/rows.h"
#include "ops/signal_fft/signal_fft.h"

namespace mote {
namespace check {
#define MOTE_CHECK(name, number, sentence, advice) constexpr CheckNumber name = number;
#include "ops/signal_fft/checks.inc"
#undef MOTE_CHECK
}  // namespace check

namespace {

using format::TensorView;

struct AutoScale {
  uint32_t samples;
};

CheckNumber check_vector(PrepareContext& context, TensorSlot slot) {
  if (context.at(slot).rank() == 0) return context.refuse(check::Rank, slot);
  return context.at(slot).elements() == 0 ? context.refuse(check::Empty, slot) : kAllWell;
}

/// Samples on one side, spectrum on the other: [..., length / 2 + 1 pairs].
CheckNumber fold(PrepareContext& context, const char* name, TensorSlot samples_slot,
                 TensorSlot spectrum_slot) {
  if (!context.is_named(name)) return context.refuse(check::CustomName, kNoTensorSlot);
  if (const CheckNumber bad = check::counts(context, 1, 1)) return bad;
  if (const CheckNumber bad = check_vector(context, samples_slot)) return bad;
  if (const CheckNumber bad = check_vector(context, spectrum_slot)) return bad;
  const format::FlexMap options(context.custom_options());
  int32_t type = 0;
  int32_t length = 0;
  if (!options.read("T", type) || !options.read("fft_length", length)) {
    return context.refuse(check::CustomOptions, kNoTensorSlot);
  }
  const TensorView samples = context.at(samples_slot);
  const TensorView spectrum = context.at(spectrum_slot);
  if (type != static_cast<int32_t>(samples.type())) {
    return context.refuse(check::Type, samples_slot);
  }
  if (length < 4 || length > 32768 || (length & (length - 1)) != 0) {
    return context.refuse(check::FftLength, kNoTensorSlot);
  }
  if (spectrum.rank() != samples.rank()) return context.refuse(check::Rank, spectrum_slot);
  const uint32_t last = samples.rank() - 1;
  if (!same_beside_axis(samples, spectrum, last) || spectrum.dim(last) != length + 2) {
    return context.refuse(check::Shape, spectrum_slot);
  }
  context.params<RealFft>() = {outer_elements(samples, last),
                               static_cast<uint32_t>(samples.dim(last)),
                               static_cast<uint32_t>(length)};
  context.request_state(sine_elements(static_cast<uint32_t>(length)) *
                        bits_per_element(samples.type()) / 8);
  return kAllWell;
}

CheckNumber prepare_fft(PrepareContext& context) {
  if (const CheckNumber bad = fold(context, "SignalRfft", input_slot(0), output_slot(0))) {
    return bad;
  }
  const auto& p = context.params<RealFft>();
  return p.samples <= p.length ? kAllWell : context.refuse(check::Shape, input_slot(0));
}

CheckNumber prepare_inverse(PrepareContext& context) {
  if (const CheckNumber bad = fold(context, "SignalIrfft", output_slot(0), input_slot(0))) {
    return bad;
  }
  const auto& p = context.params<RealFft>();
  return p.samples == p.length ? kAllWell : context.refuse(check::Shape, output_slot(0));
}

/// Made when it is first asked for: the state is zero at the start.
template <class T>
const T* sines(const RunContext& context) {
  const uint32_t length = context.params<RealFft>().length;
  auto* table = reinterpret_cast<T*>(context.scratch());
  if (table[sine_elements(length) - 1] == 0) reference::fill_sines(length, table);
  return table;
}

template <class T>
CheckNumber run_fft(const RunContext& context) {
  reference::real_fft(context.params<RealFft>(), sines<T>(context), context.input<Unaligned<T>>(0),
                      context.output<ComplexOf<T>>(0));
  return kAllWell;
}

template <class T>
CheckNumber run_inverse(const RunContext& context) {
  reference::inverse_real_fft(context.params<RealFft>(), sines<T>(context),
                              context.input<Unaligned<T>>(0), context.output<T>(0));
  return kAllWell;
}

CheckNumber prepare_auto_scale(PrepareContext& context) {
  if (!context.is_named("SignalFftAutoScale")) {
    return context.refuse(check::CustomName, kNoTensorSlot);
  }
  if (const CheckNumber bad = check::counts(context, 1, 1, 2, 2)) return bad;
  const TensorView bits = context.output(1);
  context.params<AutoScale>().samples = context.input(0).elements();
  if (bits.type() != TensorType::Int32) return context.refuse(check::Type, output_slot(1));
  if (bits.elements() != 1) return context.refuse(check::Shape, output_slot(1));
  return check::same_shape(context, input_slot(0), output_slot(0));
}

CheckNumber run_auto_scale(const RunContext& context) {
  *context.output<int32_t>(1) =
      reference::auto_scale_s16(context.params<AutoScale>().samples,
                                context.input<Unaligned<int16_t>>(0), context.output<int16_t>(0));
  return kAllWell;
}

constexpr uint16_t kFft = format::custom_code("SignalRfft");
constexpr uint16_t kInverse = format::custom_code("SignalIrfft");

}  // namespace

namespace ops {
const OpDef signal_fft_auto_scale_s16{format::custom_code("SignalFftAutoScale"),
                                      {TensorType::Int16, TensorType::None, TensorType::Int16},
                                      0,
                                      sizeof(AutoScale),
                                      prepare_auto_scale,
                                      run_auto_scale};
const OpDef signal_rfft_s16{kFft,        {TensorType::Int16, TensorType::None, TensorType::Int16},
                            0,           sizeof(RealFft),
                            prepare_fft, run_fft<int16_t>};
const OpDef signal_rfft_s32{kFft,        {TensorType::Int32, TensorType::None, TensorType::Int32},
                            0,           sizeof(RealFft),
                            prepare_fft, run_fft<int32_t>};
const OpDef signal_rfft_f32{
    kFft,        {TensorType::Float32, TensorType::None, TensorType::Float32},
    0,           sizeof(RealFft),
    prepare_fft, run_fft<float>};
const OpDef signal_irfft_s16{kInverse,
                             {TensorType::Int16, TensorType::None, TensorType::Int16},
                             0,
                             sizeof(RealFft),
                             prepare_inverse,
                             run_inverse<int16_t>};
const OpDef signal_irfft_s32{kInverse,
                             {TensorType::Int32, TensorType::None, TensorType::Int32},
                             0,
                             sizeof(RealFft),
                             prepare_inverse,
                             run_inverse<int32_t>};
const OpDef signal_irfft_f32{kInverse,
                             {TensorType::Float32, TensorType::None, TensorType::Float32},
                             0,
                             sizeof(RealFft),
                             prepare_inverse,
                             run_inverse<float>};
}  // namespace ops
namespace run {
MOTE_RUN(signal_fft_auto_scale_s16)
MOTE_RUN(signal_rfft_s16)
MOTE_RUN(signal_rfft_s32)
MOTE_RUN(signal_rfft_f32)
MOTE_RUN(signal_irfft_s16)
MOTE_RUN(signal_irfft_s32)
MOTE_RUN(signal_irfft_f32)
}  // namespace run
}  // namespace mote
