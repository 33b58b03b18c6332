# SPDX-License-Identifier: Apache-2.0
import math

import fixed_point
from golden import Tensor, np, out_f32, out_s8

CODE = 111
ONE = np.float32(1)


def elu_f32(x):
    return np.float32(math.expm1(x)) if x < 0 else x


def make(m):
    # The reference kernels of the interpreter lack ELU.
    def s8(name, x, output_scale, output_zero):
        scale, inverse = np.float32(x.scales[0]), ONE / np.float32(output_scale)

        def one(q):
            real = scale * np.float32(q - x.zero_points[0])
            # As TFLite Micro: the float operator keeps the bits that the difference loses.
            y = np.float32(math.exp(real)) - ONE if real < 0 else real
            rounded = fixed_point.round_half_away(float(y * inverse))
            return fixed_point.clamp(rounded + output_zero, -128, 127)

        def expected(_):
            data = [one(q) for q in x.data.ravel().tolist()]
            return np.array(data, np.int8).reshape(x.data.shape)
        m.add(name, CODE, None, [x], out_s8(output_scale, output_zero), expected=expected)

    def f32(name, x):
        def expected(_):
            data = [elu_f32(v) for v in x.data.ravel()]
            return np.array(data, np.float32).reshape(x.data.shape)
        m.add(name, CODE, None, [x], out_f32(), expected=expected)

    def every(name, input_scale, input_zero, output_scale, output_zero):
        x = Tensor(np.arange(-128, 128, dtype=np.int8).reshape(4, 64), input_scale, input_zero)
        s8(name, x, output_scale, output_zero)

    s8("s8", m.s8((2, 3, 7), 0.05, -10), 0.04, -100)
    every("s8_every_number", 0.05, 3, 0.03, -95)
    every("s8_fine", 0.003, 127, 0.002, 127)
    every("s8_coarse", 0.7, -128, 0.01, 0)
    every("s8_very_coarse", 30, 100, 0.0079, 0)
    every("s8_minute", 1e-7, 127, 2e-7, 127)
    s8("s8_constant", m.s8((9,), 0.1, 3, constant=True), 0.1, 3)
    f32("f32", m.tensor(np.float32, (3, 17), low=-5, high=5))
    special = np.array([np.inf, -np.inf, np.nan, 0.0, -0.0, -1e-40, -1e-6, -0.346, -0.347, -17,
                        -18, -1e30, 1e30], np.float32)
    f32("f32_special", Tensor(special))
