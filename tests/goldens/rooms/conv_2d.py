# SPDX-License-Identifier: Apache-2.0
import numpy as np
from golden import (NONE, RELU, RELU6, RELU_N1_TO_1, SAME, VALID, out_f32, out_s8, out_s16,
                    out_u8)


def make(m):
    def options(padding, stride=(1, 1), activation=NONE, dilation=(1, 1), bias_type=0):
        return "Conv2DOptions", {
            "padding": (0, 1, padding), "strideW": (1, 4, stride[1]), "strideH": (2, 4, stride[0]),
            "fusedActivationFunction": (3, 1, activation),
            "dilationWFactor": (4, 4, dilation[1]), "dilationHFactor": (5, 4, dilation[0]),
            **({"quantizedBiasType": (6, 1, bias_type)} if bias_type else {})}

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

    def s16(name, shape, filter_shape, per_channel, opts, bias=np.int64, scale=0.002):
        f = m.filter_s8(filter_shape, filter_shape[0] if per_channel else None)
        inputs = [m.s16(shape, 0.0005), f]
        if bias:
            inputs.append(m.bias(bias, 1 << 21, filter_shape[0], 0.0005, f.scales))
        m.add(name, 3, opts, inputs, out_s16(scale))

    s16("s16_same", (1, 5, 4, 3), (4, 3, 3, 3), False, options(SAME))
    s16("s16_valid_stride_2_per_channel_relu", (1, 7, 6, 2), (3, 3, 3, 2), True,
        options(VALID, (2, 2), RELU))
    s16("s16_grouped_dilated_relu6", (2, 5, 5, 4), (4, 2, 2, 2), True,
        options(SAME, activation=RELU6, dilation=(2, 2)), scale=0.0003)
    s16("s16_bias_of_32_bits", (1, 4, 4, 3), (5, 3, 2, 3), True,
        options(SAME, bias_type=2), bias=np.int32)
    s16("s16_no_bias", (1, 4, 3, 2), (3, 2, 2, 2), True, options(VALID), bias=None)
    s16("s16_saturates_relu_n1_to_1", (1, 3, 3, 2), (3, 3, 3, 2), True,
        options(SAME, activation=RELU_N1_TO_1), scale=0.00002)

    def s4(name, shape, filter_shape, per_channel, opts, zeros=(3, -5), bias=True, scale=0.15):
        f = m.filter_s4(filter_shape, filter_shape[0] if per_channel else None)
        inputs = [m.s8(shape, 0.04, zeros[0]), f]
        if bias:
            inputs.append(m.bias_s32(filter_shape[0], 0.04, f.scales))
        m.add(name, 3, opts, inputs, out_s8(scale, zeros[1]))

    s4("s4_same", (1, 5, 4, 3), (4, 3, 3, 3), False, options(SAME))
    s4("s4_odd_count_per_channel_relu", (1, 6, 5, 1), (3, 3, 3, 1), True,
       options(VALID, (2, 1), RELU))
    s4("s4_grouped_no_bias", (1, 4, 5, 4), (6, 3, 3, 2), True, options(SAME), bias=False)
    s4("s4_zero_points_at_the_ends", (1, 4, 4, 2), (3, 3, 3, 2), True, options(SAME),
       zeros=(-128, 127))

    def u8(name, shape, filter_shape, opts, zeros=(120, 131, 125), scale=0.15):
        x = m.tensor(np.uint8, shape, 0.04, zeros[0])
        f = m.filter_u8(filter_shape, zeros[1])
        m.add(name, 3, opts, [x, f, m.bias_s32(filter_shape[0], 0.04, f.scales)],
              out_u8(scale, zeros[2]))

    u8("u8_same", (1, 5, 4, 3), (4, 3, 3, 3), options(SAME))
    u8("u8_valid_stride_2_relu6", (2, 5, 6, 2), (3, 2, 3, 2), options(VALID, (2, 1), RELU6), scale=0.03)
    u8("u8_dilated_relu", (1, 6, 6, 2), (3, 2, 2, 2), options(SAME, activation=RELU, dilation=(2, 3)))
    u8("u8_zero_points_at_the_ends", (1, 4, 4, 2), (3, 3, 3, 2), options(SAME), zeros=(0, 255, 255))
    u8("u8_other_ends", (1, 4, 4, 2), (3, 3, 3, 2), options(SAME), zeros=(255, 0, 0))

    def hybrid(name, shape, filter_shape, per_channel, opts, bias=True):
        x = m.f32(shape)
        x.data[-1] = np.abs(x.data[-1]) * 3
        f = m.filter_s8(filter_shape, filter_shape[0] if per_channel else None)
        m.add(name, 3, opts, [x, f] + ([m.f32(filter_shape[0], True)] if bias else []), out_f32())

    hybrid("hybrid_same", (2, 4, 3, 2), (3, 3, 3, 2), False, options(SAME))
    hybrid("hybrid_per_channel_valid_stride_2_relu", (2, 5, 4, 2), (3, 3, 3, 2), True,
           options(VALID, (2, 1), RELU))
    hybrid("hybrid_no_bias_dilated", (1, 5, 4, 2), (3, 2, 2, 2), True,
           options(SAME, dilation=(2, 2)), False)
