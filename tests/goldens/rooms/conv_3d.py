# SPDX-License-Identifier: Apache-2.0
from golden import NONE, RELU, RELU6, RELU_N1_TO_1, SAME, VALID, out_f32


def make(m):
    def f32(name, shape, filter_shape, padding, strides=(1, 1, 1), dilations=(1, 1, 1),
            activation=NONE, bias=True):
        options = "Conv3DOptions", {
            "padding": (0, 1, padding), "strideD": (1, 4, strides[0]),
            "strideW": (2, 4, strides[2]), "strideH": (3, 4, strides[1]),
            "fusedActivationFunction": (4, 1, activation), "dilationDFactor": (5, 4, dilations[0]),
            "dilationWFactor": (6, 4, dilations[2]), "dilationHFactor": (7, 4, dilations[1])}
        m.add(name, 132, options, [m.f32(shape), m.f32(filter_shape, True)] +
              ([m.f32(filter_shape[4], True)] if bias else []), out_f32(), version=1)

    f32("f32_same", (1, 3, 4, 5, 2), (2, 3, 3, 2, 3), SAME)
    f32("f32_valid_uneven_strides_relu6", (2, 4, 5, 6, 1), (2, 2, 3, 1, 2), VALID, (1, 2, 3),
        activation=RELU6)
    f32("f32_uneven_dilations_relu", (1, 4, 5, 6, 1), (2, 2, 2, 1, 3), SAME, dilations=(3, 2, 4),
        activation=RELU)
    f32("f32_no_bias_relu_n1_to_1", (1, 2, 2, 2, 3), (1, 1, 1, 3, 4), VALID, bias=False,
        activation=RELU_N1_TO_1)
    f32("f32_filter_greater_than_input", (1, 2, 1, 2, 1), (3, 3, 5, 1, 1), SAME)
