# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import NONE, RELU, RELU6, RELU_N1_TO_1, out, out_f32, out_s8, out_s16


def make(m):
    def options(activation=NONE):
        return "AddOptions", {"fusedActivationFunction": (0, 1, activation),
                              "potScaleInt16": (1, 1, False)}

    def s8(name, a, b, activation=NONE, scales=(0.05, 0.03, 0.07), zeros=(1, -2, 3)):
        m.add(name, 0, options(activation),
              [m.s8(a, scales[0], zeros[0]), m.s8(b, scales[1], zeros[1])],
              out_s8(scales[2], zeros[2]))

    s8("s8", (2, 3, 4), (2, 3, 4))
    s8("s8_relu", (1, 12), (1, 12), RELU)
    s8("s8_relu6", (1, 12), (1, 12), RELU6, (0.1, 0.1, 0.05))
    s8("s8_relu_n1_to_1", (1, 12), (1, 12), RELU_N1_TO_1)
    s8("s8_broadcast_channels", (2, 2, 2, 3), (1, 1, 1, 3))
    s8("s8_broadcast_first", (1, 1, 3), (2, 4, 3))
    s8("s8_broadcast_both_ways", (2, 1, 4, 1), (1, 3, 1, 2))
    s8("s8_scalar", (3, 4), (1,))
    s8("s8_fewer_axes", (2, 3, 4), (3, 4))
    s8("s8_far_scales", (1, 20), (1, 20), NONE, (0.5, 0.001, 0.25), (0, 0, 0))
    s8("s8_zero_points_at_the_ends", (1, 20), (1, 20), NONE, (0.05, 0.05, 0.1), (-128, 127, 5))
    m.add("s8_constant", 0, options(), [m.s8((2, 6)), m.s8((2, 6), 0.02, 5, constant=True)],
          out_s8(0.06, 0))
    m.add("f32", 0, options(), [m.f32((2, 5)), m.f32((2, 5))], out_f32())
    m.add("f32_broadcast_relu", 0, options(RELU), [m.f32((2, 3, 2)), m.f32((3, 1))], out_f32())
    m.add("f32_constant_relu6", 0, options(RELU6), [m.f32((2, 3)), m.f32((1, 3), True)], out_f32())
    m.add("s16", 0, options(), [m.s16((2, 3, 4), 0.0003), m.s16((2, 3, 4), 0.0005)],
          out_s16(0.0006))
    m.add("s16_broadcast_relu6", 0, options(RELU6), [m.s16((2, 1, 4)), m.s16((3, 1), 0.0001)],
          out_s16(0.0004))
    m.add("s16_relu_n1_to_1", 0, options(RELU_N1_TO_1), [m.s16((3, 4)), m.s16((1,), 0.00005)],
          out_s16(0.0005))
    half = {"low": -2 ** 30, "high": 2 ** 30 - 1}
    m.add("s32", 0, options(),
          [m.tensor(np.int32, (2, 5), **half), m.tensor(np.int32, (5,), **half)], out(np.int32))
    # Beyond 32 bits the sum wraps around; the activation has no effect: see the room's notes.
    m.add("s32_wraps_relu", 0, options(RELU),
          [m.tensor(np.int32, (3, 4)), m.tensor(np.int32, (3, 4))], out(np.int32),
          expected=lambda a: a[0] + a[1])
