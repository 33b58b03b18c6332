# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import Tensor, constant, out


def make(m):
    def add(name, at, shape, values, default, dtype=np.int32, scale=(), zero_point=(), **more):
        index_type = more.pop("index_type", np.int32)
        tensors = [Tensor(np.array(v, dtype), scale, zero_point) for v in (values, default)]
        m.add(name, 68, ("SparseToDenseOptions", {}),
              [Tensor(np.array(at, index_type)), constant(shape, index_type), *tensors],
              out(dtype, scale, zero_point), **more)

    add("f32", [[0, 2], [1, 0]], (2, 3), [1.5, -2.5], 0.25, np.float32)
    add("s8", [[0, 2, 1], [1, 0, 0]], (2, 3, 2), [7, -8], -128, np.int8, 0.1, -128)
    add("s8_one_value", [[0, 2], [1, 0], [1, 1]], (2, 3), 9, 1, np.int8, 0.1, 1,
        expected=lambda arrays: np.array([[1, 1, 9], [9, 9, 1]], np.int8))
    add("s32_vector", [4, 0], (5,), [7, 8], -1)
    # The interpreter crashes on a position that is one number.
    add("s32_one_position", 3, (5,), 6, 0,
        expected=lambda arrays: np.array([0, 0, 0, 6, 0], np.int32))
    add("s32_repeated", [[1], [1]], (3,), [5, 6], 0)
    add("s64_indices_s64", [[1, 1]], (2, 2), [2**40], -1, np.int64, index_type=np.int64)
    add("b", [1], (3,), [True], False, np.bool_,
        expected=lambda arrays: np.array([0, 1, 0], np.bool_))
