# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import Tensor, constant, out


def make(m):
    def indices(values, dtype=np.int32):
        return Tensor(np.array(values, dtype))

    def gather(name, tensor, at):
        m.add(name, 107, None, [tensor, at],
              out(tensor.data.dtype, tensor.scales, tensor.zero_points))

    gather("gather_s8", m.s8((3, 4, 2), 0.1, 3), indices([[2, 3], [0, 1]]))
    gather("gather_s8_rows", m.s8((3, 4), 0.1, 3), indices([[[2]], [[0]]]))
    gather("gather_s8_one", m.s8((3, 4), 0.1, 3), indices([1, 2]))
    gather("gather_s8_constant_indices", m.s8((3, 4), 0.1, 3), constant([[2, 0], [1, 3]]))
    gather("gather_f32", m.f32((2, 3, 4)), indices([[1, 2, 3], [0, 0, 0]], np.int64))
    gather("gather_s16", m.s16((3, 4)), indices([[2]]))
    gather("gather_s32", m.tensor(np.int32, (3, 4)), indices([[2, 1]], np.int16))
    gather("gather_s64", m.tensor(np.int64, (3, 4), low=-2**40, high=2**40), indices([[2, 1]]))
    gather("gather_b", m.tensor(np.bool_, (3, 4)), indices([[2], [1]]))

    def scatter(name, at, updates, shape):
        m.add(name, 122, ("ScatterNdOptions", {}),
              [indices(at), updates, constant(shape)],
              out(updates.data.dtype, updates.scales, updates.zero_points), version=1)

    scatter("scatter_s8", [[1, 2], [3, 0]], m.s8((2,), 0.1, 0), (4, 3))
    scatter("scatter_s8_rows", [[3], [0]], m.s8((2, 3), 0.1, 0), (4, 3))
    scatter("scatter_f32_repeated", [[1], [2], [1]], m.f32((3, 2)), (3, 2))
    scatter("scatter_s32_wraps", [[1], [1]], Tensor(np.array([2**31 - 1, 5], np.int32)), (2,))
    scatter("scatter_s64", [[0, 1]], m.tensor(np.int64, (1,), low=-2**40, high=2**40), (2, 2))
    flags = Tensor(np.array([1, 1, 0], np.bool_))
    scatter("scatter_b", [[2], [2], [0]], flags, (4,))
