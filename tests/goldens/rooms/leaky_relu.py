# SPDX-License-Identifier: Apache-2.0
from golden import Tensor, np, out_f32, out_s16, out_s8

CODE = 98


def make(m):
    def alpha(value):
        return "LeakyReluOptions", {"alpha": (0, 4, float(value))}

    def s8(name, a, input_scale, input_zero, output_scale, output_zero):
        x = Tensor(np.arange(-128, 128, dtype=np.int8).reshape(2, 128), input_scale, input_zero)
        m.add(name, CODE, alpha(a), [x], out_s8(output_scale, output_zero))

    m.add("s8", CODE, alpha(0.2), [m.s8((2, 3, 7), 0.05, -10)], out_s8(0.03, 20))
    s8("s8_every_number", 0.1, 0.05, 11, 0.04, -128)
    s8("s8_negative_alpha", -0.3, 0.05, 127, 0.05, 3)
    s8("s8_negative_alpha_ties", -0.5, 0.05, 0, 0.05, 0)
    s8("s8_alpha_above_one", 1.5, 0.05, 40, 0.1, 40)
    m.add("s8_alpha_zero", CODE, alpha(0), [m.s8((21,), 0.05, -10)], out_s8(0.05, -10))
    m.add("s8_constant", CODE, alpha(0.01), [m.s8((5,), 0.1, 3, constant=True)], out_s8(0.1, 3))
    m.add("s16", CODE, alpha(0.3), [m.s16((3, 7), 0.001)], out_s16(0.0007))
    m.add("s16_negative_alpha", CODE, alpha(-1.1), [m.s16((3, 7), 0.001)], out_s16(0.002))
    m.add("f32", CODE, alpha(0.2), [m.f32((3, 7))], out_f32())
    m.add("f32_negative_alpha", CODE, alpha(-2.5), [m.f32((3, 7))], out_f32())
    special = np.array([np.inf, -np.inf, np.nan, 0.0, -0.0], np.float32)
    m.add("f32_special", CODE, alpha(0.5), [Tensor(special)], out_f32())
