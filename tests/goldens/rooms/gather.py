# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import Tensor, constant, out


def make(m):
    def add(name, tensor, indices, axis=0, batch_dims=0, **more):
        options = ("GatherOptions", {"axis": (0, 4, axis), "batchDims": (1, 4, batch_dims)})
        m.add(name, 36, options, [tensor, indices],
              out(tensor.data.dtype, tensor.scales, tensor.zero_points), **more)

    def indices(values, dtype=np.int32):
        return Tensor(np.array(values, dtype))

    add("f32", m.f32((3, 4)), indices([2, 0, 2]))
    add("f32_scalar_index", m.f32((3, 4)), indices(1), axis=1)
    add("f32_last_axis", m.f32((2, 3, 4)), indices([[3, 0], [1, 1]]), axis=-1)
    add("s8", m.s8((3, 5, 2), 0.1, 4), indices([4, 0, 1, 1]), axis=1)
    add("s8_constant_indices", m.s8((4, 3), 0.1, 4), constant([[3], [0]]))
    add("s8_batches", m.s8((2, 3, 4), 0.1, 4), indices([[0, 3], [2, 2]]), axis=2, batch_dims=1)
    add("s8_batches_from_the_end", m.s8((2, 3, 4), 0.1, 4), indices([[0, 2], [1, 1]]), axis=1,
        batch_dims=-1)
    add("s8_indices_s64", m.s8((3, 2), 0.1, 4), indices([1, 2], np.int64))
    add("s8_indices_s16", m.s8((3, 2), 0.1, 4), indices([1, 2], np.int16))
    add("s16", m.s16((3, 2)), indices([1, 0]))
    add("s32", m.tensor(np.int32, (3, 2)), indices([2]))
    add("s64", m.tensor(np.int64, (3, 2), low=-2**40, high=2**40), indices([2, 1]), axis=0)
    add("b", m.tensor(np.bool_, (3, 4)), indices([2, 1]))
