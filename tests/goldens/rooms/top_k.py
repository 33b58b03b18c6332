# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import Tensor, constant, out


def make(m):
    def add(name, tensor, k, index_type=np.int32, **more):
        dtype = tensor.data.dtype
        m.add(name, 48, ("TopKV2Options", {}), [tensor, k],
              [out(dtype, tensor.scales, tensor.zero_points), out(index_type)], **more)

    add("f32", m.f32((2, 7)), constant(3))
    zeros = Tensor(np.array([0.0, -0.0, -1e-40, 1e-40, -0.0, -3, np.inf, -np.inf], np.float32))
    add("f32_zeros_and_ends", zeros, constant(8))
    add("s8", m.s8((2, 2, 6), 0.1, 3), constant([2]))
    add("s8_first_of_equals", m.tensor(np.int8, (12,), 0.1, 0, low=-1, high=1), constant(9))
    add("s16", m.s16((3, 5)), constant(5))
    add("s16_indices_s16", m.s16((3, 5)), Tensor(np.array([2], np.int16), constant=True), np.int16,
        version=3)
    add("s32", m.tensor(np.int32, (2, 4)), constant(1))
    add("s64", m.tensor(np.int64, (2, 4), low=-2**50, high=2**50), constant(3))
