# SPDX-License-Identifier: Apache-2.0
from golden import Tensor, np, out_f32, out_s8

CODE = 150


def make(m):
    special = np.array([np.inf, np.nan, 0.0, -0.0, -1e-40, 1e-6, -1e-6, 0.707, -0.708, 3, -3, 6.3,
                        -6.4, 14, -14, 1e10, -1e10], np.float32)
    for name, approximate in (("exact", False), ("approximate", True)):
        options = "GeluOptions", {"approximate": (0, 1, approximate)}

        def every(case, input_scale, input_zero, output_scale, output_zero):
            x = Tensor(np.arange(-128, 128, dtype=np.int8).reshape(4, 64), input_scale, input_zero)
            m.add(f"{name}_{case}", CODE, options, [x], out_s8(output_scale, output_zero),
                  version=2)

        m.add(f"{name}_s8", CODE, options, [m.s8((2, 3, 7), 0.05, -10)], out_s8(0.04, -100),
              version=2)
        every("s8_every_number", 0.05, 3, 0.03, -122)
        every("s8_fine", 0.003, 127, 0.002, 127)
        every("s8_negative_side", 0.03, 127, 0.0007, 127)
        every("s8_coarse", 0.7, -128, 0.1, 0)
        every("s8_very_coarse", 1e30, 0, 1e30, 0)
        m.add(f"{name}_s8_constant", CODE, options, [m.s8((9,), 0.1, 3, constant=True)],
              out_s8(0.1, 3), version=2)
        m.add(f"{name}_f32", CODE, options, [m.tensor(np.float32, (3, 17), low=-5, high=5)],
              out_f32(), version=1)
        m.add(f"{name}_f32_special", CODE, options, [Tensor(special)], out_f32(), version=1)
