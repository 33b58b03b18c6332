# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import NONE, RELU, RELU6, RELU_N1_TO_1, out, out_f32, out_s8, out_s16

MUL = 18


def make(m):
    def options(activation=NONE):
        return "MulOptions", {"fusedActivationFunction": (0, 1, activation)}

    def s8(name, a, b, activation=NONE, scales=(0.05, 0.03, 0.1), zeros=(1, -2, 3)):
        m.add(name, MUL, options(activation),
              [m.s8(a, scales[0], zeros[0]), m.s8(b, scales[1], zeros[1])],
              out_s8(scales[2], zeros[2]))

    def s16(name, a, b, activation=NONE, scales=(0.0003, 0.0005, 0.004)):
        m.add(name, MUL, options(activation), [m.s16(a, scales[0]), m.s16(b, scales[1])],
              out_s16(scales[2]), version=4)

    def s32(name, a, b, activation=NONE, most=2 ** 15, **more):
        m.add(name, MUL, options(activation),
              [m.tensor(np.int32, s, low=-most, high=most) for s in (a, b)], out(np.int32), **more)

    s8("s8", (2, 3, 4), (2, 3, 4))
    s8("s8_relu", (1, 12), (1, 12), RELU)
    s8("s8_relu6", (1, 12), (1, 12), RELU6, (0.1, 0.1, 0.05))
    s8("s8_relu_n1_to_1", (1, 12), (1, 12), RELU_N1_TO_1)
    s8("s8_broadcast_both_ways", (2, 1, 4, 1), (1, 3, 1, 2))
    s8("s8_scalar", (3, 4), (1,))
    s8("s8_first_of_fewer_axes", (4,), (2, 3, 4))
    s8("s8_fine_output", (1, 20), (1, 20), NONE, (0.5, 0.25, 0.001), (0, 0, 0))
    s8("s8_coarse_output", (1, 20), (1, 20), NONE, (0.01, 0.001, 0.7), (0, 0, -7))
    s8("s8_zero_points_at_the_ends", (1, 20), (1, 20), NONE, (0.05, 0.05, 0.6), (-128, 127, 5))
    m.add("s8_constant", MUL, options(), [m.s8((2, 6)), m.s8((2, 6), 0.02, 5, constant=True)],
          out_s8(0.06, 0))
    s16("s16", (2, 3, 4), (2, 3, 4))
    s16("s16_broadcast_relu6", (2, 1, 4), (3, 1), RELU6)
    s16("s16_relu_n1_to_1", (3, 4), (1,), RELU_N1_TO_1)
    s32("s32", (2, 5), (5,))
    s32("s32_relu6", (2, 6), (2, 6), RELU6, most=4)
    s32("s32_wraps_relu", (3, 4), (3, 4), RELU, most=2 ** 31 - 1,
        expected=lambda a: np.maximum(a[0] * a[1], 0))
    m.add("f32", MUL, options(), [m.f32((2, 5)), m.f32((2, 5))], out_f32())
    m.add("f32_broadcast_relu", MUL, options(RELU), [m.f32((2, 3, 2)), m.f32((3, 1))], out_f32())
    m.add("f32_constant_relu6", MUL, options(RELU6), [m.f32((2, 3)), m.f32((1, 3), True)],
          out_f32())
