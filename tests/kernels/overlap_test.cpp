// SPDX-License-Identifier: Apache-2.0
// Kernels with the output over the input, as near as compiler/overlap allows it: one buffer with guard
// bytes, against the reference kernel with memory of its own. All small windows; channels, batches and
// dilation take turns. One place nearer, many of them must fail, or the rules would give memory away.
#include "overlap/overlap.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <random>

#include "kernels/cortex_m_dsp/add_s8.h"
#include "kernels/cortex_m_dsp/average_pool_s8.h"
#include "kernels/cortex_m_dsp/depthwise_rows_s8.h"
#include "kernels/cortex_m_dsp/max_pool_s8.h"
#include "kernels/overlap_tally.h"
#include "ops/add/add.h"
#include "ops/average_pool_2d/average_pool_2d.h"
#include "ops/conv_2d/conv_2d.h"
#include "ops/depthwise_conv_2d/depthwise_conv_2d.h"
#include "ops/max_pool_2d/max_pool_2d.h"
#include "ops/quantize/quantize.h"
#include "ops/softmax/softmax.h"
#include "overlap/overlay_kernels.h"
#include "pack/add.h"
#include "pack/conv_2d.h"
#include "pack/depthwise.h"
#include "pack/depthwise_3x3.h"
#include "pack/fully_connected.h"
#include "pack/mve.h"
#include "pack/scalar.h"

