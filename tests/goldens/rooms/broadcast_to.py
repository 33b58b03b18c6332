# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import constant, out, out_s8

BROADCAST_TO = 130


def make(m):
    def case(name, dtype, shape, to, kind=np.int32):
        m.add(name, BROADCAST_TO, None, [m.tensor(dtype, shape), constant(to, kind)], out(dtype))

    m.add("s8", BROADCAST_TO, None, [m.s8((2, 1, 3), 0.1, 7), constant((2, 4, 3))], out_s8(0.1, 7))
    case("s32", np.int32, (3,), (2, 3))
    case("f32_of_64_bits", np.float32, (2, 1), (2, 3), np.int64)
    case("s16_more_axes", np.int16, (2, 1), (3, 1, 2, 2))
    case("b", np.bool_, (1, 4), (3, 4))
    case("u8", np.uint8, (2, 1, 2), (2, 2, 2))
    case("same_shape", np.int8, (2, 3), (2, 3))
    case("scalar", np.int16, (), (2, 3))
    case("scalar_to_scalar", np.int16, (1,), (1,))
    case("eight_axes", np.int8, (1, 2, 1, 1, 2, 1, 1, 2), (2, 2, 1, 2, 2, 1, 2, 2))
    m.add("empty", BROADCAST_TO, None, [m.tensor(np.int8, (1, 3)), constant((0, 3))],
          out(np.int8), expected=lambda a: np.broadcast_to(a[0], (0, 3)))
