# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import Tensor, out


def make(m):
    def add(name, whole, update, start, dtype=np.int32, **more):
        m.add(name, 151, None, [whole, update, Tensor(np.array(start, dtype))],
              out(whole.data.dtype, whole.scales, whole.zero_points), **more)

    add("s8", m.s8((4, 5), 0.1, 3), m.s8((2, 3), 0.1, 3), [1, 1])
    add("s8_start_moves", m.s8((4, 5), 0.1, 3), m.s8((2, 3), 0.1, 3), [9, -4])
    add("s8_whole", m.s8((2, 3), 0.1, 3), m.s8((2, 3), 0.1, 3), [1, 1])
    add("f32_s64", m.f32((2, 3, 2)), m.f32((1, 2, 2)), [1, 0, 2**40], np.int64)
    add("s32", m.tensor(np.int32, (6,)), m.tensor(np.int32, (2,)), [3])
    add("s64", m.tensor(np.int64, (4,), low=-9, high=9), m.tensor(np.int64, (2,), low=0, high=9),
        [1])
    add("b", m.tensor(np.bool_, (4, 2)), m.tensor(np.bool_, (1, 2)), [2, 0])
    add("s16", m.s16((3, 3)), m.s16((1, 2)), [1, 0])
    add("scalar", m.f32(()), m.f32(()), np.zeros(0, np.int32),
        expected=lambda arrays: arrays[1])
