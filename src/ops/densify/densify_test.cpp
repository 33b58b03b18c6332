// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace check {
#define MOTE_CHECK(name, number, sentence, advice) constexpr CheckNumber name = number;
#include "ops/densify/checks.inc"
#undef MOTE_CHECK
}  // namespace check
namespace {

using models::GoldenCase;
using models::IndexVectorSpec;
using models::ModelSpec;
using models::OperatorSpec;
using models::SparseLevelSpec;
using models::SparsitySpec;
using models::TensorSpec;

MOTE_TEST_RECORDED(Densify, "densify", 0);
MOTE_TEST_USUAL_REFUSALS(DensifyUsualRefusal, "densify", "csr", 1, 1);

SparsitySpec& sparsity(ModelSpec& m) { return *m.tensors[0].sparsity; }
SparseLevelSpec& level(ModelSpec& m, size_t i) { return sparsity(m).levels[i]; }
/// Of the compressed level of a matrix.
IndexVectorSpec& segments(ModelSpec& m) { return level(m, 1).segments; }
IndexVectorSpec& indices(ModelSpec& m) { return level(m, 1).indices; }

/// Any type of whole bytes is moved; `csr` is a matrix of 6 by 9, `blocks_4x4` one of 8 by 12.
const models::Refusal kRefusals[] = {
    {"OtherType", "csr", check::Type, [](ModelSpec& m) { m.tensors[1].type = TensorType::Int32; }},
    {"HalfBytes", "s8", check::Type,
     [](ModelSpec& m) {
       for (TensorSpec& t : m.tensors) t.type = TensorType::Int4;
     }},
    {"OtherShape", "csr", check::Shape, [](ModelSpec& m) { m.tensors[1].shape[1] = 8; }},
    {"OtherRank", "csr", check::Rank, [](ModelSpec& m) { m.tensors[1].shape = {54}; }},
    {"NoDimensions", "vector", check::Rank,
     [](ModelSpec& m) {
       for (TensorSpec& t : m.tensors) t.shape.clear();
     }},
    {"Empty", "csr", check::Empty,
     [](ModelSpec& m) {
       for (TensorSpec& t : m.tensors) t.shape[0] = 0;
     }},
    {"DenseConstant", "vector_dense", check::NotSparse,
     [](ModelSpec& m) { m.tensors[0].sparsity.reset(); }},
    {"DenseInput", "csr", check::NotSparse,
     [](ModelSpec& m) {
       m.tensors[0].sparsity.reset();
       models::make_input(m, 0);
     }},
    {"OrderTooShort", "csr", check::TraversalOrder,
     [](ModelSpec& m) { sparsity(m).traversal_order.pop_back(); }},
    {"OrderTooLong", "csr", check::TraversalOrder,
     [](ModelSpec& m) { sparsity(m).traversal_order.push_back(2); }},
    {"OrderNamesOneTwice", "csr", check::TraversalOrder,
     [](ModelSpec& m) {
       sparsity(m).traversal_order = {1, 1};
     }},
    {"OrderNamesNone", "csr", check::TraversalOrder,
     [](ModelSpec& m) {
       sparsity(m).traversal_order = {0, 2};
     }},
    {"OrderNegative", "csr", check::TraversalOrder,
     [](ModelSpec& m) {
       sparsity(m).traversal_order = {-1, 1};
     }},
    {"OrderOfABlockFirst", "blocks_1x4", check::TraversalOrder,
     [](ModelSpec& m) {
       sparsity(m).traversal_order = {0, 2, 1};
     }},
    {"MoreBlocksThanDimensions", "csr", check::BlockMap,
     [](ModelSpec& m) {
       sparsity(m).block_map = {0, 1, 0};
     }},
    {"TwoBlocksOfOneDimension", "blocks_4x4", check::BlockMap,
     [](ModelSpec& m) {
       sparsity(m).block_map = {1, 1};
     }},
    {"BlockOfNoDimension", "blocks_1x4", check::BlockMap,
     [](ModelSpec& m) { sparsity(m).block_map = {2}; }},
    {"BlockNegative", "blocks_1x4", check::BlockMap,
     [](ModelSpec& m) { sparsity(m).block_map = {-1}; }},
    {"LevelMissing", "csr", check::LevelCount, [](ModelSpec& m) { sparsity(m).levels.pop_back(); }},
    {"LevelTooMany", "csr", check::LevelCount,
     [](ModelSpec& m) { sparsity(m).levels.push_back(level(m, 0)); }},
    {"UnknownFormat", "csr", check::LevelFormat, [](ModelSpec& m) { level(m, 1).format = 2; }},
    {"CompressedBlock", "blocks_1x4", check::LevelFormat,
     [](ModelSpec& m) { level(m, 2).format = 1; }},
    {"BlockOfNothing", "blocks_1x4", check::BlockSize,
     [](ModelSpec& m) { level(m, 2).dense_size = 0; }},
    {"BlockThatDoesNotDivide", "blocks_1x4", check::BlockSize,
     [](ModelSpec& m) { level(m, 2).dense_size = 5; }},
    {"BlockNegativeSize", "blocks_1x4", check::BlockSize,
     [](ModelSpec& m) { level(m, 2).dense_size = -4; }},
    {"DenseSizeTooSmall", "csr", check::DenseSize,
     [](ModelSpec& m) { level(m, 0).dense_size = 5; }},
    {"DenseSizeTooLarge", "csr", check::DenseSize,
     [](ModelSpec& m) { level(m, 0).dense_size = 7; }},
    {"DenseSizeOfTheWholeDimension", "blocks_4x1", check::DenseSize,
     [](ModelSpec& m) { level(m, 0).dense_size = 8; }},
    {"NoSegments", "csr", check::IndexVector, [](ModelSpec& m) { segments(m) = {}; }},
    {"NoIndices", "csr", check::IndexVector, [](ModelSpec& m) { indices(m) = {}; }},
    {"SegmentsOfUnknownType", "csr", check::IndexVector,
     [](ModelSpec& m) { segments(m).type = 4; }},
    {"IndicesOfUnknownType", "csr", check::IndexVector,
     [](ModelSpec& m) { indices(m).type = 255; }},
    {"SegmentsEmpty", "csr", check::Segments, [](ModelSpec& m) { segments(m).numbers.clear(); }},
    {"SegmentsTooFew", "csr", check::Segments,
     [](ModelSpec& m) { segments(m).numbers.pop_back(); }},
    {"SegmentsTooMany", "csr", check::Segments,
     [](ModelSpec& m) { segments(m).numbers.push_back(segments(m).numbers.back()); }},
    {"SegmentsStartLate", "csr", check::Segments, [](ModelSpec& m) { segments(m).numbers[0] = 1; }},
    {"SegmentsFall", "csr", check::Segments,
     [](ModelSpec& m) { segments(m).numbers[2] = segments(m).numbers[6]; }},
    {"SegmentsFallBelowZero", "csr", check::Segments,
     [](ModelSpec& m) { segments(m).numbers[1] = -1; }},
    {"SegmentsEndEarly", "csr_uint8", check::Segments,
     [](ModelSpec& m) { indices(m).numbers.push_back(0); }},
    {"SegmentsEndLate", "csr_uint16", check::Segments,
     [](ModelSpec& m) { indices(m).numbers.pop_back(); }},
    {"IndexOutside", "csr", check::SparseIndex, [](ModelSpec& m) { indices(m).numbers[3] = 9; }},
    {"IndexNegative", "csr", check::SparseIndex, [](ModelSpec& m) { indices(m).numbers[3] = -1; }},
    {"IndexOf16BitsOutside", "csr_uint16", check::SparseIndex,
     [](ModelSpec& m) { indices(m).numbers[0] = 0xFFFF; }},
    {"IndexOf8BitsOutside", "csr_uint8", check::SparseIndex,
     [](ModelSpec& m) { indices(m).numbers[0] = 10; }},
    {"IndexOutsideTheBlocks", "blocks_1x4", check::SparseIndex,
     [](ModelSpec& m) { indices(m).numbers[0] = 3; }},
    {"ValueTooFew", "csr", check::ValueCount,
     [](ModelSpec& m) { m.tensors[0].constant.resize(m.tensors[0].constant.size() - 4); }},
    {"ValueTooMany", "csr", check::ValueCount,
     [](ModelSpec& m) { m.tensors[0].constant.resize(m.tensors[0].constant.size() + 4); }},
    {"ValueCut", "f16", check::ValueCount, [](ModelSpec& m) { m.tensors[0].constant.pop_back(); }},
    {"ValuesOfTheWholeTensor", "blocks_4x4", check::ValueCount,
     [](ModelSpec& m) { m.tensors[0].constant.resize(8 * 12 * 4); }},
    {"ValuesBeyondCounting", "csr_of_dense_rows", check::ValueCount,
     [](ModelSpec& m) {  // one position, listed 64 times, of a row of 2^26 elements
       for (TensorSpec& t : m.tensors) t.shape = {1, 1 << 26};
       level(m, 0).segments.numbers = {0, 64};
       level(m, 0).indices.numbers.assign(64, 0);
       level(m, 1).dense_size = 1 << 26;
     }},
};
MOTE_TEST_REFUSALS(DensifyRefusal, "densify", kRefusals);

/// The weights of a recorded case of FULLY_CONNECTED stored as sparse, by rows, with a DENSIFY.
ModelSpec with_sparse_weights(ModelSpec m) {
  TensorSpec dense = m.tensors[1];
  TensorSpec& stored = m.tensors[1];
  const size_t bytes = bits_per_element(stored.type) / 8;
  SparsitySpec sparsity{{0, 1}, {}, {{0, stored.shape[0], {}, {}}, {1, 0, {1, {0}}, {3, {}}}}};
  stored.constant.clear();
  for (int32_t row = 0; row < dense.shape[0]; ++row) {
    for (int32_t column = 0; column < dense.shape[1]; ++column) {
      const auto at =
          dense.constant.begin() + (row * dense.shape[1] + column) * static_cast<ptrdiff_t>(bytes);
      const auto end = at + static_cast<ptrdiff_t>(bytes);
      if (std::all_of(at, end, [](uint8_t byte) { return byte == 0; })) continue;
      stored.constant.insert(stored.constant.end(), at, end);
      sparsity.levels[1].indices.numbers.push_back(column);
    }
    sparsity.levels[1].segments.numbers.push_back(
        static_cast<int64_t>(sparsity.levels[1].indices.numbers.size()));
  }
  stored.sparsity = sparsity;
  dense.constant.clear();
  const auto made = static_cast<int32_t>(m.tensors.size());
  m.tensors.push_back(dense);
  m.operators[0].inputs[1] = made;
  m.operators.insert(m.operators.begin(), OperatorSpec{124, {1}, {made}});
  return m;
}

class SparseFullyConnected : public testing::TestWithParam<const char*> {};

TEST_P(SparseFullyConnected, EqualsTheDenseOne) {
  const GoldenCase c = models::golden_case("fully_connected", GetParam());
  models::run_spec(c, with_sparse_weights(c.spec()));
}

INSTANTIATE_TEST_SUITE_P(Recorded, SparseFullyConnected,
                         testing::Values("f32", "s8", "s8_per_channel", "s16", "hybrid",
                                         "hybrid_asymmetric_per_channel_relu6"),
                         [](const auto& one) { return std::string(one.param); });

/// As in TensorFlow Lite, though no converter writes it.
TEST(DensifyReference, LastOfValuesAtOnePlaceCounts) {
  ModelSpec m = models::golden_case("densify", "vector").spec();
  m.tensors[0].constant = models::bytes_of<float>({1, 2, 3});
  sparsity(m).levels[0].segments.numbers = {0, 3};
  sparsity(m).levels[0].indices.numbers = {4, 4, 0};
  std::vector<float> want(17);
  want[0] = 3;
  want[4] = 2;
  GoldenCase c = models::golden_case("densify", "vector");
  c.runs[0].outputs[0] = models::bytes_of(want);
  models::run_spec(c, m);
}

}  // namespace
}  // namespace mote
