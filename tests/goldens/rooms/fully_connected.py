# SPDX-License-Identifier: Apache-2.0
import math

import numpy as np
from golden import (NONE, RELU, RELU6, RELU_N1_TO_1, out, out_f32, out_s8, out_u8)


def rounded_64(x, factor):
    """The 16-bit scheme's product of a sum and a real factor."""
    fraction, shift = math.frexp(factor)
    multiplier = min((math.floor(fraction * 2**31 + 0.5) + 0x8000) >> 16, 0x7FFF)
    return (x * multiplier + (1 << (14 - shift))) >> (15 - shift)


def make(m):
    def options(activation=NONE, keep=False, bias_type=0, asymmetric=False):
        return "FullyConnectedOptions", {"fusedActivationFunction": (0, 1, activation),
                                         "weightsFormat": (1, 1, 0), "keepNumDims": (2, 1, keep),
                                         **({"asymmetricQuantizeInputs": (3, 1, True)}
                                            if asymmetric else {}),
                                         **({"quantizedBiasType": (4, 1, bias_type)}
                                            if bias_type else {})}

    def s8(name, shape, units, depth, per_channel=False, bias=True, zeros=(5, -9), scale=0.1,
           weights_zero=0, **kwargs):
        x = m.s8(shape, 0.03, zeros[0])
        w = m.filter_s8((units, depth), units if per_channel else None, 0, weights_zero)
        b = m.bias_s32(units, 0.03, w.scales) if bias is True else None
        inputs = [x, w] + ([] if bias == "left out" else [b])
        m.add(name, 9, options(**kwargs), inputs, out_s8(scale, zeros[1]))

    s8("s8", (1, 16), 5, 16)
    s8("s8_no_bias", (2, 9), 4, 9, bias=None)
    s8("s8_two_inputs", (1, 8), 3, 8, bias="left out")
    s8("s8_three_batches_relu", (3, 10), 6, 10, activation=RELU)
    s8("s8_relu6", (1, 12), 6, 12, activation=RELU6, scale=0.03)
    s8("s8_relu_n1_to_1", (1, 12), 6, 12, activation=RELU_N1_TO_1, scale=0.02)
    s8("s8_per_channel", (2, 12), 7, 12, per_channel=True)
    s8("s8_per_channel_no_bias", (1, 6), 4, 6, per_channel=True, bias=None)
    s8("s8_weights_zero_point", (1, 11), 4, 11, weights_zero=6)
    s8("s8_zero_points_at_the_ends", (1, 10), 4, 10, zeros=(-128, 127))
    s8("s8_flattens_its_input", (1, 2, 3, 2), 4, 12)
    s8("s8_keeps_dimensions", (2, 3, 5), 4, 5, keep=True)
    s8("s8_saturates", (1, 30), 6, 30, scale=0.004)
    m.add("f32", 9, options(), [m.f32((1, 17)), m.f32((5, 17), True), m.f32(5, True)], out_f32())
    m.add("f32_no_bias_relu", 9, options(RELU), [m.f32((3, 6)), m.f32((4, 6), True), None],
          out_f32())
    m.add("f32_relu6", 9, options(RELU6), [m.f32((2, 7)), m.f32((4, 7), True), m.f32(4, True)],
          out_f32())

    def s16(name, shape, units, depth, per_channel=False, bias=np.int64, scale=0.002,
            zeros=(0, 0), **kwargs):
        w = m.filter_s8((units, depth), units if per_channel else None)
        b = m.bias(bias, 1 << 20, units, 0.0005, w.scales) if bias else None
        x = m.s16(shape, 0.0005, zeros[0])

        def expected(arrays):
            sums = (arrays[0].reshape(-1, depth).astype(np.int64) - zeros[0]) @ w.data.T
            sums = sums if b is None else sums + b.data
            scales = np.float32(w.scales * (1 if per_channel else units))
            if per_channel:
                products = [float(np.float32(0.0005)) * float(s) for s in scales]
            else:  # rounded to a float first
                products = [float(np.float32(0.0005) * s) for s in scales]
            factors = [p / float(np.float32(scale)) for p in products]
            outputs = [[rounded_64(int(s), f) + zeros[1] for s, f in zip(row, factors)]
                       for row in sums]
            return np.clip(outputs, -32768, 32767).astype(np.int16)

        # TensorFlow Lite rounds these as 32-bit sums if the weights have one scale, unlike its
        # kernels for microcontrollers, and knows no zero points of 16 bits.
        own = bias is not np.int32 and not per_channel or zeros != (0, 0)
        m.add(name, 9, options(**kwargs), [x, w, b],
              out(np.int16, scale, zeros[1], (*shape[:-1], units)),
              expected=expected if own else None)

    s16("s16", (1, 16), 5, 16)
    s16("s16_per_channel_three_batches_relu", (3, 9), 4, 9, per_channel=True, activation=RELU)
    s16("s16_bias_of_32_bits", (2, 10), 4, 10, bias=np.int32, bias_type=2)
    s16("s16_per_channel_bias_of_32_bits_relu6", (2, 10), 4, 10, True, np.int32, 0.0003,
        activation=RELU6, bias_type=2)
    s16("s16_no_bias", (2, 7), 3, 7, bias=None)
    s16("s16_saturates", (1, 30), 6, 30, scale=0.00002)
    s16("s16_zero_points", (2, 6), 3, 6, True, zeros=(-20000, 15000))

    def s4(name, shape, units, depth, per_channel=False, bias=True, zeros=(5, -9), scale=0.1,
           **kwargs):
        w = m.filter_s4((units, depth), units if per_channel else None)
        b = m.bias_s32(units, 0.03, w.scales) if bias else None
        m.add(name, 9, options(**kwargs), [m.s8(shape, 0.03, zeros[0]), w, b],
              out_s8(scale, zeros[1]))

    s4("s4", (1, 16), 5, 16)
    s4("s4_odd_depth_three_batches_relu", (3, 7), 5, 7, activation=RELU)
    s4("s4_odd_count_no_bias", (2, 5), 3, 5, bias=False)
    s4("s4_per_channel", (2, 9), 4, 9, per_channel=True)
    s4("s4_zero_points_at_the_ends", (1, 10), 4, 10, zeros=(-128, 127))

    def u8(name, shape, units, depth, zeros=(120, 131, 125), bias=True, scale=0.1, **kwargs):
        w = m.filter_u8((units, depth), zeros[1])
        b = m.bias_s32(units, 0.03, w.scales) if bias else None
        m.add(name, 9, options(**kwargs), [m.tensor(np.uint8, shape, 0.03, zeros[0]), w, b],
              out_u8(scale, zeros[2]))

    u8("u8", (1, 16), 5, 16)
    u8("u8_three_batches_relu", (3, 9), 4, 9, activation=RELU)
    u8("u8_no_bias_relu6", (2, 8), 4, 8, bias=False, activation=RELU6, scale=0.03)
    u8("u8_zero_points_at_the_ends", (1, 10), 4, 10, zeros=(0, 255, 255))

    def hybrid(name, shape, units, depth, per_channel=False, bias=True, **kwargs):
        x = m.f32(shape)
        x.data[-1] = np.abs(x.data[-1]) * 3
        m.add(name, 9, options(**kwargs),
              [x, m.filter_s8((units, depth), units if per_channel else None),
               m.f32(units, True) if bias else None], out_f32())

    hybrid("hybrid", (3, 12), 5, 12)
    hybrid("hybrid_per_channel_relu", (2, 9), 4, 9, True, activation=RELU)
    hybrid("hybrid_asymmetric_no_bias", (3, 10), 4, 10, bias=False, asymmetric=True)
    hybrid("hybrid_asymmetric_per_channel_relu6", (2, 10), 4, 10, True, activation=RELU6,
           asymmetric=True)
    zeros = m.f32((2, 6))
    zeros.data[0] = 0
    m.add("hybrid_asymmetric_zeros", 9, options(asymmetric=True),
          [zeros, m.filter_s8((3, 6)), m.f32(3, True)], out_f32())

    def hybrid_s4(name, shape, units, depth, channels=None, bias=True, **kwargs):
        m.add(name, 9, options(**kwargs),
              [m.f32(shape), m.filter_s4((units, depth), channels),
               m.f32(units, True) if bias else None], out_f32())

    hybrid_s4("hybrid_s4", (3, 12), 5, 12)
    hybrid_s4("hybrid_s4_odd_depth_relu", (2, 7), 3, 7, activation=RELU)
    hybrid_s4("hybrid_s4_per_channel", (2, 9), 4, 9, 4)
    hybrid_s4("hybrid_s4_asymmetric_no_bias", (3, 10), 4, 10, bias=False, asymmetric=True)
    hybrid_s4("hybrid_s4_asymmetric_per_channel", (2, 5), 3, 5, 3, asymmetric=True)
