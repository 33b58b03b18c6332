# SPDX-License-Identifier: Apache-2.0
from golden import Tensor, np, out_f32, out_s8

CODE = 117


def make(m):
    def s8(name, input_scale, input_zero, output_scale, output_zero):
        x = Tensor(np.arange(-128, 128, dtype=np.int8).reshape(4, 64), input_scale, input_zero)
        m.add(name, CODE, None, [x], out_s8(output_scale, output_zero), version=1)

    m.add("s8", CODE, None, [m.s8((2, 3, 7), 0.05, -10)], out_s8(0.04, -120), version=1)
    s8("s8_every_number", 0.05, 0, 0.03, -117)
    s8("s8_fine", 0.004, 5, 0.002, 0)
    s8("s8_coarse", 0.6, -40, 0.6, -120)
    s8("s8_output_scale_far_smaller", 0.1, -128, 0.001, 127)
    s8("s8_output_scale_far_greater", 0.01, 127, 5, -128)
    m.add("s8_constant", CODE, None, [m.s8((9,), 0.1, 3, constant=True)], out_s8(0.1, 3),
          version=1)
    m.add("f32", CODE, None, [m.tensor(np.float32, (3, 17), low=-5, high=5)], out_f32(),
          version=1)
    special = np.array([np.inf, -np.inf, 0.0, -0.0, -3, 3, 1e-40, 1e30], np.float32)
    m.add("f32_special", CODE, None, [Tensor(special)], out_f32(), version=1)
