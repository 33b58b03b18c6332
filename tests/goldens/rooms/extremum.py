# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import Tensor, out, out_s8, out_s16

MAXIMUM, MINIMUM = 55, 57


def make(m):
    nan = np.nan
    for code, prefix in ((MAXIMUM, "maximum"), (MINIMUM, "minimum")):
        def case(name, dtype, a, b, **range_of):
            m.add(f"{prefix}_{name}", code, None,
                  [m.tensor(dtype, s, **range_of) for s in (a, b)], out(dtype))

        m.add(f"{prefix}_s8", code, None, [m.s8((2, 3, 2), 0.1, 7), m.s8((2, 3, 2), 0.1, 7)],
              out_s8(0.1, 7))
        m.add(f"{prefix}_s16", code, None, [m.s16((2, 4)), m.s16((2, 4))], out_s16(0.0005))
        case("s8_broadcast", np.int8, (2, 1, 3), (3, 1))
        case("s32", np.int32, (2, 5), (5,))
        case("s64", np.int64, (6,), (1,), low=-2 ** 40, high=2 ** 40)
        case("f32", np.float32, (2, 3), (2, 1))
        m.add(f"{prefix}_f32_without_order", code, None,
              [Tensor(np.array([nan, 1, nan, 0, -np.inf], np.float32)),
               Tensor(np.array([1, nan, nan, -0.0, np.inf], np.float32))], out(np.float32))
