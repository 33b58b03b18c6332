# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import NONE, RELU6, SAME, VALID, Tensor, out_f32


def make(m):
    def f32(name, shape, padding, stride, window, activation=NONE, spread=2):
        options = ("Pool2DOptions",
                   {"padding": (0, 1, padding), "strideW": (1, 4, stride[1]),
                    "strideH": (2, 4, stride[0]), "filterWidth": (3, 4, window[1]),
                    "filterHeight": (4, 4, window[0]),
                    "fusedActivationFunction": (5, 1, activation)})
        data = m.random.uniform(-spread, spread, shape).astype(np.float32)
        m.add(name, 12, options, [Tensor(data)], out_f32(), version=1)

    f32("f32_valid", (1, 6, 5, 3), VALID, (2, 2), (3, 2))
    f32("f32_same", (2, 5, 7, 2), SAME, (2, 3), (3, 3))
    f32("f32_relu6", (1, 4, 4, 2), VALID, (1, 1), (2, 2), RELU6, 12)
    f32("f32_window_greater_than_same_input", (1, 2, 3, 2), SAME, (1, 1), (5, 5))
    f32("f32_one_by_one", (1, 3, 3, 1), VALID, (2, 2), (1, 1))
