// SPDX-License-Identifier: Apache-2.0
#include "base/real.h"
#include "format/flexbuffer.h"
#include "mote/ops.h"
#include "ops/detection_postprocess/detection_postprocess.h"
#include "ops/shared/checks.h"

namespace mote {
namespace check {
#define MOTE_CHECK(name, number, sentence, advice) constexpr CheckNumber name = number;
#include "ops/detection_postprocess/checks.inc"
#undef MOTE_CHECK
}  // namespace check

namespace {

using format::FlexMap;
using format::TensorView;

constexpr uint64_t kMostScratch = 1 << 28;

CheckNumber refuse_options(PrepareContext& context) {
  return context.refuse(check::CustomOptions, kNoTensorSlot);
}

/// A number of at least 1; `otherwise` if the option is left out and there may be such.
bool read_count(const FlexMap& options, const char* key, uint32_t& value, uint32_t otherwise = 0) {
  int32_t number = 0;
  value = otherwise;
  if (!options.has(key)) return otherwise != 0;
  if (!options.read(key, number) || number < 1) return false;
  value = static_cast<uint32_t>(number);
  return true;
}

bool read_float(const FlexMap& options, const char* key, bool must_be_positive, float& value) {
  uint32_t bits = 0;
  if (!options.read_float_bits(key, bits)) return false;
  __builtin_memcpy(&value, &bits, sizeof(value));
  return !must_be_positive || is_finite_positive_float(bits);
}

bool read_options(const FlexMap& options, DetectionPostprocess& p) {
  constexpr const char* kEveryClass = "use_regular_nms";
  constexpr uint32_t kDetectionsOfClass = 100;
  int32_t every_class = 0;
  if (options.has(kEveryClass) && !options.read(kEveryClass, every_class)) return false;
  p.every_class = every_class != 0 ? 1 : 0;
  return read_count(options, "max_detections", p.most_detections) &&
         read_count(options, "max_classes_per_detection", p.classes_of_a_box) &&
         read_count(options, "detections_per_class", p.detections_of_class, kDetectionsOfClass) &&
         read_count(options, "num_classes", p.classes) &&
         read_float(options, "nms_score_threshold", false, p.score_threshold) &&
         read_float(options, "nms_iou_threshold", false, p.overlap_threshold) &&
         read_float(options, "y_scale", true, p.y_scale) &&
         read_float(options, "x_scale", true, p.x_scale) &&
         read_float(options, "h_scale", true, p.height_scale) &&
         read_float(options, "w_scale", true, p.width_scale);
}

CheckNumber check_inputs(PrepareContext& context, DetectionPostprocess& p) {
  const TensorView encodings = context.input(0);
  const TensorView scores = context.input(1);
  const TensorView anchors = context.input(2);
  if (const CheckNumber bad = check::solid(context, input_slot(0), 3)) return bad;
  if (const CheckNumber bad = check::solid(context, input_slot(1), 3)) return bad;
  if (const CheckNumber bad = check::solid(context, input_slot(2), 2)) return bad;
  if (anchors.type() != TensorType::Float32) return context.refuse(check::Type, input_slot(2));
  p.boxes = static_cast<uint32_t>(encodings.dim(1));
  p.box_elements = static_cast<uint32_t>(encodings.dim(2));
  p.score_elements = static_cast<uint32_t>(scores.dim(2));
  if (encodings.dim(0) != 1 || encodings.dim(2) < 4) {
    return context.refuse(check::Shape, input_slot(0));
  }
  if (scores.dim(0) != 1 || scores.dim(1) != encodings.dim(1) ||
      (p.score_elements != p.classes && p.score_elements != uint64_t{p.classes} + 1)) {
    return context.refuse(check::Shape, input_slot(1));
  }
  return anchors.dim(0) == encodings.dim(1) && anchors.dim(1) == 4
             ? kAllWell
             : context.refuse(check::Shape, input_slot(2));
}

CheckNumber check_outputs(PrepareContext& context, DetectionPostprocess& p) {
  const uint64_t outputs = uint64_t{p.most_detections} * p.classes_of_a_box;
  const uint64_t elements[] = {outputs * 4, outputs, outputs, 1};
  for (uint32_t i = 0; i < 4; ++i) {
    const TensorView output = context.output(i);
    if (output.type() != TensorType::Float32) return context.refuse(check::Type, output_slot(i));
    if (output.elements() != elements[i]) return context.refuse(check::Shape, output_slot(i));
  }
  p.outputs = static_cast<uint32_t>(outputs);
  return kAllWell;
}

CheckNumber prepare(PrepareContext& context) {
  if (!context.is_named("TFLite_Detection_PostProcess")) {
    return context.refuse(check::CustomName, kNoTensorSlot);
  }
  if (const CheckNumber bad = check::counts(context, 3, 3, 4, 4)) return bad;
  auto& p = context.params<DetectionPostprocess>();
  if (!read_options(FlexMap(context.custom_options()), p)) return refuse_options(context);
  if (const CheckNumber bad = check_inputs(context, p)) return bad;
  if (const CheckNumber bad = check_outputs(context, p)) return bad;
  if (p.detections_of_class > p.most_detections) p.detections_of_class = p.most_detections;
  const uint64_t bytes =
      detection_scratch_bytes(p.boxes, p.every_class != 0 ? p.most_detections : 0);
  if (bytes > kMostScratch) return context.refuse(check::Option, kNoTensorSlot);
  context.request_scratch(static_cast<uint32_t>(bytes));
  return kAllWell;
}

CheckNumber run(const RunContext& context) {
  using F32 = Unaligned<float>;
  const auto& p = context.params<DetectionPostprocess>();
  const DetectionTensors tensors{context.input<F32>(0),    context.input<F32>(1),
                                 context.input<F32>(2),    context.output<Box>(0),
                                 context.output<float>(1), context.output<float>(2),
                                 context.output<float>(3)};
  DetectionScratch scratch;
  scratch.boxes = reinterpret_cast<Box*>(context.scratch());
  scratch.scores = reinterpret_cast<float*>(scratch.boxes + p.boxes);
  scratch.order = reinterpret_cast<uint32_t*>(scratch.scores + p.boxes);
  scratch.detections = reinterpret_cast<Detection*>(scratch.order + p.boxes);
  return reference::detection_postprocess_f32(p, tensors, scratch) ? kAllWell : check::EmptyBox;
}

}  // namespace

namespace ops {
const OpDef detection_postprocess_f32{
    format::custom_code("TFLite_Detection_PostProcess"),
    {TensorType::Float32, TensorType::Float32, TensorType::Float32},
    0,
    sizeof(DetectionPostprocess),
    prepare,
    run};
}  // namespace ops
namespace run {
MOTE_RUN(detection_postprocess_f32)
}  // namespace run
}  // namespace mote
