# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import Tensor, constant, out


def make(m):
    def add(name, data, **more):
        m.add(name, 109, None, [Tensor(data, constant=True)], out(np.int64, shape=(0, 1)), **more)

    flags = m.random.integers(0, 2, (2, 3, 2))
    add("b", flags.astype(np.bool_))
    add("b_vector", np.array([0, 1, 1, 0, 1], np.bool_))
    add("b_none", np.zeros(3, np.bool_), expected=lambda arrays: np.zeros((0, 1), np.int64))
    add("f32", np.array([[0.0, -0.0, 1e-40], [-1, 2, np.inf]], np.float32))
    for kind, dtype in [("s8", np.int8), ("u8", np.uint8), ("s32", np.int32), ("u32", np.uint32),
                        ("s64", np.int64)]:
        add(kind, (flags * np.iinfo(dtype).max // 2).astype(dtype)[0])
    wide = np.array([0, 256, -32768], np.int16)
    add("s16", wide, expected=lambda arrays: np.argwhere(wide))
