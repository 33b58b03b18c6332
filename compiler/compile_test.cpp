// SPDX-License-Identifier: Apache-2.0
// What the generated text promises. That it computes the right bits is shown by compiling it:
// tests/aot_vs_interpreter.
#include "compile.h"

#include "emit/literal.h"
#include "emit/step_writer.h"
#include "emit/tensor_text.h"
#include "models/pass_case.h"

namespace mote::compiler {
namespace {

using namespace mote::models;

enum class Colour : uint8_t { kRed = 3 };
struct Inner {
  int8_t low, high;
};
struct Outer {
  Inner range;
  int32_t list[3];
  bool flag;
  float scale;
  Colour colour;
};

TEST(Literal, NamesEveryField) {
  EXPECT_EQ(literal(Outer{{-128, 127}, {1, INT32_MIN, 3}, true, 0.1F, Colour::kRed}),
            "{/*range*/ {/*low*/ -128, /*high*/ 127}, /*list*/ {1, INT32_MIN, 3}, /*flag*/ true, "
            "/*scale*/ 0.100000001F, /*colour*/ mote::compiler::{anonymous}::Colour{3}}");
}

TEST(Literal, NumbersComeBackWithTheirBits) {
  EXPECT_EQ(literal(-0.0F), "-0.0F");
  EXPECT_EQ(literal(1.0F), "1.0F");
  EXPECT_EQ(literal(3.40282347e+38F), "3.40282347e+38F");
  EXPECT_EQ(literal(INT64_MIN), "INT64_MIN");
  EXPECT_EQ(literal(int64_t{1} << 40), "1099511627776LL");
  EXPECT_EQ(literal(UINT32_MAX), "4294967295U");
  EXPECT_EQ(literal(UINT64_MAX), "18446744073709551615ULL");
}

TEST(Identifier, IsWhatANamespaceMayBeCalled) {
  for (const char* good : {"kws", "net_2", "_x", "Net"}) EXPECT_TRUE(is_identifier(good)) << good;
  for (const char* bad : {"", "2net", "a-b", "a b", "class", "mote", "int", "a.b", "é"}) {
    EXPECT_FALSE(is_identifier(bad)) << bad;
  }
}

/// One fully connected layer.
Bytes network() {
  ModelSpec m =
      model({s8({1, 4}), constant_s8({2, 4}, {1, -2, 3, -4, 5, -6, 7, -8}), s8({1, 2}, 0.7F, -3)},
            {op(9, {0, 1, -1}, {2})}, {0}, {2});
  return build(m);
}

Compiled compiled(const Bytes& file, const CompileOptions& options) {
  const Result<mote::Model> model = mote::Model::verify({file.data(), file.size()});
  EXPECT_TRUE(model.ok());
  return compile(*model, options);
}

CompileOptions options_for(const char* target, const char* optimize) {
  CompileOptions options;
  options.name = "net";
  options.file = "net.tflite";
  options.target = target;
  options.optimize = optimize;
  return options;
}

TEST(Compile, IsTheSameEachTime) {
  const auto one = compiled(network(), options_for("portable", "speed"));
  const auto other = compiled(network(), options_for("portable", "speed"));
  ASSERT_TRUE(one.fault.ok());
  EXPECT_EQ(one.sources.source, other.sources.source);
  EXPECT_EQ(one.sources.header, other.sources.header);
  EXPECT_EQ(one.sources.c_header, other.sources.c_header);
}

TEST(Compile, SaysWhatItWasMadeFrom) {
  const auto made = compiled(network(), options_for("cortex-m4", "size"));
  EXPECT_NE(made.sources.source.find(
                "mote compile net.tflite --name net --target cortex-m4 --optimize size"),
            std::string::npos);
  EXPECT_NE(made.sources.source.find("sha256 "), std::string::npos);
}

TEST(Compile, TargetAndAimDecideTheKernels) {
  const auto kernel = [](const char* target, const char* optimize) {
    return compiled(network(), options_for(target, optimize)).sources.kernels.at(0);
  };
  EXPECT_EQ(kernel("portable", "speed"), "reference::fully_connected_s8");
  for (const char* target : {"cortex-m0", "cortex-m3", "riscv32"}) {
    EXPECT_EQ(kernel(target, "speed"), "scalar::fully_connected_s8") << target;
    EXPECT_EQ(kernel(target, "size"), "reference::fully_connected_s8") << target;
  }
  EXPECT_EQ(kernel("cortex-m4", "size"), "reference::fully_connected_s8");
  EXPECT_EQ(kernel("cortex-m4", "speed").rfind("cortex_m_dsp::fully_connected", 0), 0u);
}

TEST(Compile, PackedWeightsAreWeights) {
  const auto small = compiled(network(), options_for("cortex-m4", "size"));
  const auto fast = compiled(network(), options_for("cortex-m4", "speed"));
  EXPECT_NE(fast.sources.source.find("kPacked"), std::string::npos);
  EXPECT_EQ(small.sources.weight_bytes, 8u);
  EXPECT_EQ(fast.sources.weight_bytes, 8u);
}

size_t count_of(const std::string& text, const std::string& part) {
  size_t count = 0;
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

/// Two layers with weights in buffers of their own.
Bytes two_layers(int8_t last_weight) {
  const std::vector<int8_t> weights = {1, -2,  3,  -4,  5,  -6,  7,  -8,
                                       9, -10, 11, -12, 13, -14, 15, 16};
  std::vector<int8_t> other = weights;
  other.back() = last_weight;
  ModelSpec m = model({s8({1, 4}), constant_s8({4, 4}, weights), s8({1, 4}),
                       constant_s8({4, 4}, other), s8({1, 4})},
                      {op(9, {0, 1, -1}, {2}), op(9, {2, 3, -1}, {4})}, {0}, {4});
  return build(m);
}

struct Shared {
  const char* name;
  const char* target;
  const char* weights;  ///< what their constants are called
};

class EqualConstantsTest : public ::testing::TestWithParam<Shared> {};

TEST_P(EqualConstantsTest, AreStoredOnce) {
  const Shared& c = GetParam();
  const auto once = compiled(two_layers(16), options_for(c.target, "speed"));
  const auto twice = compiled(two_layers(17), options_for(c.target, "speed"));
  const std::string weights = std::string("constexpr ") + c.weights;
  EXPECT_EQ(count_of(once.sources.source, weights), 1u);
  EXPECT_EQ(count_of(twice.sources.source, weights), 2u);
  EXPECT_EQ(once.sources.weight_bytes, 16u);
  EXPECT_EQ(twice.sources.weight_bytes, 32u);
  for (const char* name : {" kParams", " kFactors", " kRecords"}) {
    EXPECT_EQ(count_of(once.sources.source, std::string(name) + "1{"), 0u) << name;
    EXPECT_EQ(count_of(once.sources.source, std::string(name) + "1[]{"), 0u) << name;
  }
}

constexpr Shared kShared[] = {{"Tensors", "portable", "int8_t kTensor"},
                              {"PackedForDsp", "cortex-m4", "int32_t kPacked"},
                              {"PackedForScalar", "cortex-m3", "int32_t kPacked"}};
INSTANTIATE_TEST_SUITE_P(Targets, EqualConstantsTest, ::testing::ValuesIn(kShared),
                         [](const auto& info) { return info.param.name; });

TEST(SourceText, FindsEqualConstantsWhateverTheirNames) {
  SourceText text;
  const std::string first = text.declare("kA", "int8_t", "[]", "{1, 2}", 2, "");
  EXPECT_EQ(text.declare("kB", "int8_t", "[]", "{1, 2}", 2, ""), first);
  EXPECT_EQ(text.constant_bytes, 2u);
  // Another type, another value, and a name that is taken by another subgraph's.
  EXPECT_EQ(text.declare("kC", "uint8_t", "[]", "{1, 2}", 2, ""), "kC");
  EXPECT_EQ(text.declare("kA", "int8_t", "[]", "{1, 3}", 2, ""), "kA_1");
  EXPECT_EQ(text.constant_bytes, 6u);
}

CompileOptions compressed_options(Compression compression) {
  CompileOptions options = options_for("portable", "size");
  options.compress.compression = compression;
  return options;
}

/// A large layer of few values, then a small one.
Bytes clustered_layers(int32_t depth) {
  std::vector<int8_t> weights(static_cast<size_t>(16 * depth));
  for (size_t i = 0; i < weights.size(); ++i) weights[i] = static_cast<int8_t>(i * i % 7 * 11);
  ModelSpec m =
      model({s8({1, depth}), constant_s8({16, depth}, weights), s8({1, 16}),
             constant_s8({2, 16}, std::vector<int8_t>(weights.begin(), weights.begin() + 32)),
             s8({1, 2})},
            {op(9, {0, 1, -1}, {2}), op(9, {2, 3, -1}, {4})}, {0}, {4});
  return build(m);
}

TEST(Compress, IsOffUnlessAskedFor) {
  const auto made = compiled(clustered_layers(200), options_for("portable", "size"));
  EXPECT_TRUE(made.sources.compressed.empty());
}

TEST(Compress, TakesLayersThatSaveMoreThanTheirDecoder) {
  const auto plain = compiled(clustered_layers(200), options_for("portable", "size"));
  const auto made = compiled(clustered_layers(200), compressed_options(Compression::Auto));
  ASSERT_EQ(made.sources.compressed.size(), 1u) << "the small layer saves nothing";
  const CompressedLayer& layer = made.sources.compressed[0];
  EXPECT_EQ(layer.step, 0u);
  EXPECT_EQ(layer.function, "tiles::fully_connected_s8");
  EXPECT_EQ(layer.weight_bytes, 3200u);
  EXPECT_LE(layer.coded_bytes, 3200u * 3 / 8 + 40);
  EXPECT_EQ(plain.sources.weight_bytes - made.sources.weight_bytes + 12,
            layer.weight_bytes - layer.coded_bytes + 24)
      << "the struct is no weight";
  EXPECT_EQ(made.sources.kernels, (std::vector<std::string>{"tiles::fully_connected_s8",
                                                            "reference::fully_connected_s8"}));
}

TEST(Compress, LeavesAModelAloneThatIsTooSmall) {
  const auto plain = compiled(clustered_layers(24), options_for("portable", "size"));
  const auto made = compiled(clustered_layers(24), compressed_options(Compression::Auto));
  EXPECT_TRUE(made.sources.compressed.empty());
  EXPECT_EQ(made.sources.source, plain.sources.source);
}

TEST(Compress, TakesLittleMemoryAtTheStepThatNeedsMost) {
  const auto plain = compiled(clustered_layers(200), options_for("portable", "size"));
  const auto made = compiled(clustered_layers(200), compressed_options(Compression::Auto));
  EXPECT_EQ(made.arena_bytes, plain.arena_bytes + 64);
  ASSERT_EQ(made.sources.compressed.size(), 1u);
  EXPECT_EQ(made.sources.compressed[0].scratch_bytes, 64u);
}

TEST(Text, CommentsFitTheirLines) {
  EXPECT_EQ(comment_lines("// ", "one\ntwo"), "// one\n// two\n");
  const std::string word(60, 'x');
  EXPECT_EQ(comment_lines("  // ", word + " " + word), "  // " + word + "\n  // " + word + "\n");
  const std::string fits(97, 'x');
  EXPECT_EQ(comment_lines("// ", fits), "// " + fits + "\n");
  EXPECT_EQ(comment_lines("// ", fits + "x y"), "// " + fits + "x\n// y\n");
}

TEST(Text, StatementsBreakAfterCommasAndTheBraceOfAStruct) {
  const std::string word(60, 'x');
  EXPECT_EQ(wrapped_line(word + ", " + word, 2), "  " + word + ",\n      " + word + "\n");
  EXPECT_EQ(wrapped_line(word + "{/*a*/ " + word + "};", 0),
            word + "{\n    /*a*/ " + word + "};\n");
  EXPECT_EQ(wrapped_line(word + "{/*a*/ {/*b*/ 1}};", 0), word + "{/*a*/ {/*b*/ 1}};\n");
}

TEST(Compile, HoldsNoInterpreter) {
  const std::string source = compiled(network(), options_for("portable", "speed")).sources.source;
  for (const char* word : {"Interpreter", "verify", "prepare_", "OpDef", "mote::ops::"}) {
    EXPECT_EQ(source.find(word), std::string::npos) << word;
  }
}

TEST(Compile, ShowsWhatLiesWhereAndWhen) {
  ModelSpec m = model({s8({1, 16}), constant_s8({24, 16}, std::vector<int8_t>(384, 1)), s8({1, 24}),
                       constant_s8({8, 24}, std::vector<int8_t>(192, 1)), s8({1, 8})},
                      {op(9, {0, 1, -1}, {2}), op(9, {2, 3, -1}, {4})}, {0}, {4});
  const MemoryPlan plan = compiled(build(m), options_for("portable", "speed")).plan;
  EXPECT_EQ(plan.arena_bytes, 40u);
  EXPECT_EQ(plan.lower_bound_bytes, 40u);
  EXPECT_TRUE(plan.is_optimal);
  EXPECT_EQ(plan.state_bytes, 0u);
  ASSERT_EQ(plan.steps.size(), 2u);
  EXPECT_EQ(plan.steps[0].macs, 16u * 24);
  EXPECT_EQ(plan.steps[1].entry, "fully_connected_s8");
  EXPECT_EQ(plan.peak_step, 1u);
  EXPECT_EQ(plan.alive, (std::vector<uint64_t>{16, 40, 32, 8}));
  ASSERT_EQ(plan.buffers.size(), 3u);
  const uint32_t lives[][2] = {{0, 1}, {1, 2}, {2, 3}};
  const int32_t tensors[] = {0, 2, 4};
  for (uint32_t i = 0; i < 3; ++i) {
    EXPECT_EQ(plan.buffers[i].first_step, lives[i][0]);
    EXPECT_EQ(plan.buffers[i].last_step, lives[i][1]);
    EXPECT_EQ(plan.buffers[i].tensor, tensors[i]);
    EXPECT_EQ(plan.buffers[i].step, -1);
    EXPECT_LE(plan.buffers[i].offset + plan.buffers[i].bytes, plan.arena_bytes);
  }
}

/// Rows of the output before the first one of the input is read, as many bytes as read ones or more: the
/// output may begin where the input does, if its last rows are made first.
TEST(Compile, RunsUpwardsWhereAnOutputTrailsItsInputByNothing) {
  TensorSpec pads = constant_s32({0, 0, 2, 1, 2, 1, 0, 0});
  pads.shape = {4, 2};
  std::vector<int8_t> elements;
  for (int32_t i = 0; i < 15 * 2 * 2 * 7; ++i) elements.push_back(static_cast<int8_t>(i * 7 - 100));
  ModelSpec m = model({s8({1, 8, 1, 7}, 0.1F, 11), pads, s8({1, 11, 4, 7}, 0.1F, 11),
                       constant_s8({15, 2, 2, 7}, elements), s8({1, 10, 3, 15}, 0.7F, -3)},
                      {op(34, {0, 1}, {2}), models::conv_2d({2, 3}, 4, {1})}, {0}, {4});
  const auto made = compiled(build(m), options_for("portable", "speed"));
  ASSERT_TRUE(made.fault.ok());
  EXPECT_EQ(made.arena_bytes, 456u);  // of the output alone
  EXPECT_NE(made.sources.source.find("from the last row up"), std::string::npos);
}

TEST(Compile, SaysWhyNot) {
  ModelSpec m = model({s8({1, 4}), s8({1, 5})}, {op(22, {0}, {1})}, {0}, {1});  // RESHAPE
  const auto made = compiled(build(m), options_for("portable", "speed"));
  EXPECT_EQ(made.fault.error, Error::OperatorRefused);
  EXPECT_TRUE(made.sources.source.empty());
}

}  // namespace
}  // namespace mote::compiler
