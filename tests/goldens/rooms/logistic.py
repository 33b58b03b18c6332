# SPDX-License-Identifier: Apache-2.0
import fixed_point
from golden import Tensor, np, out_f32, out_s16, out_s8

LOGISTIC, TANH = 14, 28


def make(m):
    def s8(name, code, x, output_scale=None):
        # The interpreter uses a table of floats: see the room's notes.
        bits, zero, f = ((8, -128, fixed_point.logistic) if code == LOGISTIC else
                         (7, 0, fixed_point.tanh))
        factor = fixed_point.multiplier(x.scales[0] * 2**27)
        radius = max((15 << 27) >> factor[1], 1)

        def one(element):
            q = element - x.zero_points[0]
            if abs(q) >= radius:
                return 127 if q > 0 else -128
            y = fixed_point.shift_right(f(fixed_point.rescale(q, factor), 4), 31 - bits) + zero
            return fixed_point.clamp(y, -128, 127)

        def expected(_):
            data = [one(q) for q in x.data.ravel().tolist()]
            return np.array(data, np.int8).reshape(x.data.shape)
        m.add(name, code, None, [x], out_s8(output_scale or 2.0**-bits, zero), expected=expected)

    def every(scale, zero_point):
        return Tensor(np.arange(-128, 128, dtype=np.int8).reshape(4, 64), scale, zero_point)

    s8("logistic_s8", LOGISTIC, m.s8((2, 3, 7), 0.05, -10))
    s8("logistic_s8_every_number", LOGISTIC, every(0.07, 20))
    s8("logistic_s8_fine", LOGISTIC, m.s8((40,), 0.001, -128))
    s8("logistic_s8_coarse", LOGISTIC, m.s8((40,), 1.3, 0))
    s8("logistic_s8_very_coarse", LOGISTIC, Tensor(np.array([-128, -1, 0, 1, 127], np.int8), 9, 0))
    s8("logistic_s8_scale_beyond_measure", LOGISTIC,
       Tensor(np.array([-128, -1, 0, 1, 127], np.int8), 1e30, 0))
    s8("logistic_s8_smallest_scale", LOGISTIC, m.s8((5,), 2.0**-28, 0))
    s8("logistic_s8_output_of_a_255th", LOGISTIC, m.s8((20,), 0.05, 3), 1 / 255)
    s8("logistic_s8_constant", LOGISTIC, m.s8((9,), 0.1, 3, constant=True))
    s8("tanh_s8", TANH, m.s8((2, 3, 7), 0.02, 127))
    s8("tanh_s8_every_number", TANH, every(0.03, -5))
    s8("tanh_s8_fine", TANH, m.s8((40,), 0.001, 0))
    s8("tanh_s8_coarse", TANH, m.s8((40,), 0.11, -128))

    ends = np.array([-32768, -32767, -12345, -4096, -1, 0, 1, 511, 512, 4095, 32767], np.int16)
    for name, code in (("logistic", LOGISTIC), ("tanh", TANH)):
        for case, scale in (("s16", 2.0**-12), ("s16_half_scale", 2.0**-13),
                            ("s16_double_scale", 2.0**-11), ("s16_nearly_a_power", 2.0002**-12),
                            ("s16_any_scale", 0.00031), ("s16_fine", 1e-7), ("s16_coarse", 0.02),
                            ("s16_very_coarse", 5.0)):
            data = np.concatenate([ends, m.integers(np.int16, 20)])
            m.add(f"{name}_{case}", code, None, [Tensor(data, scale, 0)], out_s16(2.0**-15))
        m.add(f"{name}_s16_constant", code, None, [m.s16((7,), 0.0003, 0, True)],
              out_s16(2.0**-15))
        special = np.array([np.inf, -np.inf, np.nan, 0, -0.0, 1e-40, -1e-6, 17, -17, 88, -88, 104,
                            -104, 1e30], np.float32)
        m.add(f"{name}_f32", code, None, [m.tensor(np.float32, (3, 17), low=-12, high=12)],
              out_f32())
        m.add(f"{name}_f32_special", code, None, [Tensor(special)], out_f32())
