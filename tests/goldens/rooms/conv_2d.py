# SPDX-License-Identifier: Apache-2.0
from golden import NONE, RELU, RELU6, RELU_N1_TO_1, SAME, VALID, out_f32, out_s8


def make(m):
    def options(padding, stride=(1, 1), activation=NONE, dilation=(1, 1)):
        return "Conv2DOptions", {
            "padding": (0, 1, padding), "strideW": (1, 4, stride[1]), "strideH": (2, 4, stride[0]),
            "fusedActivationFunction": (3, 1, activation),
            "dilationWFactor": (4, 4, dilation[1]), "dilationHFactor": (5, 4, dilation[0])}

    def s8(name, shape, filter_shape, per_channel, opts, zeros=(3, -5), bias=True, scale=0.15):
        x = m.s8(shape, 0.04, zeros[0])
        f = m.filter_s8(filter_shape, filter_shape[0] if per_channel else None)
        inputs = [x, f]
        if bias:
            inputs.append(m.bias_s32(filter_shape[0], 0.04, f.scales))
        m.add(name, 3, opts, inputs, out_s8(scale, zeros[1]))

    def f32(name, shape, filter_shape, opts, bias=True):
        inputs = [m.f32(shape), m.f32(filter_shape, True)]
        if bias:
            inputs.append(m.f32(filter_shape[0], True))
        m.add(name, 3, opts, inputs, out_f32())

    s8("s8_same", (1, 5, 4, 3), (4, 3, 3, 3), False, options(SAME))
    s8("s8_valid_stride_2_per_channel_relu", (1, 7, 6, 2), (3, 3, 3, 2), True,
       options(VALID, (2, 2), RELU))
    s8("s8_same_uneven_strides", (1, 7, 8, 2), (3, 3, 2, 2), True, options(SAME, (2, 3)))
    s8("s8_same_dilation_2_relu6", (1, 8, 7, 2), (2, 3, 3, 2), True,
       options(SAME, activation=RELU6, dilation=(2, 2)), scale=0.03)
    s8("s8_valid_uneven_dilation", (1, 9, 8, 1), (3, 2, 3, 1), False,
       options(VALID, dilation=(3, 2)))
    s8("s8_grouped", (1, 4, 5, 4), (6, 3, 3, 2), True, options(SAME))
    s8("s8_one_group_a_channel", (1, 4, 4, 3), (6, 2, 2, 1), True, options(VALID))
    s8("s8_no_bias_relu_n1_to_1", (1, 4, 4, 2), (3, 2, 2, 2), False,
       options(VALID, activation=RELU_N1_TO_1), bias=False, scale=0.01)
    s8("s8_pointwise_two_batches", (2, 3, 3, 8), (5, 1, 1, 8), True, options(SAME))
    s8("s8_zero_points_at_the_ends", (1, 4, 4, 2), (3, 3, 3, 2), True, options(SAME),
       zeros=(-128, 127))
    s8("s8_saturates", (1, 3, 3, 2), (3, 3, 3, 2), True, options(SAME), scale=0.002)
    s8("s8_filter_greater_than_input", (1, 2, 2, 1), (2, 5, 5, 1), True, options(SAME))
    f32("f32_same", (1, 5, 4, 3), (4, 3, 3, 3), options(SAME))
    f32("f32_valid_stride_2_relu6", (2, 5, 5, 2), (3, 3, 3, 2), options(VALID, (2, 2), RELU6))
    f32("f32_grouped_dilated", (1, 5, 5, 4), (4, 2, 2, 2), options(SAME, dilation=(2, 2)))
    f32("f32_no_bias_relu_n1_to_1", (1, 3, 3, 2), (2, 2, 2, 2),
        options(VALID, activation=RELU_N1_TO_1), bias=False)
