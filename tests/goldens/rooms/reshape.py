# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import Tensor, out_f32, out_s8


def make(m):
    def case(name, x, shape, output):
        m.add(name, 22, None, [x, Tensor(np.array(shape, np.int32), constant=True)], output)

    case("s8", m.s8((2, 3, 4)), (4, 6), out_s8(0.05, 0))
    case("f32_wildcard", m.f32((2, 6)), (3, -1), out_f32())
    case("s32", Tensor(m.random.integers(-9999, 9999, (6, 2), np.int32)), (12,),
         Tensor(np.zeros(1, np.int32)))
    case("f32_to_scalar", m.f32((1, 1)), (), out_f32())
