# SPDX-License-Identifier: Apache-2.0
from golden import NONE, RELU, RELU6, RELU_N1_TO_1, out_f32, out_s8


def make(m):
    def options(activation=NONE, keep=False):
        return "FullyConnectedOptions", {"fusedActivationFunction": (0, 1, activation),
                                         "weightsFormat": (1, 1, 0), "keepNumDims": (2, 1, keep)}

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
