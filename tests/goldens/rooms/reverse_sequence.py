# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import Tensor, out


def make(m):
    def add(name, tensor, lengths, along, batch, dtype=np.int32, **more):
        options = ("ReverseSequenceOptions", {"seqDim": (0, 4, along), "batchDim": (1, 4, batch)})
        m.add(name, 112, options, [tensor, Tensor(np.array(lengths, dtype))],
              out(tensor.data.dtype, tensor.scales, tensor.zero_points), version=1, **more)

    add("f32", m.f32((3, 4, 2)), [4, 0, 3], 1, 0)
    add("f32_batch_last", m.f32((4, 2, 3)), [1, 2, 4], 0, 2)
    add("s16_s64", m.s16((2, 2, 2, 3)), [2, 3], 3, 1, np.int64)
    add("s32", m.tensor(np.int32, (3, 2)), [2, 3], 0, 1)
    add("s64", m.tensor(np.int64, (2, 3), low=-9, high=9), [1, 2], 1, 0)
    s8 = m.s8((2, 5), 0.1, 3)
    add("s8", s8, [4, 2], 1, 0,
        expected=lambda a: np.stack([np.concatenate([row[:n][::-1], row[n:]])
                                     for row, n in zip(a[0], a[1])]))
