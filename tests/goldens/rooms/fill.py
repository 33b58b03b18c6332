# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import Tensor, constant, out, out_s8

FILL, ZEROS_LIKE = 94, 93


def make(m):
    def case(name, dtype, dims, value, kind=np.int32):
        m.add(name, FILL, None, [constant(dims, kind), Tensor(np.array(value, dtype))], out(dtype))

    def zeros(name, dtype, shape, **more):
        m.add(name, ZEROS_LIKE, None, [m.tensor(dtype, shape)], out(dtype), version=1, **more)

    m.add("s8", FILL, None, [constant((2, 3)), Tensor(np.array(-9, np.int8), 0.1, 7)],
          out_s8(0.1, 7))
    case("s32", np.int32, (2, 4), -123456789)
    case("f32_of_64_bits", np.float32, (3, 1, 2), 0.1, np.int64)
    case("s16", np.int16, (5,), -300)
    case("s64", np.int64, (3,), 2 ** 40)
    case("b", np.bool_, (2, 2), True)
    m.add("constant", FILL, None, [constant((2, 3)), constant(-300, np.int32)], out(np.int32),
          expected=lambda a: np.full((2, 3), -300, np.int32))
    m.add("scalar", FILL, None, [constant([], np.int32), Tensor(np.array(7, np.int32))],
          out(np.int32), expected=lambda a: np.array(7, np.int32))
    m.add("empty", FILL, None, [constant((2, 0)), Tensor(np.array(7, np.int32))],
          out(np.int32), expected=lambda a: np.full((2, 0), 7, np.int32))
    zeros("zeros_like_s8", np.int8, (2, 3), expected=lambda a: [np.zeros_like(a[0])])
    zeros("zeros_like_f32", np.float32, (2, 2))
    zeros("zeros_like_s32", np.int32, (3,))
