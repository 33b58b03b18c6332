# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import constant, out, out_s8

REVERSE_V2 = 105


def make(m):
    def case(name, dtype, shape, axes, **more):
        m.add(name, REVERSE_V2, None, [m.tensor(dtype, shape), constant(axes)], out(dtype), **more)

    def by_numpy(name, shape, axes):
        case(name, np.int8, shape, axes, expected=lambda a: np.flip(a[0], axes))

    m.add("s8", REVERSE_V2, None, [m.s8((2, 3, 2), 0.1, 7), constant((1,))], out_s8(0.1, 7))
    case("s32", np.int32, (3, 4), (0,))
    case("f32_last", np.float32, (2, 5), (-1,))
    case("s16", np.int16, (4,), (0,))
    case("u8", np.uint8, (2, 4), (1,))
    case("b", np.bool_, (2, 4), (1,))
    case("two_axes", np.int8, (2, 3, 2), (0, 1))
    by_numpy("axes_apart", (2, 3, 2), (2, 0))
    by_numpy("no_axis", (2, 3), ())
    by_numpy("axis_of_one", (3, 1, 2), (1,))
    by_numpy("empty", (3, 0, 2), (0, 1))
