# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import Tensor, constant, out, out_f32


def make(m):
    def f32(name, x, y):
        m.add(name, 78, None,
              [Tensor(np.asarray(x, np.float32)), Tensor(np.asarray(y, np.float32))], out_f32(),
              version=1)

    f32("f32", m.random.uniform(0, 4, (3, 7)), m.random.uniform(-8, 8, (3, 7)))
    f32("f32_broadcast", m.random.uniform(0, 4, (2, 1, 5)), m.random.uniform(-3, 3, (3, 1)))
    f32("f32_all_sizes", np.exp(m.random.uniform(-60, 60, 16)), m.random.uniform(-1.4, 1.4, 16))
    f32("f32_near_one", 1 + m.random.uniform(-1e-4, 1e-4, 12), m.random.uniform(-8e5, 8e5, 12))
    f32("f32_whole_powers", [-2, -2, -2, -3, 10, 10, 2, 2], [0, 3, -2, 5, 10, -10, 127, -149])
    special = np.array([0, -0.0, 1, -1, 0.5, -2, np.inf, -np.inf, np.nan], np.float32)
    x, y = np.meshgrid(special, [0, -0.0, 1, -1, 2, 3, 0.5, np.inf, -np.inf, np.nan])
    f32("f32_special", x, y)

    def s32(name, x, y):
        m.add(name, 78, None, [Tensor(np.array(x, np.int32)), y], out(np.int32), version=1)

    s32("s32", m.integers(np.int32, (3, 4), -9, 9), Tensor(m.integers(np.int32, (3, 4), 0, 8)))
    s32("s32_broadcast", [[0], [1], [-1], [7], [-2]], constant([0, 1, 2, 3, 10]))
    m.add("s32_wraps", 78, None, [Tensor(np.array([3, -7, 2, 2], np.int32)),
                                  Tensor(np.array([30, 13, 31, 40], np.int32))], out(np.int32),
          expected=lambda a: np.array([(int(x)**int(n) + 2**31) % 2**32 - 2**31
                                       for x, n in zip(*a)], np.int32))
