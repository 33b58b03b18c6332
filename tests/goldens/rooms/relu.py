# SPDX-License-Identifier: Apache-2.0
import fixed_point
from golden import Tensor, np, out, out_f32, out_s16, out_s8

RELU, RELU_N1_TO_1, RELU6, RELU_0_TO_1 = 19, 20, 21, 152


def make(m):
    def every(scale, zero_point):
        return Tensor(np.arange(-128, 128, dtype=np.int8).reshape(4, 64), scale, zero_point)

    def some(scale, zero_point=0):
        return m.s16((3, 7), scale, zero_point)

    m.add("relu_s8", RELU, None, [m.s8((2, 3, 5), 0.05, -10)], out_s8(0.03, 20))
    m.add("relu_s8_every_number", RELU, None, [every(0.04, 127)], out_s8(0.05, -128))
    m.add("relu_s8_greater_scale", RELU, None, [m.s8((1, 31), 0.5, -128)], out_s8(0.001, 0))
    m.add("relu_s8_constant", RELU, None, [m.s8((9,), 0.1, 3, constant=True)], out_s8(0.1, 3))
    m.add("relu_s8_scalar", RELU, None, [m.s8((), 0.1, 3)], out(np.int8, 0.1, 3, ()))
    m.add("relu_s8_eight_axes", RELU, None, [m.s8((1, 2, 1, 2, 1, 2, 1, 2), 0.1, 3)],
          out_s8(0.09, 5))
    m.add("relu_s16", RELU, None, [some(0.001)], out_s16(0.0007))
    m.add("relu_s16_constant", RELU, None, [m.s16((5,), 0.001, 0, True)], out_s16(0.002))
    m.add("relu_f32", RELU, None, [m.f32((3, 11))], out_f32())
    m.add("relu_f32_constant", RELU, None, [m.f32((7,), True)], out_f32())
    special = np.array([np.inf, -np.inf, np.nan, 0.0, -0.0, 3e38, 1e-40], np.float32)
    m.add("relu_f32_special", RELU, None, [Tensor(special)], out_f32())

    m.add("relu_n1_to_1_s8", RELU_N1_TO_1, None, [m.s8((4, 9), 0.02, -7)], out_s8(0.015, 9),
          version=1)
    m.add("relu_n1_to_1_s8_every_number", RELU_N1_TO_1, None, [every(0.01, 0)], out_s8(0.03, 0),
          version=1)
    m.add("relu_n1_to_1_f32", RELU_N1_TO_1, None, [m.f32((2, 10))], out_f32(), version=1)
    m.add("relu6_s8", RELU6, None, [m.s8((4, 9), 0.1, -7)], out_s8(0.1, -7))
    m.add("relu6_s8_other_scale", RELU6, None, [every(0.09, -40)], out_s8(0.03, -128))
    m.add("relu6_s16", RELU6, None, [some(0.0005)], out_s16(0.0002))
    m.add("relu6_f32", RELU6, None, [m.tensor(np.float32, (2, 10), low=-3, high=9)], out_f32())
    m.add("relu6_f32_special", RELU6, None, [Tensor(special)], out_f32())
    m.add("relu_0_to_1_s8", RELU_0_TO_1, None, [m.s8((4, 9), 0.02, -7)], out_s8(0.015, 9),
          version=1)
    m.add("relu_0_to_1_s8_at_the_end", RELU_0_TO_1, None, [m.s8((33,), 0.02, 127)],
          out_s8(0.02, 127), version=1)
    m.add("relu_0_to_1_f32", RELU_0_TO_1, None, [m.f32((2, 10))], out_f32(), version=1)

    def s16(name, code, input_scale, output_scale, low, high):
        # The interpreter clamps int16 neither to [-1, 1] nor to [0, 1].
        factor = fixed_point.multiplier(float(np.float32(input_scale) / np.float32(output_scale)))
        ends = [fixed_point.round_half_away(float(np.float32(x) / np.float32(output_scale)))
                for x in (low, high)]

        def expected(arrays):
            x = [fixed_point.clamp(fixed_point.rescale(q, factor), *ends)
                 for q in arrays[0].ravel().tolist()]
            return np.array(x, np.int16).reshape(arrays[0].shape)
        m.add(name, code, None, [some(input_scale)], out_s16(output_scale), expected=expected)

    s16("relu_n1_to_1_s16", RELU_N1_TO_1, 0.0002, 0.0001, -1, 1)
    s16("relu_0_to_1_s16", RELU_0_TO_1, 0.0001, 0.00007, 0, 1)
