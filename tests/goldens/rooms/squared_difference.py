# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import out, out_f32, out_s8, out_s16

SQUARED_DIFFERENCE = 99


def make(m):
    def s8(name, a, b, scales=(0.05, 0.03, 0.2), zeros=(1, -2, -128)):
        m.add(name, SQUARED_DIFFERENCE, None,
              [m.s8(a, scales[0], zeros[0]), m.s8(b, scales[1], zeros[1])],
              out_s8(scales[2], zeros[2]))

    def halved(x, times):
        """x / 2^times as the kernels round a power of two: first ties up, then ties away from 0."""
        x = (x.astype(np.int64) + 1) // 2
        unit = 1 << (times - 1)
        return np.sign(x) * ((abs(x) + unit // 2) // unit)

    def s16(name, a, b, first, second, output):
        """Scales 2^-first, 2^-second <= 2^-first and 2^-output. The interpreter has no int16."""
        def run(x):
            difference = halved(x[0], 1) - halved(x[1], 1 + second - first)
            square = halved(difference ** 2, 2 * first - 2 - output)
            return np.clip(square, -32768, 32767).astype(np.int16)
        inputs = [m.tensor(np.int16, shape, 2.0 ** -scale, 0, low=-10000, high=10000)
                  for shape, scale in ((a, first), (b, second))]
        m.add(name, SQUARED_DIFFERENCE, None, inputs, out_s16(2.0 ** -output), expected=run)

    s8("s8", (2, 3, 4), (2, 3, 4))
    s8("s8_broadcast_both_ways", (2, 1, 4, 1), (1, 3, 1, 2))
    s8("s8_scalar", (3, 4), (1,))
    s8("s8_first_of_fewer_axes", (4,), (2, 3, 4))
    s8("s8_far_scales", (1, 20), (1, 20), (0.5, 0.001, 9.0), (0, 0, 0))
    s8("s8_fine_output", (1, 20), (1, 20), (0.05, 0.05, 0.001), (0, 0, -50))
    s8("s8_zero_points_at_the_ends", (1, 20), (1, 20), (0.05, 0.05, 1.5), (-128, 127, 5))
    s16("s16", (2, 3, 4), (2, 3, 4), 13, 13, 11)
    s16("s16_broadcast_other_scale", (2, 1, 4), (3, 1), 12, 14, 12)
    m.add("s32", SQUARED_DIFFERENCE, None,
          [m.tensor(np.int32, s, low=-9999, high=9999) for s in ((2, 5), (5,))], out(np.int32))
    m.add("s32_wraps", SQUARED_DIFFERENCE, None,
          [m.tensor(np.int32, (6,)), m.tensor(np.int32, (6,))], out(np.int32),
          expected=lambda a: (a[0] - a[1]) * (a[0] - a[1]))
    m.add("f32", SQUARED_DIFFERENCE, None, [m.f32((2, 5)), m.f32((2, 5))], out_f32())
    m.add("f32_broadcast", SQUARED_DIFFERENCE, None, [m.f32((2, 3, 2)), m.f32((3, 1), True)],
          out_f32())
