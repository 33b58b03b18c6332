// SPDX-License-Identifier: Apache-2.0
// What the ends of blocks have in common: eight values in q0 and q1, q2 free.
#pragma once

// clang-format off
/// One less for negative values, so that their ties are rounded away from zero.
#define MOTE_MVE_TIES_AWAY            \
  "vshr.s32     q2, q0, #31         \n" \
  "vadd.i32     q0, q0, q2          \n" \
  "vshr.s32     q2, q1, #31         \n" \
  "vadd.i32     q1, q1, q2          \n"

/// Halves in q0, q0's values in even and q1's in odd ones, plus the zero point in r0, in the range of q4
/// and q5.
#define MOTE_MVE_NARROW               \
  "vqmovnb.s32  q0, q0              \n" \
  "vqmovnt.s32  q0, q1              \n" \
  "vqadd.s16    q0, q0, r0          \n" \
  "vmax.s16     q0, q0, q4          \n" \
  "vmin.s16     q0, q0, q5          \n"
// clang-format on
