// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace check {
#define MOTE_CHECK(name, number, sentence, advice) constexpr CheckNumber name = number;
#include "ops/signal_filter_bank/checks.inc"
#undef MOTE_CHECK
}  // namespace check
namespace {

using models::cut_custom_options;
using models::ModelSpec;
using models::set_custom_option;
using models::take_name_alike;

MOTE_TEST_RECORDED(SignalFilterBank, "signal_filter_bank", 0);

void set_element(ModelSpec& m, size_t tensor, size_t index, int16_t value) {
  std::memcpy(&m.tensors[tensor].constant[2 * index], &value, 2);
}

const models::Refusal kRefusals[] = {
    {"EnergyOfAnotherName", "energy", check::CustomName, take_name_alike},
    {"FilterBankOfAnotherName", "filter_bank", check::CustomName, take_name_alike},
    {"SquareRootOfAnotherName", "square_root", check::CustomName, take_name_alike},
    {"SubtractionOfAnotherName", "spectral_subtraction", check::CustomName, take_name_alike},
    {"PcanOfAnotherName", "pcan", check::CustomName, take_name_alike},
    {"LogOfAnotherName", "log", check::CustomName, take_name_alike},
    {"EnergyOptionsCut", "energy", check::CustomOptions, cut_custom_options},
    {"FilterBankOptionsCut", "filter_bank", check::CustomOptions, cut_custom_options},
    {"SubtractionOptionsCut", "spectral_subtraction", check::CustomOptions, cut_custom_options},
    {"PcanOptionsCut", "pcan", check::CustomOptions, cut_custom_options},
    {"LogOptionsCut", "log", check::CustomOptions, cut_custom_options},
    {"EnergyEmpty", "energy", check::Empty, [](ModelSpec& m) { m.tensors[0].shape = {0}; }},
    {"EnergyNegativeEnd", "energy", check::Option,
     [](ModelSpec& m) { set_custom_option(m, 2, 0, 0xFF); }},
    {"EnergyEndBeforeStart", "energy", check::Bounds,
     [](ModelSpec& m) { set_custom_option(m, 2, 0, 1); }},
    {"EnergyEndAfterBins", "energy", check::Bounds,
     [](ModelSpec& m) { set_custom_option(m, 2, 0, 8); }},
    {"EnergyOtherBins", "energy", check::Shape, [](ModelSpec& m) { m.tensors[0].shape = {16}; }},
    {"EnergyOddInput", "energy", check::Shape, [](ModelSpec& m) { m.tensors[0].shape = {15}; }},
    {"WeightsOfAnotherType", "filter_bank", check::Type,
     [](ModelSpec& m) {
       m.tensors[2].type = TensorType::Int8;
       m.tensors[2].constant.resize(9);
     }},
    {"WeightsNotConstant", "filter_bank", check::NotConstant,
     [](ModelSpec& m) {
       m.tensors[1].constant.clear();
       m.inputs.push_back(1);
     }},
    {"UnweightsOfAnotherLength", "filter_bank", check::Shape,
     [](ModelSpec& m) {
       m.tensors[2].shape = {8};
       m.tensors[2].constant.resize(16);
     }},
    {"FilterBankOtherChannels", "filter_bank", check::Shape,
     [](ModelSpec& m) { set_custom_option(m, 1, 0, 2); }},
    {"FilterBankOtherOutput", "filter_bank", check::Shape,
     [](ModelSpec& m) { m.tensors[6].shape = {4}; }},
    {"BandWidthNegative", "filter_bank", check::Bounds,
     [](ModelSpec& m) { set_element(m, 5, 1, -1); }},
    {"BandBinNegative", "filter_bank", check::Bounds,
     [](ModelSpec& m) { set_element(m, 3, 0, -1); }},
    {"BandBinAfterSpectrum", "filter_bank", check::Bounds,
     [](ModelSpec& m) { set_element(m, 3, 3, 7); }},
    {"BandWeightNegative", "filter_bank", check::Bounds,
     [](ModelSpec& m) { set_element(m, 4, 0, -2); }},
    {"BandWeightAfterWeights", "filter_bank", check::Bounds,
     [](ModelSpec& m) { set_element(m, 4, 2, 7); }},
    {"BandTooWide", "filter_bank", check::Bounds,
     [](ModelSpec& m) { set_element(m, 5, 3, 32767); }},
    {"SquareRootOtherElements", "square_root", check::Shape,
     [](ModelSpec& m) { m.tensors[0].shape = {14}; }},
    {"SquareRootTwoShifts", "square_root", check::Shape,
     [](ModelSpec& m) { m.tensors[1].shape = {2}; }},
    {"NoiseOfAnotherType", "spectral_subtraction", check::Type,
     [](ModelSpec& m) { m.tensors[2].type = TensorType::Int32; }},
    {"NoiseOtherElements", "spectral_subtraction", check::Shape,
     [](ModelSpec& m) { m.tensors[2].shape = {4}; }},
    {"SubtractionOtherChannels", "spectral_subtraction", check::Shape,
     [](ModelSpec& m) { set_custom_option(m, 9, 4, 6, 2); }},
    {"SubtractionNoiseShift32", "spectral_subtraction", check::Option,
     [](ModelSpec& m) { set_custom_option(m, 9, 7, 32, 2); }},
    {"SubtractionShift32", "spectral_subtraction", check::Option,
     [](ModelSpec& m) { set_custom_option(m, 9, 8, 32, 2); }},
    {"PcanShift32", "pcan", check::Option, [](ModelSpec& m) { set_custom_option(m, 1, 0, 32); }},
    {"PcanTableShort", "pcan", check::Shape,
     [](ModelSpec& m) {
       m.tensors[2].shape = {124};
       m.tensors[2].constant.resize(248);
     }},
    {"PcanOtherNoise", "pcan", check::Shape, [](ModelSpec& m) { m.tensors[1].shape = {11}; }},
    {"PcanOtherOutput", "pcan", check::Shape, [](ModelSpec& m) { m.tensors[3].shape = {11}; }},
    {"LogShift32", "log", check::Option, [](ModelSpec& m) { set_custom_option(m, 2, 0, 32); }},
    {"LogOtherOutput", "log", check::Shape, [](ModelSpec& m) { m.tensors[1].shape = {11}; }},
};
MOTE_TEST_USUAL_REFUSALS(SignalEnergyUsualRefusal, "signal_filter_bank", "energy", 1, 1);
MOTE_TEST_USUAL_REFUSALS(SignalFilterBankUsualRefusal, "signal_filter_bank", "filter_bank", 6, 6);
MOTE_TEST_REFUSALS(SignalFilterBankRefusal, "signal_filter_bank", kRefusals);

TEST(SignalFilterBankSquareRoot, RefusesAShiftOutsideOfItsRange) {
  const models::GoldenCase c = models::golden_case("signal_filter_bank", "square_root");
  const models::ExactCopy file(models::build(c.spec()));
  const Result<Model> model = Model::verify(file.span());
  ASSERT_TRUE(model.ok());
  models::GuardedArena arena(*models::needed_bytes(*model, all_ops()));
  Result<Interpreter> interpreter = Interpreter::create(*model, all_ops(), arena.memory());
  ASSERT_TRUE(interpreter.ok());
  for (const int32_t bits : {-1, 32, INT32_MIN, INT32_MAX}) {
    ASSERT_TRUE(interpreter->input(1).write(Span<const int32_t>(&bits, 1)).ok());
    const Fault fault = interpreter->invoke();
    EXPECT_EQ(fault.error, Error::DataRefused);
    EXPECT_EQ(fault.check, check::ShiftRange);
  }
}

}  // namespace
}  // namespace mote
