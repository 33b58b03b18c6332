# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import constant, out, out_s8

TILE = 69


def make(m):
    def case(name, dtype, shape, times, kind=np.int32, **more):
        m.add(name, TILE, None, [m.tensor(dtype, shape), constant(times, kind)], out(dtype), **more)

    m.add("s8", TILE, None, [m.s8((2, 1, 3), 0.1, 7), constant((2, 3, 2))], out_s8(0.1, 7))
    case("s32", np.int32, (2, 3), (2, 1))
    case("f32_of_64_bits", np.float32, (2, 3), (1, 3), np.int64)
    case("s16", np.int16, (2, 2), (2, 2), expected=lambda a: np.tile(a[0], (2, 2)))
    case("b", np.bool_, (3,), (3,))
    case("image", np.int8, (1, 2, 2, 2), (1, 2, 3, 2))
    case("once", np.int8, (2, 3), (1, 1))
    case("no_times", np.int8, (2, 3), (0, 2), expected=lambda a: np.tile(a[0], (0, 2)))
    case("empty", np.int8, (2, 0), (3, 2), expected=lambda a: np.tile(a[0], (3, 2)))
