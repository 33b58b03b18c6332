# SPDX-License-Identifier: Apache-2.0
import numpy as np
from golden import NONE, RELU, RELU6, SAME, VALID, out_f32, out_s8, out_s16, out_u8


def make(m):
    def options(padding, multiplier, stride=(1, 1), activation=NONE, dilation=(1, 1)):
        return "DepthwiseConv2DOptions", {
            "padding": (0, 1, padding), "strideW": (1, 4, stride[1]), "strideH": (2, 4, stride[0]),
            "depthMultiplier": (3, 4, multiplier), "fusedActivationFunction": (4, 1, activation),
            "dilationWFactor": (5, 4, dilation[1]), "dilationHFactor": (6, 4, dilation[0])}

    def s8(name, shape, filter_hw, multiplier, per_channel, zeros=(-7, 11), bias=True, scale=0.06,
           **kwargs):
        channels = shape[3] * multiplier
        x = m.s8(shape, 0.04, zeros[0])
        f = m.filter_s8((1, *filter_hw, channels), channels if per_channel else None, 3)
        inputs = [x, f] + ([m.bias_s32(channels, 0.04, f.scales)] if bias else [])
        m.add(name, 4, options(kwargs.pop("padding", SAME), multiplier, **kwargs), inputs,
              out_s8(scale, zeros[1]))

    def f32(name, shape, filter_hw, multiplier, **kwargs):
        channels = shape[3] * multiplier
        m.add(name, 4, options(kwargs.pop("padding", SAME), multiplier, **kwargs),
              [m.f32(shape), m.f32((1, *filter_hw, channels), True), m.f32(channels, True)],
              out_f32())

    s8("s8_same", (1, 5, 5, 4), (3, 3), 1, True)
    s8("s8_per_tensor_valid_stride_2_relu", (1, 6, 7, 3), (3, 2), 1, False, padding=VALID,
       stride=(2, 2), activation=RELU)
    s8("s8_multiplier_2", (1, 4, 5, 3), (3, 3), 2, True)
    s8("s8_multiplier_8_of_one_channel", (1, 6, 5, 1), (4, 3), 8, True, stride=(2, 2))
    s8("s8_dilation_2_relu6", (1, 7, 7, 2), (3, 3), 1, True, dilation=(2, 2), activation=RELU6,
       scale=0.03)
    s8("s8_multiplier_3_dilation_uneven", (1, 7, 6, 2), (2, 3), 3, True, dilation=(3, 2),
       padding=VALID)
    s8("s8_no_bias_two_batches", (2, 4, 4, 2), (2, 2), 1, True, bias=False, padding=VALID)
    s8("s8_zero_points_at_the_ends", (1, 4, 4, 2), (3, 3), 1, True, zeros=(127, -128))
    f32("f32_same", (1, 5, 4, 3), (3, 3), 1)
    f32("f32_multiplier_2_valid_relu6", (2, 5, 4, 2), (3, 2), 2, padding=VALID, activation=RELU6)
    f32("f32_dilation_stride_1", (1, 6, 6, 2), (3, 3), 1, dilation=(2, 2))

    def s16(name, shape, filter_hw, multiplier, per_channel, bias=True, scale=0.001, **kwargs):
        channels = shape[3] * multiplier
        f = m.filter_s8((1, *filter_hw, channels), channels if per_channel else None, 3)
        bias = [m.bias(np.int64, 1 << 19, channels, 0.0005, f.scales)] if bias else []
        m.add(name, 4, options(kwargs.pop("padding", SAME), multiplier, **kwargs),
              [m.s16(shape, 0.0005), f] + bias, out_s16(scale))

    s16("s16_same", (1, 5, 5, 4), (3, 3), 1, True)
    s16("s16_per_tensor_valid_stride_2_relu", (1, 6, 7, 3), (3, 2), 1, False, padding=VALID,
        stride=(2, 2), activation=RELU)
    s16("s16_multiplier_3_dilated_relu6", (2, 5, 5, 2), (2, 3), 3, True, dilation=(2, 2),
        activation=RELU6, scale=0.0003)
    s16("s16_no_bias_saturates", (1, 4, 4, 2), (2, 2), 1, True, bias=False, scale=0.00002)

    def s4(name, shape, filter_hw, multiplier, per_channel, zeros=(-7, 11), bias=True, scale=0.06,
           **kwargs):
        channels = shape[3] * multiplier
        f = m.filter_s4((1, *filter_hw, channels), channels if per_channel else None, 3)
        bias = [m.bias_s32(channels, 0.04, f.scales)] if bias else []
        m.add(name, 4, options(kwargs.pop("padding", SAME), multiplier, **kwargs),
              [m.s8(shape, 0.04, zeros[0]), f] + bias, out_s8(scale, zeros[1]))

    s4("s4_same", (1, 5, 5, 4), (3, 3), 1, True)
    s4("s4_odd_count_per_tensor_relu", (1, 6, 5, 3), (3, 3), 1, False, stride=(2, 2),
       padding=VALID, activation=RELU)
    s4("s4_multiplier_2_no_bias", (2, 4, 4, 2), (2, 3), 2, True, bias=False, dilation=(2, 1))
    s4("s4_zero_points_at_the_ends", (1, 4, 4, 2), (3, 3), 1, True, zeros=(127, -128))

    def u8(name, shape, filter_hw, multiplier, zeros=(120, 131, 125), scale=0.06, **kwargs):
        channels = shape[3] * multiplier
        f = m.filter_u8((1, *filter_hw, channels), zeros[1])
        m.add(name, 4, options(kwargs.pop("padding", SAME), multiplier, **kwargs),
              [m.tensor(np.uint8, shape, 0.04, zeros[0]), f, m.bias_s32(channels, 0.04, f.scales)],
              out_u8(scale, zeros[2]))

    u8("u8_same", (1, 5, 5, 3), (3, 3), 1)
    u8("u8_multiplier_2_valid_stride_2_relu6", (2, 6, 5, 2), (3, 2), 2, padding=VALID,
       stride=(2, 2), activation=RELU6, scale=0.03)
    u8("u8_dilated_relu", (1, 6, 6, 2), (3, 3), 1, dilation=(2, 2), activation=RELU)
    u8("u8_zero_points_at_the_ends", (1, 4, 4, 2), (3, 3), 1, zeros=(0, 255, 255))

    def hybrid(name, shape, filter_hw, multiplier, bias=True, **kwargs):
        channels = shape[3] * multiplier
        x = m.f32(shape)
        x.data[-1] = np.abs(x.data[-1]) * 3
        f = m.filter_s8((1, *filter_hw, channels), channels, 3)
        m.add(name, 4, options(kwargs.pop("padding", SAME), multiplier, **kwargs),
              [x, f] + ([m.f32(channels, True)] if bias else []), out_f32(), version=6)

    hybrid("hybrid_same", (2, 4, 3, 3), (3, 3), 1)
    hybrid("hybrid_multiplier_2_valid_stride_2_relu", (2, 5, 4, 2), (3, 3), 2, padding=VALID,
           stride=(2, 2), activation=RELU)
    hybrid("hybrid_no_bias_dilated", (1, 5, 4, 2), (2, 2), 1, False, dilation=(2, 2))
