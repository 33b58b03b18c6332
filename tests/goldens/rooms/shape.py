# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import out

INT32, INT64 = 2, 4


def make(m):
    def options(kind):
        return ("ShapeOptions", {"outType": (0, 1, kind)})

    m.add("s8", 77, options(INT32), [m.s8((2, 3, 1, 4))], out(np.int32), version=1)
    m.add("f32_s64", 77, options(INT64), [m.f32((5, 3))], out(np.int64), version=1)
    # The interpreter's Python cannot read a tensor without elements.
    m.add("scalar", 77, options(INT32), [m.f32(())], out(np.int32, shape=(0,)),
          expected=lambda arrays: np.zeros(0, np.int32))
    m.add("s32_fewer", 77, options(INT32), [m.tensor(np.int32, (3, 2))],
          out(np.int32, shape=(1, 1)), expected=lambda arrays: np.array([[3]], np.int32))
    m.add("rank_f32", 110, None, [m.f32((2, 3, 1))], out(np.int32), version=1)
    m.add("rank_scalar", 110, None, [m.f32(())], out(np.int32), version=1)