namespace mote::compiler {
namespace {

size_t elements(const Shape4& s) {
  return static_cast<size_t>(s.batches) * s.height * s.width * s.channels;
}

std::mt19937& engine() {
  static std::mt19937 one(1);
  return one;
}
int32_t between(int32_t low, int32_t high) {
  return low + static_cast<int32_t>(engine()() % static_cast<uint32_t>(high - low + 1));
}
template <class T = int8_t>
std::vector<T> numbers(size_t count) {
  std::vector<T> list(count);
  for (T& x : list) x = static_cast<T>(between(-128, 127));
  return list;
}

/// A window over an input: with any padding before it, as of an absorbed PAD, and all outputs whose
/// window begins inside the input.
struct Geometry {
  Shape4 input, output;
  Window window;
};

int32_t extent(int32_t in, int32_t stride, int32_t pad) { return (in - 1 + pad) / stride + 1; }

/// Calls each(geometry without channels) for all small windows; every `skip`th one.
template <class Each>
void for_each_window(int32_t skip, int32_t most_dilation, Each each) {
  int32_t count = 0;
  for (int32_t h = 1; h <= 6; ++h) {
    for (int32_t w = 1; w <= 6; ++w) {
      for (int32_t filter = 0; filter < 9; ++filter) {
        for (int32_t strides = 0; strides < 9; ++strides) {
          const int32_t fh = filter / 3 + 1, fw = filter % 3 + 1;
          const int32_t sh = strides / 3 + 1, sw = strides % 3 + 1;
          for (int32_t top = 0; top < fh; ++top) {
            for (int32_t left = 0; left < fw; ++left) {
              if (count++ % skip != 0) continue;
              const int32_t dh = between(1, most_dilation), dw = between(1, most_dilation);
              Geometry g{
                  {between(1, 2), h, w, 0}, {}, {fh, fw, sh, sw, dh, dw, top * dh, left * dw}};
              g.output = {g.input.batches, extent(h, sh, top * dh), extent(w, sw, left * dw), 0};
              each(g);
              if (::testing::Test::HasFatalFailure()) return;
            }
          }
        }
      }
    }
  }
}

/// A layer's numbers, and its factors as the reference kernels take them.
struct Numbers {
  pack::LayerNumbers layer;
  std::vector<uint8_t> pairs;
  int32_t zero_point;
  Numbers(size_t channels, size_t depth) : zero_point(between(0, 1) == 0 ? -128 : 3) {
    layer.weights = numbers(channels * depth);
    for (int8_t& w : layer.weights) w = std::max<int8_t>(w, -127);
    for (size_t c = 0; c < channels; ++c) {
      layer.bias.push_back(between(-999, 999));
      layer.factors.push_back({between(1 << 30, INT32_MAX), between(-9, -7)});
      pairs.resize(pairs.size() + kFactorPairBytes);
      store_pair(pairs.data() + pairs.size() - kFactorPairBytes, layer.factors.back());
    }
  }
  const Unaligned<int32_t>* bias() const {
    return reinterpret_cast<const Unaligned<int32_t>*>(layer.bias.data());
  }
  ChannelMultipliers factors() const { return factor_pairs(pairs.data(), false); }
};

/// Wanted bytes: of the reference kernel apart from its input.
std::vector<uint8_t> alone(const std::vector<uint8_t>& input, size_t output_bytes,
                           const KernelCall& run) {
  std::vector<uint64_t> output(output_bytes / 8 + 1);
  run(input.data(), output.data());
  const auto* bytes = reinterpret_cast<const uint8_t*>(output.data());
  return {bytes, bytes + output_bytes};
}

const int8_t* in(const void* input) { return static_cast<const int8_t*>(input); }
int8_t* out(void* output) { return static_cast<int8_t*>(output); }

struct ConvLayer {
  Conv2dS8 p{};
  Numbers n;
  std::vector<uint8_t> input, wanted;
  KernelCall reference;
  ConvLayer(const Geometry& g, int32_t groups, int32_t inputs, int32_t outputs)
      : n(static_cast<size_t>(outputs) * groups,
          static_cast<size_t>(g.window.filter_h) * g.window.filter_w * inputs) {
    p.input = g.input, p.output = g.output, p.window = g.window;
    p.input.channels = inputs * groups, p.output.channels = outputs * groups;
    p.filter_channels = inputs;
    p.input_zero_point = between(-128, 127);
    p.output_zero_point = n.zero_point;
    p.range = {-128, 127};
    input = bytes_of(numbers(elements(p.input)));
    reference = [this](const void* from, void* to) {
      reference::conv_2d_s8(p, in(from), n.layer.weights.data(), n.bias(), n.factors(), out(to));
    };
    wanted = alone(input, elements(p.output), reference);
  }
};

KernelCall dsp_run(const pack::PackedConv2d& packed, std::vector<uint32_t>& scratch) {
  scratch.assign(packed.scratch_bytes / 4 + 1, 0);
  return [&](const void* from, void* to) {
    auto* room = reinterpret_cast<uint8_t*>(scratch.data());
    if (packed.matrix.kind == pack::Requantization::Wide) {
      const cortex_m_dsp::Conv2dWide wide{packed.params, packed.range.low, packed.range.high};
      cortex_m_dsp::conv_2d_wide_s8(wide, in(from), packed.matrix.words.data(),
                                    packed.matrix.wide_channels.data(), out(to), room);
    } else {
      cortex_m_dsp::conv_2d_s8(packed.params, in(from), packed.matrix.words.data(), out(to), room);
    }
  };
}

/// Runs a layer of cortex_m_mve.
KernelCall mve_run(const pack::mve::Packed<cortex_m_mve::Conv2d>& packed,
                   std::vector<uint32_t>& scratch) {
  scratch.assign(conv_2d_s8_scratch_bytes(packed.params) / 4 + 1, 0);
  return [&](const void* from, void* to) {
    cortex_m_mve::conv_2d_s8(packed.params, in(from), packed.words.data(), out(to),
                             reinterpret_cast<uint8_t*>(scratch.data()));
  };
}
KernelCall mve_run(const pack::mve::Packed<cortex_m_mve::Depthwise>& packed,
                   std::vector<uint32_t>& scratch) {
  scratch.assign(depthwise_s8_scratch_bytes(packed.params) / 4 + 1, 0);
  return [&](const void* from, void* to) {
    cortex_m_mve::depthwise_s8(packed.params, in(from), packed.words.data(), out(to),
                               reinterpret_cast<uint8_t*>(scratch.data()));
  };
}
KernelCall mve_run(const pack::mve::Packed<cortex_m_mve::FullyConnected>& packed,
                   std::vector<uint32_t>& scratch) {
  scratch.assign(fully_connected_s8_scratch_bytes(packed.params) / 4 + 1, 0);
  return [&](const void* from, void* to) {
    cortex_m_mve::fully_connected_s8(packed.params, in(from), packed.words.data(), out(to),
                                     reinterpret_cast<uint8_t*>(scratch.data()));
  };
}

TEST(Overlap, Convolution) {
  Tally reference, dsp, mve, scalar;
  for_each_window(7, 2, [&](const Geometry& g) {
    const ConvLayer layer(g, between(1, 3), between(1, 3), between(1, 3));
    reference.check(layer.input, layer.wanted, overlap_of(reference_conv_2d(layer.p, 1)), 1,
                    layer.reference);
    const ConvLayer plain(g, 1, between(1, 9), between(1, 9));
    std::string reason;
    const auto packed = pack::pack_conv_2d(plain.p, plain.n.layer, reason);
    ASSERT_TRUE(packed) << reason;
    std::vector<uint32_t> scratch;
    const Conv2dS8& p = plain.p;
    dsp.check(plain.input, plain.wanted,
              overlap_of(cortex_m_dsp_conv_2d(p.input, p.output, p.window)), 1,
              dsp_run(*packed, scratch));
    const auto steps = pack::mve::pack_conv_2d(p, plain.n.layer, reason);
    ASSERT_TRUE(steps) << reason;
    mve.check(plain.input, plain.wanted,
              overlap_of(cortex_m_mve_conv_2d(p.input, p.output, p.window)), 1,
              mve_run(*steps, scratch));
    const auto words = pack::scalar::pack_conv_2d(p, plain.n.layer, reason);
    ASSERT_TRUE(words) << reason;
    std::vector<uint8_t> room(mote::scalar::conv_2d_s8_scratch_bytes(words->params));
    scalar.check(plain.input, plain.wanted, overlap_of(scalar_conv_2d(p.input, p.output, p.window)),
                 1, [&](const void* from, void* to) {
                   mote::scalar::conv_2d_s8(words->params, in(from), words->words.data(), out(to),
                                            room.data());
                 });
  });
  for (const Tally* tally : {&reference, &dsp, &mve, &scalar}) tally->expect_tight(70);
}

struct DepthwiseLayer {
  DepthwiseConv2dS8 p{};
  Numbers n;
  std::vector<uint8_t> input, wanted;
  KernelCall reference;
  DepthwiseLayer(const Geometry& g, int32_t channels, int32_t multiplier)
      : n(static_cast<size_t>(channels) * multiplier,
          static_cast<size_t>(g.window.filter_h) * g.window.filter_w) {
    p.input = g.input, p.output = g.output, p.window = g.window;
    p.input.channels = channels, p.output.channels = channels * multiplier;
    p.depth_multiplier = multiplier;
    p.input_zero_point = between(-128, 127);
    p.output_zero_point = n.zero_point;
    p.range = {-128, 127};
    input = bytes_of(numbers(elements(p.input)));
    reference = [this](const void* from, void* to) {
      reference::depthwise_conv_2d_s8(p, in(from), n.layer.weights.data(), n.bias(), n.factors(),
                                      out(to));
    };
    wanted = alone(input, elements(p.output), reference);
  }
};

TEST(Overlap, Depthwise) {
  Tally reference, scalar, of_one_channel;
  for_each_window(7, 2, [&](const Geometry& g) {
    const DepthwiseLayer layer(g, between(1, 9), between(1, 2));
    reference.check(layer.input, layer.wanted, overlap_of(reference_depthwise(layer.p, 1)), 1,
                    layer.reference);
    std::string reason;
    const DepthwiseLayer one(g, 1, between(1, 5));
    const auto packed = pack::pack_depthwise_as_conv_2d(one.p, one.n.layer, reason);
    ASSERT_TRUE(packed) << reason;
    std::vector<uint32_t> scratch;
    of_one_channel.check(one.input, one.wanted,
                         overlap_of(cortex_m_dsp_conv_2d(one.p.input, one.p.output, one.p.window)),
                         1, dsp_run(*packed, scratch));
  });
  for_each_window(7, 1, [&](const Geometry& g) {
    const DepthwiseLayer layer(g, between(1, 9), 1);
    std::string reason;
    const auto words = pack::scalar::pack_depthwise(layer.p, layer.n.layer, reason);
    ASSERT_TRUE(words) << reason;
    const int32_t rows = words->params.rows_at_once;
    std::vector<uint8_t> room(depthwise_s8_scratch_bytes(words->params));
    scalar.check(layer.input, layer.wanted, overlap_of(scalar_depthwise(layer.p, rows)), 1,
                 [&](const void* from, void* to) {
                   mote::scalar::depthwise_s8(words->params, in(from), words->words.data(), out(to),
                                              room.data());
                 });
  });
  for (const Tally* tally : {&reference, &scalar, &of_one_channel}) tally->expect_tight(70);
}

TEST(Overlap, DepthwiseOfMve) {
  Tally mve;
  for_each_window(7, 2, [&](const Geometry& g) {
    const DepthwiseLayer layer(g, between(2, 20), 1);
    std::string reason;
    const auto packed = pack::mve::pack_depthwise(layer.p, layer.n.layer, reason);
    ASSERT_TRUE(packed) << reason;
    std::vector<uint32_t> scratch;
    const DepthwiseConv2dS8& p = layer.p;
    mve.check(layer.input, layer.wanted,
              overlap_of(cortex_m_mve_depthwise(packed->params, p.input, p.output, p.window)), 1,
              mve_run(*packed, scratch));
  });
  mve.expect_tight(70);
}

/// By rows of single channels, with weights as a model has them.
void check_depthwise_rows(Tally& tally, const DepthwiseLayer& layer) {
  const pack::LayerNumbers& n = layer.n.layer;
  const pack::GeneralDepthwise general = pack::general_depthwise(layer.p, n.factors);
  ASSERT_FALSE(general.row.empty());
  std::vector<uint32_t> scratch(general.scratch_bytes / 4 + 1);
  const auto* bias =
      n.bias.empty() ? nullptr : reinterpret_cast<const Unaligned<int32_t>*>(n.bias.data());
  tally.check(layer.input, layer.wanted,
              overlap_of(LineKernel{layer.p.input, layer.p.output, layer.p.window, false}), 1,
              [&](const void* from, void* to) {
                cortex_m_dsp::depthwise_rows_s8(
                    general.params, cortex_m_dsp::depthwise_row_function(general.params), in(from),
                    n.weights.data(), bias, {general.factors.data(), 1, general.is_exact}, out(to),
                    reinterpret_cast<uint8_t*>(scratch.data()));
              });
}

TEST(Overlap, DepthwiseByLines) {
  Tally rows, columns, channel_rows;
  int32_t count = 0;
  for (int32_t h = 1; h <= 6; ++h) {
    for (int32_t w = 1; w <= 6; ++w) {
      for (int32_t strides = 0; strides < 9; ++strides) {
        const int32_t sh = strides / 3 + 1, sw = strides % 3 + 1;
        if (sh == 3 && sw == 3) continue;
        for (int32_t pads = 0; pads < 9; ++pads) {
          const int32_t top = pads / 3, left = pads % 3;
          Geometry g{{1 + count % 2, h, w, 0}, {}, {3, 3, sh, sw, 1, 1, top, left}};
          g.output = {g.input.batches, extent(h, sh, top), extent(w, sw, left), 0};
          const DepthwiseLayer layer(g, 2 + count++ % 8, 1);
          std::string reason;
          const auto packed = pack::pack_depthwise_3x3(layer.p, layer.n.layer, reason);
          ASSERT_TRUE(packed) << reason;
          std::vector<uint32_t> scratch(packed->scratch_bytes / 4 + 1);
          const bool by_columns = packed->params.is_transposed != 0;
          Tally& tally = by_columns ? columns : rows;
          tally.check(
              layer.input, layer.wanted,
              overlap_of(LineKernel{layer.p.input, layer.p.output, layer.p.window, by_columns}), 1,
              [&](const void* from, void* to) {
                auto* room = reinterpret_cast<uint8_t*>(scratch.data());
                if (packed->sums.empty()) {
                  cortex_m_dsp::depthwise_3x3_s8(packed->params, in(from), packed->words.data(),
                                                 out(to), room);
                } else {
                  cortex_m_dsp::Depthwise3x3Wide wide{};
                  wide.layer = packed->params;
                  wide.sums = packed->params.stride == 1
                                  ? cortex_m_dsp::mote_dsp_depthwise_line_sums
                                  : cortex_m_dsp::mote_dsp_depthwise_line_2_sums;
                  wide.low = -128, wide.high = 127;
                  cortex_m_dsp::depthwise_3x3_wide_s8(wide, in(from), packed->words.data(), out(to),
                                                      room);
                }
              });
          if (sw <= 2) check_depthwise_rows(channel_rows, layer);
          if (HasFatalFailure()) return;
        }
      }
    }
  }
  rows.expect_tight(70);
  columns.expect_tight(50);
  channel_rows.expect_tight(70);
}

TEST(Overlap, InPlaceByColumnsAsInKeywordSpotting) {
  const KernelOverlap overlap =
      overlap_of(LineKernel{{1, 25, 5, 64}, {1, 25, 5, 64}, {3, 3, 1, 1, 1, 1, 1, 1}, true});
  EXPECT_LE(overlap.lead_bytes, 0);
  EXPECT_EQ(overlap.multiple, 5U * 64U);
}

TEST(Overlap, Pools) {
  Tally average, max, dsp, dsp_max;
  for_each_window(5, 1, [&](const Geometry& g) {
    PoolS8 p{{g.input, g.output, g.window}, {-128, 127}};
    p.shape.input.channels = p.shape.output.channels = between(1, 9);
    const std::vector<uint8_t> input = bytes_of(numbers(elements(p.shape.input)));
    const size_t bytes = elements(p.shape.output);
    const KernelCall mean = [&](const void* from, void* to) {
      reference::average_pool_2d_s8(p, in(from), out(to));
    };
    const std::vector<uint8_t> wanted = alone(input, bytes, mean);
    average.check(input, wanted, overlap_of(reference_pool(p.shape, 1)), 1, mean);
    const KernelCall most = [&](const void* from, void* to) {
      reference::max_pool_2d_s8(p, in(from), out(to));
    };
    const std::vector<uint8_t> wanted_most = alone(input, bytes, most);
    max.check(input, wanted_most, overlap_of(reference_pool(p.shape, 1)), 1, most);
    const auto n = [](int32_t x) { return static_cast<uint16_t>(x); };
    const auto b = [](int32_t x) { return static_cast<uint8_t>(x); };
    const auto& [i, o, w] = p.shape;
    const cortex_m_dsp::AveragePool pool{n(i.batches),  n(i.channels),
                                         n(i.height),   n(i.width),
                                         n(o.height),   n(o.width),
                                         b(w.filter_h), b(w.filter_w),
                                         b(w.stride_h), b(w.stride_w),
                                         b(w.pad_top),  b(w.pad_left),
                                         -128,          127};
    dsp.check(input, wanted, overlap_of(cortex_m_dsp_pool(p.shape)), 1,
              [&](const void* from, void* to) {
                cortex_m_dsp::average_pool_s8(pool, in(from), out(to));
              });
    dsp_max.check(
        input, wanted_most, overlap_of(cortex_m_dsp_pool(p.shape)), 1,
        [&](const void* from, void* to) { cortex_m_dsp::max_pool_s8(pool, in(from), out(to)); });
  });
  for (const Tally* tally : {&average, &dsp}) tally->expect_tight(60);
  for (const Tally* tally : {&max, &dsp_max}) tally->expect_tight(25);
}

TEST(Overlap, FullyConnected) {
  Tally reference, dsp, mve, scalar;
  for (int32_t batches = 1; batches <= 3; ++batches) {
    for (int32_t depth = 1; depth <= 12; ++depth) {
      for (int32_t units = 1; units <= 12; ++units) {
        const Numbers n(units, depth);
        const FullyConnectedS8 p{{batches, depth, units}, 5, 0, n.zero_point, {-128, 127}};
        const auto input = bytes_of(numbers(static_cast<size_t>(batches) * depth));
        const KernelCall run = [&](const void* from, void* to) {
          reference::fully_connected_s8(p, in(from), n.layer.weights.data(), n.bias(), n.factors(),
                                        out(to));
        };
        const auto wanted = alone(input, static_cast<size_t>(batches) * units, run);
        reference.check(input, wanted, overlap_of(reference_fully_connected(p.shape, 1)), 1, run);
        std::string reason;
        const auto packed = pack::pack_fully_connected(p, n.layer, reason);
        ASSERT_TRUE(packed) << reason;
        std::vector<uint32_t> scratch(packed->scratch_bytes / 4 + 1);
        const bool is_copied = packed->scratch_bytes != 0;
        dsp.check(
            input, wanted, overlap_of(cortex_m_dsp_fully_connected(p.shape, is_copied)), 1,
            [&](const void* from, void* to) {
              auto* room = reinterpret_cast<uint8_t*>(scratch.data());
              if (packed->matrix.kind == pack::Requantization::Wide) {
                const cortex_m_dsp::FullyConnectedWide wide{
                    packed->params, static_cast<uint16_t>(packed->matrix.chunk_groups), -128, 127};
                cortex_m_dsp::fully_connected_wide_s8(wide, in(from), packed->matrix.words.data(),
                                                      packed->matrix.wide_channels.data(), out(to),
                                                      room);
              } else {
                cortex_m_dsp::fully_connected_s8(packed->params, in(from),
                                                 packed->matrix.words.data(), out(to), room);
              }
            });
        const auto steps = pack::mve::pack_fully_connected(p, n.layer, reason);
        ASSERT_TRUE(steps) << reason;
        mve.check(input, wanted, overlap_of(cortex_m_mve_fully_connected(p.shape)), 1,
                  mve_run(*steps, scratch));
        const auto words = pack::scalar::pack_fully_connected(p, n.layer, reason);
        ASSERT_TRUE(words) << reason;
        scalar.check(input, wanted, overlap_of(scalar_fully_connected(p.shape)), 1,
                     [&](const void* from, void* to) {
                       mote::scalar::fully_connected_s8(words->params, in(from),
                                                        words->words.data(), out(to));
                     });
        if (HasFatalFailure()) return;
      }
    }
  }
  for (const Tally* tally : {&reference, &dsp, &mve, &scalar}) tally->expect_tight(70);
}

/// Wider elements go the same way.
TEST(Overlap, Convolution16BitsAndFloat) {
  Tally s16, f32;
  for_each_window(13, 1, [&](const Geometry& g) {
    Conv2dShape shape{g.input, g.output, g.window, between(1, 3)};
    shape.input.channels = shape.filter_channels * between(1, 2);
    shape.output.channels = shape.input.channels / shape.filter_channels * between(1, 3);
    const size_t depth =
        static_cast<size_t>(g.window.filter_h) * g.window.filter_w * shape.filter_channels;
    const Numbers n(shape.output.channels, depth);
    Conv2dInteger p{};
    p.shape = shape;
    p.layer.range = {-32768, 32767};
    const auto input = bytes_of(numbers<int16_t>(elements(shape.input)));
    const KernelCall run = [&](const void* from, void* to) {
      reference::conv_2d_s16(p, static_cast<const Unaligned<int16_t>*>(from),
                             n.layer.weights.data(), nullptr, n.factors(),
                             static_cast<int16_t*>(to));
    };
    s16.check(input, alone(input, 2 * elements(shape.output), run),
              overlap_of(reference_conv_2d(shape, 2)), 2, run);
    const auto weights = numbers<float>(depth * shape.output.channels);
    const auto reals = bytes_of(numbers<float>(elements(shape.input)));
    const Conv2dF32 q{
        shape.input, shape.output, shape.window, shape.filter_channels, {-1e9F, 1e9F}};
    const KernelCall run_f32 = [&](const void* from, void* to) {
      reference::conv_2d_f32(q, static_cast<const Unaligned<float>*>(from),
                             reinterpret_cast<const Unaligned<float>*>(weights.data()), nullptr,
                             static_cast<float*>(to));
    };
    f32.check(reals, alone(reals, 4 * elements(shape.output), run_f32),
              overlap_of(reference_conv_2d(shape, 4)), 4, run_f32);
  });
  for (const Tally* tally : {&s16, &f32}) tally->expect_tight(70);
}

/// Elements one by one: of equal, lesser and greater size; softmax knows a row before it writes it.
TEST(Overlap, Elements) {
  Tally same, narrower, wider, rows;
  for (int32_t count = 1; count <= 40; ++count) {
    const auto bytes = bytes_of(numbers(count));
    const QuantizeS8S8 p{static_cast<uint32_t>(count), {1 << 30, 0}, 3, -7};
    const KernelCall requantize = [&](const void* from, void* to) {
      reference::quantize_s8_s8(p, in(from), out(to));
    };
    same.check(bytes, alone(bytes, count, requantize), overlap_of(RowKernel{count, 1, 1}), 1,
               requantize);
    const auto reals = bytes_of(numbers<float>(count));
    const QuantizeF32S8 q{static_cast<uint32_t>(count), 1.5F, 9};
    const KernelCall quantize = [&](const void* from, void* to) {
      reference::quantize_f32_s8(q, static_cast<const Unaligned<float>*>(from), out(to));
    };
    narrower.check(reals, alone(reals, count, quantize), overlap_of(RowKernel{count, 4, 1}), 4,
                   quantize);
    SoftmaxS8 s{};
    s.shape = {between(1, 3), count};
    s.multiplier = 1 << 30, s.shift = 20, s.least_difference = -120;
    const auto logits = bytes_of(numbers(static_cast<size_t>(s.shape.rows) * count));
    const KernelCall softmax = [&](const void* from, void* to) {
      reference::softmax_s8(s, in(from), out(to));
    };
    rows.check(logits, alone(logits, logits.size(), softmax),
               overlap_of(RowKernel{s.shape.rows * count, 1, 1}), 1, softmax);
    const KernelCall wide = [&](const void* from, void* to) {
      reference::softmax_s8_s16(s, in(from), static_cast<int16_t*>(to));
    };
    wider.check(logits, alone(logits, 2 * logits.size(), wide),
                overlap_of(RowKernel{s.shape.rows * count, 1, 2}), 2, wide);
  }
  for (const Tally* tally : {&same, &narrower, &wider}) tally->expect_tight(70);
}

TEST(Overlap, AddOverEitherInput) {
  Tally first, second;
  for (const int32_t count : {1, 2, 3, 4, 5, 6, 7, 8, 9, 31, 32, 33}) {
    AddS8 p{};
    p.first = {1 << 30, 0}, p.second = {1 << 30, -1}, p.output = {1 << 30, -18};
    p.range = {-128, 127};
    p.broadcast.extents[0] = static_cast<uint32_t>(count);
    p.broadcast.axes = 1;
    const auto packed = pack::pack_add(p, static_cast<uint32_t>(count));
    ASSERT_TRUE(packed);
    cortex_m_dsp::AddFunction* const add =
        packed->shift == 22 ? cortex_m_dsp::add_s8_shift_22 : cortex_m_dsp::add_s8_shift_20;
    const auto over = bytes_of(numbers(count));
    const std::vector<int8_t> other = numbers(count);
    const KernelOverlap overlap = overlap_of(RowKernel{count, 1, 1});
    const KernelCall over_first = [&](const void* from, void* to) {
      add(packed->params, in(from), other.data(), out(to));
    };
    const KernelCall over_second = [&](const void* from, void* to) {
      add(packed->params, other.data(), in(from), out(to));
    };
    const KernelCall reference = [&](const void* from, void* to) {
      reference::add_s8(p, in(from), other.data(), out(to));
    };
    first.check(over, alone(over, count, reference), overlap, 1, over_first);
    first.check(over, alone(over, count, reference), overlap, 1, reference);
    second.check(over, alone(over, count, over_second), overlap, 1, over_second);
  }
  // Four are read at once, so that one place nearer may be right.
  first.expect_tight(50);
  EXPECT_GT(second.wrong_if_nearer, 5);
}

}  // namespace
}  // namespace mote::compiler
