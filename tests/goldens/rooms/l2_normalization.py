# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import NONE, Tensor, out_f32, out_s8


def make(m):
    options = ("L2NormOptions", {"fusedActivationFunction": (0, 1, NONE)})

    def s8(name, data, zero_point):
        m.add(name, 11, options, [Tensor(data, 0.05, zero_point)], out_s8(1 / 128, 0))

    def f32(name, data):
        m.add(name, 11, options, [Tensor(np.asarray(data, np.float32))], out_f32())

    s8("s8", m.integers(np.int8, (4, 6)), -11)
    s8("s8_rank_4", m.integers(np.int8, (1, 2, 3, 5)), 127)
    s8("s8_zeros_and_small", np.array([[3, 3, 3], [3, 4, 3], [2, 3, 4], [5, 3, 3]], np.int8), 3)
    s8("s8_one_deep", np.array([[-128], [0], [1], [127]], np.int8), 0)
    s8("s8_deep", m.integers(np.int8, (1, 300)), -128)
    f32("f32", m.random.uniform(-2, 2, (4, 6)))
    f32("f32_rank_1", m.random.uniform(-2, 2, 9))
    f32("f32_zero_and_small", [[0, 0, 0], [1e-8, 2e-8, 0], [1e-30, 0, 0], [3, 4, 0]])
