// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace check {
#define MOTE_CHECK(name, number, sentence, advice) constexpr CheckNumber name = number;
#include "ops/detection_postprocess/checks.inc"
#undef MOTE_CHECK
}  // namespace check
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(DetectionPostprocess, "detection_postprocess", 0);

// Options sorted by name: h_scale, max_classes_per_detection, max_detections, nms_iou_threshold,
// nms_score_threshold, num_classes, use_regular_nms, w_scale, x_scale, y_scale; 8 bytes each.
constexpr size_t kOptions = 10;
enum Option : size_t { kHeightScale, kClassesOfABox, kDetections, kOverlap, kScore, kClasses };
void set_byte(ModelSpec& m, size_t option, uint8_t byte, uint8_t value) {
  models::Bytes& bytes = m.operators[0].custom_options;
  bytes.at(bytes.size() - 3 - kOptions * 9 + option * 8 + byte) = value;
}

const models::Refusal kRefusals[] = {
    {"OtherName", "best_class", check::CustomName, models::take_name_alike},
    {"OptionsCut", "best_class", check::CustomOptions, models::cut_custom_options},
    {"NoDetections", "best_class", check::CustomOptions,
     [](ModelSpec& m) { set_byte(m, kDetections, 0, 0); }},
    {"NegativeClasses", "best_class", check::CustomOptions,
     [](ModelSpec& m) { set_byte(m, kClasses, 7, 0x80); }},
    {"NegativeScale", "best_class", check::CustomOptions,
     [](ModelSpec& m) { set_byte(m, kHeightScale, 7, 0xC0); }},
    {"InfiniteScale", "best_class", check::CustomOptions,
     [](ModelSpec& m) {
       set_byte(m, kHeightScale, 7, 0x7F);
       set_byte(m, kHeightScale, 6, 0xF0);
     }},
    {"ThresholdNotANumber", "best_class", check::CustomOptions,
     [](ModelSpec& m) {
       set_byte(m, kOverlap, 7, 0x7F);
       set_byte(m, kOverlap, 6, 0xF8);
     }},
    {"EncodingsOfRank2", "best_class", check::Rank,
     [](ModelSpec& m) {
       m.tensors[0].shape = {8, 4};
     }},
    {"ScoresOfRank2", "best_class", check::Rank,
     [](ModelSpec& m) {
       m.tensors[1].shape = {8, 3};
     }},
    {"AnchorsOfRank1", "best_class", check::Rank, [](ModelSpec& m) { m.tensors[2].shape = {32}; }},
    {"NoBoxes", "best_class", check::Empty, [](ModelSpec& m) { m.tensors[0].shape[1] = 0; }},
    {"AnchorsOfAnotherType", "best_class", check::Type,
     [](ModelSpec& m) { m.tensors[2].type = TensorType::Int32; }},
    {"TwoBatches", "best_class", check::Shape, [](ModelSpec& m) { m.tensors[0].shape[0] = 2; }},
    {"EncodingsOfThree", "best_class", check::Shape,
     [](ModelSpec& m) { m.tensors[0].shape[2] = 3; }},
    {"ScoresOfOtherBoxes", "best_class", check::Shape,
     [](ModelSpec& m) { m.tensors[1].shape[1] = 7; }},
    {"ScoresOfTwoMoreClasses", "best_class", check::Shape,
     [](ModelSpec& m) { m.tensors[1].shape[2] = 5; }},
    {"AnchorsOfOtherBoxes", "best_class", check::Shape,
     [](ModelSpec& m) {
       m.tensors[2].shape[0] = 7;
       m.tensors[2].constant.resize(112);
     }},
    {"ClassesOfAnotherType", "best_class", check::Type,
     [](ModelSpec& m) { m.tensors[4].type = TensorType::Int32; }},
    {"OutputTooShort", "best_class", check::Shape, [](ModelSpec& m) { m.tensors[5].shape[1] = 3; }},
    {"MoreDetections", "best_class", check::Shape,
     [](ModelSpec& m) { set_byte(m, kDetections, 0, 5); }},
    {"CountsOfTwo", "best_class", check::Shape, [](ModelSpec& m) { m.tensors[6].shape[0] = 2; }},
    {"MoreBoxesThanMemory", "best_class", check::Option,
     [](ModelSpec& m) {
       m.tensors[0].shape[1] = m.tensors[1].shape[1] = m.tensors[2].shape[0] = 1 << 24;
       m.tensors[2].constant.clear();
       m.inputs.push_back(2);
     }},
};
MOTE_TEST_USUAL_REFUSALS(DetectionPostprocessUsualRefusal, "detection_postprocess", "best_class", 3,
                         3);
MOTE_TEST_REFUSALS(DetectionPostprocessRefusal, "detection_postprocess", kRefusals);

const models::RunFault kRunFaults[] = {
    {"BoxWithoutHeight", "best_class", check::EmptyBox,
     [](models::GoldenCase& c) { c.inputs[2].elements[2] = 0; }},
    {"BoxOfNegativeWidth", "every_class", check::EmptyBox,
     [](models::GoldenCase& c) { c.inputs[2].elements[3] = -1; }},
};
MOTE_TEST_RUN_FAULTS(DetectionPostprocessRun, "detection_postprocess", kRunFaults);

}  // namespace
}  // namespace mote
