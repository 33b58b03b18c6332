// SPDX-License-Identifier: Apache-2.0
#include "kernels/scalar/unit_sums.h"

namespace mote::scalar {
namespace {

/// One by one, and not as an array, so that they stay in registers.
struct Sums {
  uint32_t a = 0, b = 0, c = 0, d = 0;
};
struct Rows {
  const int8_t *a, *b, *c, *d;
};

[[gnu::always_inline]] inline void add_products(const Rows& rows, int32_t i, int32_t x, Sums& s) {
  s.a += static_cast<uint32_t>(rows.a[i] * x);
  s.b += static_cast<uint32_t>(rows.b[i] * x);
  s.c += static_cast<uint32_t>(rows.c[i] * x);
  s.d += static_cast<uint32_t>(rows.d[i] * x);
}

[[gnu::always_inline]] inline void unit_sums(const int8_t* rows, const int8_t* input, int32_t depth,
                                             int32_t zero_point, int32_t* sums) {
  Rows r{rows, rows + depth, rows + 2 * depth, rows + 3 * depth};
  Sums s;
  for (const int8_t* end = input + (depth & ~3); input != end; input += 4) {
    add_products(r, 0, input[0] - zero_point, s);
    add_products(r, 1, input[1] - zero_point, s);
    add_products(r, 2, input[2] - zero_point, s);
    add_products(r, 3, input[3] - zero_point, s);
    r = {r.a + 4, r.b + 4, r.c + 4, r.d + 4};
  }
  for (int32_t i = 0; i < (depth & 3); ++i) add_products(r, i, input[i] - zero_point, s);
  sums[0] = static_cast<int32_t>(s.a);
  sums[1] = static_cast<int32_t>(s.b);
  sums[2] = static_cast<int32_t>(s.c);
  sums[3] = static_cast<int32_t>(s.d);
}

}  // namespace

extern "C" void mote_scalar_unit_sums(const int8_t* rows, const int8_t* input, int32_t depth,
                                      int32_t* sums) {
  unit_sums(rows, input, depth, 0, sums);
}
extern "C" void mote_scalar_unit_sums_less_zero(const int8_t* rows, const int8_t* input,
                                                int32_t depth, int32_t* sums, int32_t zero_point) {
  unit_sums(rows, input, depth, zero_point, sums);
}

}  // namespace mote::scalar
