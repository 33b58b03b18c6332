# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import Tensor, out_s8, out_s16


def make(m):
    def s8(name, scales, zeros):
        data = m.integers(np.int8, (4, 8), max(zeros[0], -128), 127)
        data[0, :2] = [zeros[0], 127]
        m.add(name, 76, None, [Tensor(data, scales[0], zeros[0])], out_s8(scales[1], zeros[1]))

    s8("s8", (0.02, 0.03), (-128, -128))
    s8("s8_saturating", (0.001, 0.003), (-128, 5))
    s8("s8_zero_point_0", (0.5, 0.01), (0, -100))
    s8("s8_great_scale", (100, 0.001), (-128, -128))
    s8("s8_only_zeros", (0.5, 0.01), (127, 0))

    def s16(name, scales):
        data = m.integers(np.int16, (3, 8), 0, 32767)
        data[0, :5] = [0, 1, 2, 3, 32767]
        m.add(name, 76, None, [Tensor(data, scales[0], 0)], out_s16(scales[1]), version=3)

    s16("s16", (0.0005, 0.001))
    s16("s16_small_output", (0.01, 0.0001))
