// SPDX-License-Identifier: Apache-2.0
// What arm/add_s8.cpp computes.
#include "kernels/cortex_m_mve/add_s8.h"

#include "vectors.h"

namespace mote::cortex_m_mve {
namespace {

void add(const Add& p, int32_t shift, const int8_t* first, const int8_t* second, int8_t* output) {
  for (uint32_t i = 0; i < p.count; ++i) {
    const int64_t products = int64_t{p.first} * first[i] + int64_t{p.second} * second[i];
    const auto sum = static_cast<int32_t>(products + p.offset) >> shift;
    output[i] = static_cast<int8_t>(sum < INT8_MIN ? INT8_MIN : sum > INT8_MAX ? INT8_MAX : sum);
  }
}

}  // namespace

void add_s8_shift_22(const Add& p, const int8_t* first, const int8_t* second, int8_t* output) {
  add(p, 22, first, second, output);
}
void add_s8_shift_20(const Add& p, const int8_t* first, const int8_t* second, int8_t* output) {
  add(p, 20, first, second, output);
}

}  // namespace mote::cortex_m_mve
