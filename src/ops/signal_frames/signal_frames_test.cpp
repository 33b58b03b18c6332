// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(SignalFrames, "signal_frames", 0);

const models::Refusal kRefusals[] = {
    {"WindowOfAnotherName", "window", check::CustomName, models::take_name_alike},
    {"FramerOfAnotherName", "framer", check::CustomName, models::take_name_alike},
    {"OverlapAddOfAnotherName", "overlap_add", check::CustomName, models::take_name_alike},
    {"StackerOfAnotherName", "stacker", check::CustomName, models::take_name_alike},
    {"DelayOfAnotherName", "delay_of_a_frame", check::CustomName, models::take_name_alike},
    {"WindowOptionsCut", "window", check::CustomOptions, models::cut_custom_options},
    {"FramerOptionsCut", "framer", check::CustomOptions, models::cut_custom_options},
    {"OverlapAddOptionsCut", "overlap_add", check::CustomOptions, models::cut_custom_options},
    {"StackerOptionsCut", "stacker", check::CustomOptions, models::cut_custom_options},
    {"DelayOptionsCut", "delay_of_a_frame", check::CustomOptions, models::cut_custom_options},
    {"WindowOptionsAbsent", "window", check::CustomOptions,
     [](ModelSpec& m) { m.operators[0].custom_options.clear(); }},
    {"InputScalar", "window", check::Rank, [](ModelSpec& m) { m.tensors[0].shape.clear(); }},
    {"InputEmpty", "window", check::Empty, [](ModelSpec& m) { m.tensors[0].shape = {0}; }},
    {"WindowShiftNegative", "window", check::Option,
     [](ModelSpec& m) { models::set_custom_option(m, 1, 0, 0xFF); }},
    {"WindowShift32", "window", check::Option,
     [](ModelSpec& m) { models::set_custom_option(m, 1, 0, 32); }},
    {"WindowOtherWeights", "window", check::Shape,
     [](ModelSpec& m) {
       m.tensors[1].shape = {8};
       m.tensors[1].constant.resize(16);
     }},
    {"WindowOtherOutput", "window", check::Shape, [](ModelSpec& m) { m.tensors[2].shape = {8}; }},
    {"WindowOutputOfRank2", "window", check::Rank,
     [](ModelSpec& m) {
       m.tensors[2].shape = {1, 9};
     }},
    {"FramerValidityOfAnotherType", "framer", check::Type,
     [](ModelSpec& m) { m.tensors[2].type = TensorType::Int8; }},
    {"FramerTwoValidities", "framer", check::Shape, [](ModelSpec& m) { m.tensors[2].shape = {2}; }},
    {"FramerOutputOfTheSameRank", "framer", check::Rank,
     [](ModelSpec& m) { m.tensors[1].shape = {5}; }},
    {"FramerSizeBelowStep", "framer", check::Option,
     [](ModelSpec& m) { models::set_custom_option(m, 3, 0, 1); }},
    {"FramerStepZero", "framer", check::Option,
     [](ModelSpec& m) { models::set_custom_option(m, 3, 1, 0); }},
    {"FramerStepNegative", "framer", check::Option,
     [](ModelSpec& m) { models::set_custom_option(m, 3, 1, 0xFE); }},
    {"FramerOtherSize", "framer", check::Shape,
     [](ModelSpec& m) { models::set_custom_option(m, 3, 0, 4); }},
    {"FramerOtherStep", "framer", check::Shape,
     [](ModelSpec& m) { models::set_custom_option(m, 3, 1, 1); }},
    {"FramerOtherRows", "framer_rows", check::Shape,
     [](ModelSpec& m) {
       m.tensors[1].shape = {1, 3, 4};
     }},
    {"OverlapAddOtherType", "overlap_add", check::Type,
     [](ModelSpec& m) { models::set_custom_option(m, 2, 0, 0); }},
    {"OverlapAddStepAboveSize", "overlap_add", check::Option,
     [](ModelSpec& m) { models::set_custom_option(m, 2, 1, 6); }},
    {"OverlapAddOtherStep", "overlap_add", check::Shape,
     [](ModelSpec& m) { models::set_custom_option(m, 2, 1, 3); }},
    {"StackerNoChannels", "stacker", check::Option,
     [](ModelSpec& m) { models::set_custom_option(m, 4, 0, 0); }},
    {"StackerLeftNegative", "stacker", check::Option,
     [](ModelSpec& m) { models::set_custom_option(m, 4, 1, 0xFF); }},
    {"StackerRightNegative", "stacker", check::Option,
     [](ModelSpec& m) { models::set_custom_option(m, 4, 2, 0xFF); }},
    {"StackerStepZero", "stacker", check::Option,
     [](ModelSpec& m) { models::set_custom_option(m, 4, 3, 0); }},
    {"StackerStepAboveFrames", "stacker", check::Option,
     [](ModelSpec& m) { models::set_custom_option(m, 4, 3, 4); }},
    {"StackerOtherChannels", "stacker", check::Shape,
     [](ModelSpec& m) { models::set_custom_option(m, 4, 0, 2); }},
    {"StackerOtherContext", "stacker", check::Shape,
     [](ModelSpec& m) { models::set_custom_option(m, 4, 1, 2); }},
    {"DelayNegative", "delay_of_a_frame", check::Option,
     [](ModelSpec& m) { models::set_custom_option(m, 1, 0, 0xFF); }},
    {"DelayOtherOutput", "delay_of_a_frame", check::Shape,
     [](ModelSpec& m) {
       m.tensors[1].shape = {1, 3};
     }},
};
MOTE_TEST_USUAL_REFUSALS(SignalWindowUsualRefusal, "signal_frames", "window", 2, 2);
MOTE_TEST_USUAL_REFUSALS(SignalFramerUsualRefusal, "signal_frames", "framer", 1, 1);
MOTE_TEST_USUAL_REFUSALS(SignalStackerUsualRefusal, "signal_frames", "stacker", 1, 1);
MOTE_TEST_REFUSALS(SignalFramesRefusal, "signal_frames", kRefusals);

}  // namespace
}  // namespace mote
