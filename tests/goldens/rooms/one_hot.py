# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import Tensor, constant, out


def make(m):
    def add(name, indices, depth, dtype, on, off, axis=-1, scale=(), zero_point=(),
            **more):
        values = [Tensor(np.array(v, dtype), scale, zero_point, constant=c)
                  for v, c in ((on, True), (off, False))]
        m.add(name, 85, ("OneHotOptions", {"axis": (0, 4, axis)}),
              [indices, constant(depth), *values], out(dtype, scale, zero_point), version=1, **more)

    at = Tensor(np.array([[2, 0, -1], [4, 3, 1]], np.int32))
    add("f32", at, 4, np.float32, 1.5, -0.5)
    add("s8", at, 4, np.int8, 127, -128, 1, 1 / 255, -128)
    add("s8_first_axis", at, 3, np.int8, 100, -3, 0, 0.1, -3)
    add("s16", at, 3, np.int16, 1000, 0,
        expected=lambda a: np.where(a[0][..., None] == np.arange(3), 1000, 0).astype(np.int16))
    add("s32_scalar", Tensor(np.array(1, np.int32)), 3, np.int32, 7, -7)
    add("s64_indices_s64", Tensor(np.array([1, 5], np.int64)), 2, np.int64, 7, -7)
    add("b", at, [5], np.bool_, True, False)
