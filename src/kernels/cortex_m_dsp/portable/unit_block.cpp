// SPDX-License-Identifier: Apache-2.0
// What arm/unit_block.cpp computes, from the same layouts.
#include "kernels/cortex_m_dsp/unit_block.h"

#include "intrinsics.h"
#include "kernels/cortex_m_dsp/matrix_block.h"

namespace mote::cortex_m_dsp {
namespace {

/// Calls finish(weights, sums, output) for each four units, which stores them and returns where the
/// weights go on.
template <class Finish>
void for_each_four(const int32_t* weights, const int8_t* input, uint8_t* output,
                   const UnitBlock& block, int32_t step, Finish finish) {
  for (; output != block.output_end; output += kUnitsPerBlock * step) {
    int32_t sums[kUnitsPerBlock];
    for (int32_t& sum : sums) sum = *weights++;
    for (const int8_t* from = input; from != block.input_end; from += 4) {
      uint32_t bytes = 0;
      __builtin_memcpy(&bytes, from, 4);
      for (int32_t& sum : sums) {
        const auto word = static_cast<uint32_t>(*weights++);
        sum = smlad(sxtb16(word), bytes ^ kColumnFlip, smlad(word, sxtb16(bytes), sum));
      }
    }
    weights = finish(weights, sums, output);
  }
}

}  // namespace

extern "C" {

void mote_dsp_unit_block_rectified(const int32_t* weights, const int8_t* input, void* output,
                                   const UnitBlock& block) {
  for_each_four(weights, input, static_cast<uint8_t*>(output), block, 1,
                [](const int32_t* factors, const auto& sums, uint8_t* to) {
                  for (int32_t i = 0; i < kUnitsPerBlock; ++i) {
                    to[i] =
                        static_cast<uint8_t>(ssat8(smmulr(sums[i], factors[i]) >> kRectifiedShift));
                  }
                  return factors + kUnitsPerBlock;
                });
}

void mote_dsp_unit_block_exact(const int32_t* weights, const int8_t* input, void* output,
                               const UnitBlock& block) {
  for_each_four(weights, input, static_cast<uint8_t*>(output), block, 1,
                [&](const int32_t* factors, const auto& sums, uint8_t* to) {
                  for (int32_t i = 0; i < kUnitsPerBlock; ++i) {
                    const int32_t sum = sums[i] >> 8;
                    const int32_t scaled = smmlar(sum, factors[i], sum + (sum >> 31));
                    to[i] = static_cast<uint8_t>(ssat8(
                        smmlar(scaled, factors[kUnitsPerBlock + i], block.output_zero_point)));
                  }
                  return factors + 2 * kUnitsPerBlock;
                });
}

void mote_dsp_unit_block_sums(const int32_t* weights, const int8_t* input, void* output,
                              const UnitBlock& block) {
  for_each_four(weights, input, static_cast<uint8_t*>(output), block, 4,
                [](const int32_t* factors, const auto& sums, uint8_t* to) {
                  for (int32_t i = 0; i < kUnitsPerBlock; ++i) {
                    const int32_t sum = sums[i] >> 8;
                    __builtin_memcpy(to + 4 * i, &sum, 4);
                  }
                  return factors;
                });
}

}  // extern "C"
}  // namespace mote::cortex_m_dsp
