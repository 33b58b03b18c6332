# SPDX-License-Identifier: Apache-2.0
import numpy as np
from golden import out_f32, out_s8, out_s16


def make(m):
    def options(transposed=(False, False), asymmetric=False):
        return "BatchMatMulOptions", {"adjX": (0, 1, transposed[0]), "adjY": (1, 1, transposed[1]),
                                      "asymmetricQuantizeInputs": (2, 1, asymmetric)}

    def s8(name, a, b, transposed=(False, False), zeros=(3, -5, 7), scale=0.1, constant=False):
        m.add(name, 126, options(transposed),
              [m.s8(a, 0.03, zeros[0]), m.s8(b, 0.02, zeros[1], constant)],
              out_s8(scale, zeros[2]))

    s8("s8", (3, 5), (5, 4))
    s8("s8_batches", (2, 3, 4), (2, 4, 5))
    s8("s8_first_transposed", (2, 4, 3), (2, 4, 5), (True, False))
    s8("s8_second_transposed_constant", (2, 3, 4), (2, 5, 4), (False, True), constant=True)
    s8("s8_both_transposed_fewer_axes", (2, 2, 4, 3), (5, 4), (True, True))
    s8("s8_broadcast_both_ways", (2, 1, 2, 3), (1, 3, 3, 2))
    s8("s8_zero_points_at_the_ends", (4, 9), (9, 3), zeros=(-128, 127, -128), scale=1.0)
    s8("s8_saturates", (3, 20), (20, 3), scale=0.002)

    def s16(name, a, b, transposed=(False, False), scale=0.5):
        m.add(name, 126, options(transposed), [m.s16(a, 0.001), m.s16(b, 0.002)], out_s16(scale))

    s16("s16", (3, 7), (7, 4), scale=0.1)
    s16("s16_batches_transposed", (2, 7, 3), (4, 7), (True, True), scale=0.05)
    s16("s16_broadcast_saturates", (3, 1, 2, 5), (2, 5, 2), scale=0.004)

    def f32(name, a, b, transposed=(False, False), constant=False):
        m.add(name, 126, options(transposed), [m.f32(a), m.f32(b, constant)], out_f32())

    f32("f32", (3, 7), (7, 4))
    f32("f32_transposed_broadcast", (2, 1, 5, 3), (1, 2, 4, 5), (True, True))
    f32("f32_five_axes_constant", (2, 1, 2, 2, 3), (2, 1, 3, 2), constant=True)

    def hybrid(name, a, b, transposed=(False, False), asymmetric=False):
        x = m.f32(a)
        x.data[-1] = np.abs(x.data[-1]) * 3
        w = m.tensor(np.int8, b, 0.01, 0, True, -127)
        m.add(name, 126, options(transposed, asymmetric), [x, w], out_f32(), version=3)

    hybrid("hybrid", (4, 6), (6, 5))
    hybrid("hybrid_transposed_batches", (2, 6, 4), (2, 5, 6), (True, True))
    hybrid("hybrid_asymmetric", (2, 3, 6), (2, 6, 5), asymmetric=True)
