# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import constant, out, out_s8

MIRROR_PAD = 100
REFLECT, SYMMETRIC = 0, 1


def make(m):
    def options(mode):
        return "MirrorPadOptions", {"mode": (0, 1, mode)}

    def case(name, dtype, shape, pads, mode, kind=np.int32, **more):
        m.add(name, MIRROR_PAD, options(mode), [m.tensor(dtype, shape), constant(pads, kind)],
              out(dtype), **more)

    m.add("s8", MIRROR_PAD, options(REFLECT),
          [m.s8((1, 3, 4, 2), 0.1, 7), constant([[0, 0], [2, 1], [1, 3], [0, 0]])], out_s8(0.1, 7))
    case("s32", np.int32, (2, 3), [[1, 1], [2, 0]], REFLECT)
    case("s32_symmetric", np.int32, (2, 3), [[2, 1], [0, 3]], SYMMETRIC)
    case("f32_symmetric_of_64_bits", np.float32, (2, 2), [[1, 0], [0, 2]], SYMMETRIC, np.int64)
    case("s16", np.int16, (4,), [[3, 3]], REFLECT,
         expected=lambda a: np.pad(a[0], [[3, 3]], "reflect"))
    case("s8_symmetric_of_one", np.int8, (1, 3), [[1, 1], [1, 2]], SYMMETRIC)
    case("no_padding", np.int8, (1, 3), [[0, 0], [0, 0]], REFLECT)
