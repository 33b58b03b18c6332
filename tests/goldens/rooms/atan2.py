# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import Tensor, out_f32


def make(m):
    def f32(name, y, x, **more):
        m.add(name, 156, None, [Tensor(np.asarray(y, np.float32)),
                                Tensor(np.asarray(x, np.float32))], out_f32(), version=1, **more)

    f32("f32", m.random.uniform(-4, 4, (3, 7)), m.random.uniform(-4, 4, (3, 7)))
    f32("f32_all_sizes", np.exp(m.random.uniform(-80, 80, 16)),
        -np.exp(m.random.uniform(-80, 80, 16)))
    special = np.array([0, -0.0, 1, -1, np.inf, -np.inf, np.nan], np.float32)
    x, y = np.meshgrid(special, special)
    f32("f32_special", y, x)
    f32("f32_broadcast", m.random.uniform(-4, 4, (3, 1)), m.random.uniform(-4, 4, (2, 1, 5)),
        expected=lambda a: np.arctan2(*a))
