// SPDX-License-Identifier: Apache-2.0
#include "kernels/scalar/pixel_sums.h"

namespace mote::scalar {
namespace {

constexpr uint32_t kHalf = 0x8000;

/// What a chunk is behind: steps count backwards from its end.
struct Chunk {
  const int8_t* weights_end;
  const uint32_t* columns_end;
  uint32_t first = kHalf, second = kHalf;
};

template <int32_t kBack>
[[gnu::always_inline]] inline void step(Chunk& c) {
  const auto weight = static_cast<uint32_t>(int32_t{c.weights_end[-kBack]});
  c.first += weight * c.columns_end[-kBack * kColumnWords];
  c.second += weight * c.columns_end[-kBack * kColumnWords + 1];
}

[[gnu::always_inline]] inline void steps(int32_t count, Chunk& c) {
  switch (count) {
    case 15: step<15>(c); [[fallthrough]];
    case 14: step<14>(c); [[fallthrough]];
    case 13: step<13>(c); [[fallthrough]];
    case 12: step<12>(c); [[fallthrough]];
    case 11: step<11>(c); [[fallthrough]];
    case 10: step<10>(c); [[fallthrough]];
    case 9: step<9>(c); [[fallthrough]];
    case 8: step<8>(c); [[fallthrough]];
    case 7: step<7>(c); [[fallthrough]];
    case 6: step<6>(c); [[fallthrough]];
    case 5: step<5>(c); [[fallthrough]];
    case 4: step<4>(c); [[fallthrough]];
    case 3: step<3>(c); [[fallthrough]];
    case 2: step<2>(c); [[fallthrough]];
    case 1: step<1>(c); [[fallthrough]];
    case 0: break;
    default: __builtin_unreachable();
  }
}

int32_t upper_half(uint32_t word) { return static_cast<int32_t>(word) >> 16; }

}  // namespace

extern "C" const int8_t* mote_scalar_pixel_sums(const PixelHead* channel, const uint32_t* columns,
                                                int32_t* sums) {
  uint32_t first_words = static_cast<uint32_t>(channel->word_start);
  uint32_t second_words = first_words;
  int32_t first_upper = channel->bias;
  int32_t second_upper = first_upper;
  const auto* next = reinterpret_cast<const int8_t*>(channel + 1);
  for (;;) {
    const int32_t skipped = static_cast<uint8_t>(next[1]);
    if (skipped == kEndBytes) break;
    // 147 / 2^11 for a 14th.
    static_assert(kStepBytes == 14);
    const int32_t count = kMostWeights - 1 - ((skipped * 147) >> 11);
    const auto weight = static_cast<uint32_t>(int32_t{*next});
    Chunk c{next + 2 + count, columns + (1 + count) * kColumnWords};
    c.first += weight * columns[0];
    c.second += weight * columns[1];
    steps(count, c);
    next = c.weights_end;
    columns = c.columns_end;
    first_words += c.first;
    second_words += c.second;
    first_upper += upper_half(c.first);
    second_upper += upper_half(c.second);
  }
  sums[0] = static_cast<int32_t>(first_words - (static_cast<uint32_t>(first_upper) << 16));
  sums[1] = static_cast<int32_t>(second_words - (static_cast<uint32_t>(second_upper) << 16));
  sums[2] = first_upper;
  sums[3] = second_upper;
  return next + 2;
}

}  // namespace mote::scalar
