# SPDX-License-Identifier: Apache-2.0
import fixed_point
from golden import Tensor, np, out_f32, out_s16, out_s8

CODE = 54


def make(m):
    def s8(name, x, alpha, scales=(0.05, 0.01, 0.04), zeros=(-3, 5, 7), constant=True):
        m.add(name, CODE, None,
              [m.s8(x, scales[0], zeros[0]), m.s8(alpha, scales[1], zeros[1], constant)],
              out_s8(scales[2], zeros[2]), version=1)

    s8("s8", (2, 3, 4), (2, 3, 4))
    s8("s8_channels", (2, 3, 5), (1, 1, 5))
    s8("s8_channels_of_lower_rank", (2, 3, 5), (5,))
    s8("s8_rows", (2, 3, 5), (3, 1))
    s8("s8_one_alpha", (3, 7), (1,))
    s8("s8_zero_points_at_the_ends", (2, 20), (20,), zeros=(127, -128, -128))
    s8("s8_other_ends", (2, 20), (20,), zeros=(-128, 127, 127))
    s8("s8_alpha_not_constant", (2, 6), (6,), constant=False)
    s8("s8_far_scales", (2, 20), (20,), (0.5, 0.1, 0.002))
    m.add("s8_all_constant", CODE, None, [m.s8((7,), 0.1, 1, True), m.s8((7,), 0.02, 2, True)],
          out_s8(0.1, 3), version=1)
    m.add("f32", CODE, None, [m.f32((2, 3, 4)), m.f32((1, 1, 4), True)], out_f32(), version=1)
    m.add("f32_one_alpha", CODE, None, [m.f32((3, 5)), m.f32((1,))], out_f32(), version=1)
    special = np.array([np.inf, -np.inf, np.nan, 0.0, -0.0], np.float32)
    m.add("f32_special", CODE, None, [Tensor(special), m.f32((5,))], out_f32(), version=1)

    def s16(name, x, alpha, scales, alpha_zero):
        # The interpreter has no PRELU of int16.
        s = [float(np.float32(scale)) for scale in scales]
        positive = fixed_point.multiplier(s[0] / s[2])
        negative = fixed_point.multiplier(s[0] * s[1] / s[2])

        def one(q, a):
            y = (fixed_point.rescale(q, positive) if q >= 0 else
                 fixed_point.rescale(q * (a - alpha_zero), negative))
            return fixed_point.clamp(y, -32768, 32767)

        def expected(arrays):
            q, a = np.broadcast_arrays(arrays[0], slope.data)
            values = [one(*pair) for pair in zip(q.ravel().tolist(), a.ravel().tolist())]
            return np.array(values, np.int16).reshape(q.shape)
        slope = m.s8(alpha, scales[1], alpha_zero, constant=True)
        m.add(name, CODE, None, [m.s16(x, scales[0]), slope], out_s16(scales[2]),
              expected=expected)

    s16("s16", (2, 3, 5), (1, 1, 5), (0.0005, 0.01, 0.0004), 5)
    s16("s16_alpha_below_zero", (2, 11), (11,), (0.0005, 0.02, 0.0007), 127)
    s16("s16_one_alpha", (3, 7), (1,), (0.0001, 0.02, 0.0001), -128)
