// SPDX-License-Identifier: Apache-2.0
#include "kernels/cortex_m_dsp/add_s8.h"

#include "intrinsics.h"

namespace mote::cortex_m_dsp {
namespace {

template <int32_t kShift>
inline void add(const Add& p, const int8_t* first, const int8_t* second, int8_t* output) {
  const int32_t a = p.first, b = p.second, offset = p.offset;
  const auto sum = [&](int32_t i) {
    return static_cast<int8_t>(ssat8_asr<kShift>(a * first[i] + (b * second[i] + offset)));
  };
  uint32_t left = p.count;
  for (; left >= 4; left -= 4, first += 4, second += 4, output += 4) {
    const int8_t w = sum(0), x = sum(1), y = sum(2), z = sum(3);
    output[0] = w;
    output[1] = x;
    output[2] = y;
    output[3] = z;
  }
  for (; left > 0; --left, ++first, ++second) *output++ = sum(0);
}

}  // namespace

void add_s8_shift_22(const Add& p, const int8_t* first, const int8_t* second, int8_t* output) {
  add<22>(p, first, second, output);
}
void add_s8_shift_20(const Add& p, const int8_t* first, const int8_t* second, int8_t* output) {
  add<20>(p, first, second, output);
}

}  // namespace mote::cortex_m_dsp
