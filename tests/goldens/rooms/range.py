# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import constant, out


def make(m):
    def add(name, dtype, start, limit, delta, **more):
        m.add(name, 96, None, [constant(v, dtype) for v in (start, limit, delta)],
              out(dtype, shape=more.pop("shape", (1,))), version=1, **more)

    add("s32", np.int32, 3, 11, 2)
    add("s32_past_the_limit", np.int32, 3, 12, 4)
    add("s32_down", np.int32, 5, -6, -3)
    add("s32_none", np.int32, 5, 5, 1, shape=(0,),
        expected=lambda arrays: np.zeros(0, np.int32))
    add("s32_all", np.int32, -2**31, 2**31 - 1, 2**30,
        expected=lambda arrays: np.array([-2**31, -2**30, 0, 2**30], np.int32))
    add("s64", np.int64, 2**40, 2**40 + 10, 3)
    add("f32", np.float32, 0.5, 3.1, 0.4)
    add("f32_down", np.float32, 2, -1, -0.75)
