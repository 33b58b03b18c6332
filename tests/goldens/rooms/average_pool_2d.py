# SPDX-License-Identifier: Apache-2.0
import numpy as np
from golden import (NONE, RELU, RELU6, RELU_N1_TO_1, SAME, VALID, out_f32, out_s8, out_s16,
                    out_u8)


def make_pool(m, code):
    def options(padding, size, stride, activation=NONE):
        return "Pool2DOptions", {
            "padding": (0, 1, padding), "strideW": (1, 4, stride[1]), "strideH": (2, 4, stride[0]),
            "filterWidth": (3, 4, size[1]), "filterHeight": (4, 4, size[0]),
            "fusedActivationFunction": (5, 1, activation)}

    def s8(name, shape, *args, zero_point=-4):
        m.add(name, code, options(*args), [m.s8(shape, 0.05, zero_point)],
              out_s8(0.05, zero_point))

    s8("s8_valid", (1, 6, 4, 3), VALID, (2, 2), (2, 2))
    s8("s8_same_overlapping", (1, 5, 5, 2), SAME, (3, 3), (1, 1))
    s8("s8_same_stride_2_relu6", (2, 5, 7, 2), SAME, (3, 2), (2, 2), RELU6)
    s8("s8_uneven_relu", (1, 7, 6, 1), VALID, (3, 2), (1, 3), RELU)
    s8("s8_whole_image_relu_n1_to_1", (1, 4, 4, 3), VALID, (4, 4), (4, 4), RELU_N1_TO_1)
    s8("s8_zero_point_at_the_end", (1, 4, 4, 2), SAME, (3, 3), (2, 2), RELU, zero_point=-128)
    m.add("f32_valid", code, options(VALID, (2, 2), (2, 2)), [m.f32((1, 4, 6, 2))], out_f32())
    m.add("f32_same_relu", code, options(SAME, (3, 2), (2, 1), RELU), [m.f32((1, 5, 4, 2))],
          out_f32())
    m.add("f32_relu_n1_to_1", code, options(SAME, (2, 2), (1, 1), RELU_N1_TO_1),
          [m.f32((1, 3, 3, 2))], out_f32())

    m.add("s16_valid", code, options(VALID, (2, 2), (2, 2)), [m.s16((1, 6, 4, 3))],
          out_s16(0.0005))
    m.add("s16_same_relu6", code, options(SAME, (3, 2), (1, 2), RELU6), [m.s16((2, 5, 5, 2))],
          out_s16(0.0005))
    for name, zero_point, args in (
            ("u8_valid", 130, (VALID, (2, 2), (2, 2))),
            ("u8_same_relu6", 0, (SAME, (3, 2), (1, 2), RELU6)),
            ("u8_uneven_relu_n1_to_1", 255, (SAME, (2, 3), (2, 1), RELU_N1_TO_1))):
        m.add(name, code, options(*args), [m.tensor(np.uint8, (1, 5, 6, 2), 0.05, zero_point)],
              out_u8(0.05, zero_point))


def make(m):
    make_pool(m, 1)
