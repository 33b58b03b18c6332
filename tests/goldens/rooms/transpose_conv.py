# SPDX-License-Identifier: Apache-2.0
import numpy as np
from golden import (NONE, RELU, RELU6, RELU_N1_TO_1, SAME, VALID, constant, out_f32, out_s8,
                    out_s16)


def make(m):
    def options(padding, stride=(1, 1), activation=NONE):
        return "TransposeConvOptions", {
            "padding": (0, 1, padding), "strideW": (1, 4, stride[1]), "strideH": (2, 4, stride[0]),
            "fusedActivationFunction": (3, 1, activation)}

    def add(name, x, f, bias, opts, output, extents=None, **more):
        """extents: of the output, where they are not the usual ones."""
        values = {key: value for key, (_, _, value) in opts[1].items()}
        strides = values["strideH"], values["strideW"]
        if extents is None:
            extents = [x.data.shape[1 + i] * s if values["padding"] == SAME else
                       (x.data.shape[1 + i] - 1) * s + f.data.shape[1 + i]
                       for i, s in enumerate(strides)]
        shape = constant([x.data.shape[0], *extents, f.data.shape[0]])
        m.add(name, 67, opts, [shape, f, x] + ([] if bias is None else [bias]), output,
              version=4 if values["fusedActivationFunction"] else 3, **more)

    def s8(name, shape, filter_shape, per_channel, opts, zeros=(3, -5), bias=True, scale=0.15,
           extents=None):
        f = m.filter_s8(filter_shape, filter_shape[0] if per_channel else None)
        add(name, m.s8(shape, 0.04, zeros[0]), f,
            m.bias_s32(filter_shape[0], 0.04, f.scales) if bias else None, opts,
            out_s8(scale, zeros[1]), extents)

    s8("s8_same", (1, 3, 4, 3), (4, 3, 3, 3), False, options(SAME))
    s8("s8_valid_per_channel_relu", (1, 3, 2, 2), (3, 3, 2, 2), True, options(VALID, (2, 2), RELU))
    s8("s8_same_uneven_strides", (2, 2, 3, 2), (3, 4, 3, 2), True, options(SAME, (3, 2)))
    s8("s8_stride_beyond_the_filter", (1, 2, 3, 1), (2, 1, 2, 1), True, options(VALID, (3, 3)))
    s8("s8_odd_output", (1, 3, 3, 2), (2, 3, 3, 2), True, options(SAME, (2, 2)), extents=(5, 6))
    s8("s8_no_bias_relu6", (1, 3, 3, 2), (2, 2, 3, 2), False, options(SAME, (1, 2), RELU6),
       bias=False, scale=0.03)
    s8("s8_zero_points_at_the_ends", (1, 3, 3, 2), (3, 3, 3, 2), True, options(SAME, (2, 1)),
       zeros=(-128, 127))
    s8("s8_saturates", (1, 2, 2, 2), (2, 5, 5, 2), True, options(VALID), scale=0.002)

    def s16(name, shape, filter_shape, per_channel, opts, bias=np.int64, scale=0.002):
        f = m.filter_s8(filter_shape, filter_shape[0] if per_channel else None)
        add(name, m.s16(shape), f,
            m.bias(bias, 1 << 20, filter_shape[0], 0.0005, f.scales) if bias else None, opts,
            out_s16(scale))

    s16("s16_same", (1, 3, 4, 3), (4, 3, 3, 3), False, options(SAME))
    s16("s16_valid_per_channel_relu", (2, 2, 3, 2), (3, 3, 2, 2), True,
        options(VALID, (2, 3), RELU))
    s16("s16_no_bias", (1, 3, 3, 2), (2, 2, 3, 2), True, options(SAME, (2, 1)), None)
    s16("s16_saturates_relu_n1_to_1", (1, 2, 2, 2), (2, 3, 3, 2), True,
        options(SAME, activation=RELU_N1_TO_1), scale=0.00004)

    def f32(name, shape, filter_shape, opts, bias=True, extents=None):
        add(name, m.f32(shape), m.f32(filter_shape, True),
            m.f32(filter_shape[0], True) if bias else None, opts, out_f32(), extents)

    f32("f32_same", (1, 3, 4, 3), (2, 3, 3, 3), options(SAME, (2, 2)))
    f32("f32_valid_relu6", (2, 2, 3, 2), (3, 3, 2, 2), options(VALID, (1, 3), RELU6))
    f32("f32_odd_output_no_bias_relu_n1_to_1", (1, 3, 3, 2), (2, 4, 3, 2),
        options(SAME, (2, 2), RELU_N1_TO_1), False, (5, 6))

    def hybrid(name, shape, filter_shape, per_channel, opts, bias=True):
        x = m.f32(shape)
        x.data[-1] = np.abs(x.data[-1]) * 3
        # The bias cancels products of up to 64, which may differ in their last bit.
        add(name, x, m.filter_s8(filter_shape, filter_shape[0] if per_channel else None),
            m.f32(filter_shape[0], True) if bias else None, opts, out_f32(), bound=[0, 4e-6])

    hybrid("hybrid_same", (2, 3, 3, 2), (3, 3, 3, 2), False, options(SAME, (2, 1)))
    hybrid("hybrid_per_channel_valid_relu", (2, 2, 3, 2), (3, 3, 2, 2), True,
           options(VALID, (2, 2), RELU))
    hybrid("hybrid_no_bias", (1, 3, 3, 2), (2, 2, 3, 2), True, options(SAME), False)
