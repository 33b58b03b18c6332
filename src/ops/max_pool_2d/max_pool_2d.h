// SPDX-License-Identifier: Apache-2.0
// Greatest element of each window, over the part of it that lies inside the input.
// Source: TFLite operator semantics.
#pragma once

#include <stdint.h>

#include "base/bytes.h"
#include "ops/shared/pool.h"

namespace mote::reference {

void max_pool_2d_s8(const PoolS8& p, const int8_t* input, int8_t* output);
void max_pool_2d_f32(const PoolF32& p, const Unaligned<float>* input, float* output);
void max_pool_2d_s16(const PoolInteger& p, const Unaligned<int16_t>* input, int16_t* output);
void max_pool_2d_u8(const PoolInteger& p, const uint8_t* input, uint8_t* output);

}  // namespace mote::reference
