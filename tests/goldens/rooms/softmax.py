# SPDX-License-Identifier: Apache-2.0
import numpy as np

import fixed_point
from golden import Tensor, out_f32, out_s8, out_s16


def make(m):
    def options(beta=1.0):
        return "SoftmaxOptions", {"beta": (0, 4, beta)}

    # The int8 kernel of TensorFlow Lite reads a table where that of TensorFlow Lite for
    # Microcontrollers, which Mote follows, computes in fixed point; room s8 allows one step.
    for name, shape, scale, beta in [
            ("s8_ten_classes", (1, 10), 0.1, 1.0), ("s8_four_axes", (1, 2, 3, 5), 0.05, 1.0),
            ("s8_beta", (2, 7), 0.1, 0.5), ("s8_wide_range", (3, 12), 0.5, 1.0),
            ("s8_one_class", (2, 1), 0.1, 1.0), ("s8_flat", (1, 256), 0.001, 1.0)]:
        m.add(name, 25, options(beta), [m.s8(shape, scale, 4)], out_s8(1 / 256, -128))
    m.add("f32_ten_classes", 25, options(), [m.f32((1, 10))], out_f32())
    m.add("f32_beta_rows", 25, options(2.5), [m.f32((2, 3, 6))], out_f32())
    far = Tensor(np.array([[-200, 0, 88, 88.5], [1e6, 1e6, -1e6, 0]], np.float32))
    m.add("f32_far_apart", 25, options(), [far], out_f32())

    # The same for an output of 16 bits: the expected numbers are fixed point.
    def s8_s16(name, x, beta=1.0):
        def expected(_):
            rows = x.data.reshape(-1, x.data.shape[-1]).tolist()
            shares = [fixed_point.softmax_row(row, beta * x.scales[0], 16) for row in rows]
            data = np.clip(np.array(shares) - 32768, -32768, 32767)
            return data.astype(np.int16).reshape(x.data.shape)
        m.add(name, 25, options(beta), [x], out_s16(1 / 65536, -32768), expected=expected)

    s8_s16("s8_s16", m.s8((2, 10), 0.1, 4))
    s8_s16("s8_s16_beta", m.s8((2, 2, 7), 0.1, -128), 0.5)
    s8_s16("s8_s16_wide_range", m.s8((3, 12), 0.5, 127))
    s8_s16("s8_s16_one_class", m.s8((2, 1), 0.1, 0))
    s8_s16("s8_s16_flat", m.s8((1, 100), 0.001, 0))
    s8_s16("s8_s16_constant", m.s8((1, 5), 0.05, 0, constant=True))
    s8_s16("s8_s16_great_scale", m.s8((2, 5), 40, 0))
    for name, shape, scale, beta in [
            ("s16", (2, 10), 0.0005, 1.0), ("s16_four_axes", (1, 2, 3, 5), 0.0003, 1.0),
            ("s16_beta", (2, 7), 0.001, 0.3), ("s16_wide_range", (3, 12), 0.01, 1.0),
            ("s16_one_class", (3, 1), 0.001, 1.0), ("s16_flat", (1, 150), 1e-6, 1.0),
            ("s16_near", (2, 33), 0.00005, 1.0), ("s16_great_scale", (2, 5), 2.4, 1.0)]:
        m.add(name, 25, options(beta), [m.s16(shape, scale)], out_s16(1 / 32768))
    m.add("s16_constant", 25, options(), [m.s16((1, 6), 0.0005, 0, True)], out_s16(1 / 32768))
