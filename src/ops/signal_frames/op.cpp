// SPDX-License-Identifier: Apache-2.0
#include "format/flexbuffer.h"
#include "mote/ops.h"
#include "ops/shared/checks.h"
#include "ops/shared/rows.h"
#include "ops/signal_frames/signal_frames.h"

namespace mote {
namespace {

using format::FlexMap;
using format::TensorView;

constexpr uint32_t kMostState = 1 << 24;  ///< elements that an operator may keep

CheckNumber refuse_options(PrepareContext& context) {
  return context.refuse(check::CustomOptions, kNoTensorSlot);
}
CheckNumber refuse_option(PrepareContext& context) {
  return context.refuse(check::Option, kNoTensorSlot);
}
CheckNumber refuse_shape(PrepareContext& context, TensorSlot slot) {
  return context.refuse(check::Shape, slot);
}

/// The operator's name, one input and `outputs` outputs, of which a second one is a single truth
/// value, and no tensor that is empty or a scalar.
CheckNumber check_stream(PrepareContext& context, const char* name, uint32_t inputs,
                         uint32_t outputs) {
  if (!context.is_named(name)) return context.refuse(check::CustomName, kNoTensorSlot);
  if (const CheckNumber bad = check::counts(context, inputs, inputs, outputs, outputs)) return bad;
  const TensorSlot slots[] = {input_slot(0), output_slot(0)};
  for (const TensorSlot slot : slots) {
    if (context.at(slot).rank() == 0) return context.refuse(check::Rank, slot);
    if (context.at(slot).elements() == 0) return context.refuse(check::Empty, slot);
  }
  if (outputs == 1) return kAllWell;
  const TensorView valid = context.output(1);
  if (valid.type() != TensorType::Bool) return context.refuse(check::Type, output_slot(1));
  return valid.elements() == 1 ? kAllWell : refuse_shape(context, output_slot(1));
}

uint32_t last_dim(const TensorView& tensor) {
  return static_cast<uint32_t>(tensor.dim(tensor.rank() - 1));
}

/// The first `axes` dimensions agree.
bool same_front(const TensorView& a, const TensorView& b, uint32_t axes) {
  for (uint32_t i = 0; i < axes; ++i) {
    if (a.dim(i) != b.dim(i)) return false;
  }
  return true;
}

/// A stream [..., frames * step] and its frames [..., frames, size].
struct Frames {
  uint32_t rows, frames, size, step;
};
CheckNumber fold_frames(PrepareContext& context, TensorSlot stream_slot, TensorSlot frames_slot,
                        int32_t size, int32_t step, Frames& p) {
  const TensorView stream = context.at(stream_slot);
  const TensorView frames = context.at(frames_slot);
  if (frames.rank() != stream.rank() + 1) return context.refuse(check::Rank, output_slot(0));
  const uint32_t front = stream.rank() - 1;
  if (step < 1 || size < step) return refuse_option(context);
  p = {outer_elements(stream, front), static_cast<uint32_t>(frames.dim(front)),
       static_cast<uint32_t>(size), static_cast<uint32_t>(step)};
  if (!same_front(stream, frames, front) || last_dim(frames) != p.size ||
      last_dim(stream) != uint64_t{p.frames} * p.step) {
    return refuse_shape(context, output_slot(0));
  }
  return uint64_t{p.rows} * (p.size + p.step) <= kMostState ? kAllWell : refuse_option(context);
}

CheckNumber prepare_window(PrepareContext& context) {
  if (const CheckNumber bad = check_stream(context, "SignalWindow", 2, 1)) return bad;
  auto& p = context.params<WindowS16>();
  if (!FlexMap(context.custom_options()).read("shift", p.shift)) return refuse_options(context);
  if (p.shift < 0 || p.shift > 31) return refuse_option(context);
  const TensorView input = context.input(0);
  p.samples = last_dim(input);
  p.rows = input.elements() / p.samples;
  if (context.input(1).elements() != p.samples) return refuse_shape(context, input_slot(1));
  return check::same_shape(context, input_slot(0), output_slot(0));
}

CheckNumber run_window(const RunContext& context) {
  using S16 = Unaligned<int16_t>;
  reference::window_s16(context.params<WindowS16>(), context.input<S16>(0), context.input<S16>(1),
                        context.output<int16_t>(0));
  return kAllWell;
}

CheckNumber prepare_framer(PrepareContext& context) {
  if (const CheckNumber bad = check_stream(context, "SignalFramer", 1, 2)) return bad;
  const FlexMap options(context.custom_options());
  int32_t size = 0;
  int32_t step = 0;
  int32_t prefill = 0;
  if (!options.read("frame_size", size) || !options.read("frame_step", step) ||
      !options.read("prefill", prefill)) {
    return refuse_options(context);
  }
  Frames frames{};
  if (const CheckNumber bad =
          fold_frames(context, input_slot(0), output_slot(0), size, step, frames)) {
    return bad;
  }
  auto& p = context.params<Framer>();
  p = {frames.rows, frames.frames, frames.size, frames.step,
       prefill != 0 ? frames.size - frames.step : 0};
  context.request_state(sizeof(FramerState) + p.rows * p.row_state() * 2);
  return kAllWell;
}

CheckNumber run_framer(const RunContext& context) {
  auto& state = *reinterpret_cast<FramerState*>(context.scratch());
  const bool valid =
      reference::framer_s16(context.params<Framer>(), context.input<Unaligned<int16_t>>(0), state,
                            reinterpret_cast<int16_t*>(&state + 1), context.output<int16_t>(0));
  *context.output<uint8_t>(1) = valid ? 1 : 0;
  return kAllWell;
}

CheckNumber prepare_overlap_add(PrepareContext& context) {
  if (const CheckNumber bad = check_stream(context, "SignalOverlapAdd", 1, 1)) return bad;
  const FlexMap options(context.custom_options());
  int32_t type = 0;
  int32_t step = 0;
  if (!options.read("T", type) || !options.read("frame_step", step)) return refuse_options(context);
  const TensorView input = context.input(0);
  if (type != static_cast<int32_t>(input.type())) return context.refuse(check::Type, input_slot(0));
  const auto size = static_cast<int32_t>(last_dim(input));
  Frames frames{};
  if (const CheckNumber bad =
          fold_frames(context, output_slot(0), input_slot(0), size, step, frames)) {
    return bad;
  }
  context.params<OverlapAdd>() = {frames.rows, frames.frames, frames.size, frames.step};
  context.request_state(frames.rows * frames.size * bits_per_element(input.type()) / 8);
  return kAllWell;
}

template <class T, void (*kKernel)(const OverlapAdd&, const Unaligned<T>*, T*, T*)>
CheckNumber run_overlap_add(const RunContext& context) {
  kKernel(context.params<OverlapAdd>(), context.input<Unaligned<T>>(0),
          reinterpret_cast<T*>(context.scratch()), context.output<T>(0));
  return kAllWell;
}

CheckNumber prepare_stacker(PrepareContext& context) {
  if (const CheckNumber bad = check_stream(context, "SignalStacker", 1, 2)) return bad;
  const FlexMap options(context.custom_options());
  int32_t channels = 0;
  int32_t left = 0;
  int32_t right = 0;
  int32_t step = 0;
  if (!options.read("num_channels", channels) || !options.read("stacker_left_context", left) ||
      !options.read("stacker_right_context", right) || !options.read("stacker_step", step)) {
    return refuse_options(context);
  }
  if (channels < 1 || left < 0 || right < 0 || step < 1) return refuse_option(context);
  const uint64_t whole = uint64_t{static_cast<uint32_t>(left)} + static_cast<uint32_t>(right) + 1;
  const uint64_t elements = whole * static_cast<uint32_t>(channels);  // below 2^63
  if (static_cast<uint32_t>(step) > whole || elements > kMostState) return refuse_option(context);
  context.params<Stacker>() = {static_cast<uint32_t>(channels), static_cast<uint32_t>(left),
                               static_cast<uint32_t>(whole), static_cast<uint32_t>(step)};
  if (context.input(0).elements() != static_cast<uint32_t>(channels)) {
    return refuse_shape(context, input_slot(0));
  }
  if (context.output(0).elements() != elements) return refuse_shape(context, output_slot(0));
  context.request_state(static_cast<uint32_t>(sizeof(StackerState) + elements * 2));
  return kAllWell;
}

CheckNumber run_stacker(const RunContext& context) {
  auto& state = *reinterpret_cast<StackerState*>(context.scratch());
  const bool valid =
      reference::stacker_s16(context.params<Stacker>(), context.input<Unaligned<int16_t>>(0), state,
                             reinterpret_cast<int16_t*>(&state + 1), context.output<int16_t>(0));
  *context.output<uint8_t>(1) = valid ? 1 : 0;
  return kAllWell;
}

CheckNumber prepare_delay(PrepareContext& context) {
  if (const CheckNumber bad = check_stream(context, "SignalDelay", 1, 1)) return bad;
  int32_t delay = 0;
  if (!FlexMap(context.custom_options()).read("delay_length", delay)) {
    return refuse_options(context);
  }
  const TensorView input = context.input(0);
  auto& p = context.params<Delay>();
  p.samples = last_dim(input);
  p.rows = input.elements() / p.samples;
  p.delay = static_cast<uint32_t>(delay);
  if (delay < 0 || uint64_t{p.rows} * p.delay > kMostState) return refuse_option(context);
  context.request_state(p.rows * p.delay * 2);
  return check::same_shape(context, input_slot(0), output_slot(0));
}

CheckNumber run_delay(const RunContext& context) {
  reference::delay_s16(context.params<Delay>(), context.input<Unaligned<int16_t>>(0),
                       reinterpret_cast<int16_t*>(context.scratch()), context.output<int16_t>(0));
  return kAllWell;
}

}  // namespace

namespace ops {
const OpDef signal_window_s16{format::custom_code("SignalWindow"),
                              {TensorType::Int16, TensorType::Int16, TensorType::Int16},
                              0,
                              sizeof(WindowS16),
                              prepare_window,
                              run_window};
const OpDef signal_framer_s16{format::custom_code("SignalFramer"),
                              {TensorType::Int16, TensorType::None, TensorType::Int16},
                              0,
                              sizeof(Framer),
                              prepare_framer,
                              run_framer};
const OpDef signal_overlap_add_s16{format::custom_code("SignalOverlapAdd"),
                                   {TensorType::Int16, TensorType::None, TensorType::Int16},
                                   0,
                                   sizeof(OverlapAdd),
                                   prepare_overlap_add,
                                   run_overlap_add<int16_t, reference::overlap_add_s16>};
const OpDef signal_overlap_add_f32{format::custom_code("SignalOverlapAdd"),
                                   {TensorType::Float32, TensorType::None, TensorType::Float32},
                                   0,
                                   sizeof(OverlapAdd),
                                   prepare_overlap_add,
                                   run_overlap_add<float, reference::overlap_add_f32>};
const OpDef signal_stacker_s16{format::custom_code("SignalStacker"),
                               {TensorType::Int16, TensorType::None, TensorType::Int16},
                               0,
                               sizeof(Stacker),
                               prepare_stacker,
                               run_stacker};
const OpDef signal_delay_s16{format::custom_code("SignalDelay"),
                             {TensorType::Int16, TensorType::None, TensorType::Int16},
                             0,
                             sizeof(Delay),
                             prepare_delay,
                             run_delay};
}  // namespace ops
namespace run {
MOTE_RUN(signal_window_s16)
MOTE_RUN(signal_framer_s16)
MOTE_RUN(signal_overlap_add_s16)
MOTE_RUN(signal_overlap_add_f32)
MOTE_RUN(signal_stacker_s16)
MOTE_RUN(signal_delay_s16)
}  // namespace run
}  // namespace mote
