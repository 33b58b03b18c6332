# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import Tensor, constant, out, out_f32, out_s8

RESHAPE, SQUEEZE, EXPAND_DIMS = 22, 43, 70


def make(m):
    def case(name, x, shape, output):
        m.add(name, RESHAPE, None, [x, Tensor(np.array(shape, np.int32), constant=True)], output)

    case("s8", m.s8((2, 3, 4)), (4, 6), out_s8(0.05, 0))
    case("f32_wildcard", m.f32((2, 6)), (3, -1), out_f32())
    case("s32", Tensor(m.random.integers(-9999, 9999, (6, 2), np.int32)), (12,),
         Tensor(np.zeros(1, np.int32)))
    case("f32_to_scalar", m.f32((1, 1)), (), out_f32())
    def add(name, code, inputs, output):
        m.add(name, code, None, inputs, output, version=1)

    add("squeeze_s8", SQUEEZE, [m.s8((1, 3, 1, 4), 0.1, 7)], out_s8(0.1, 7))
    add("squeeze_b", SQUEEZE, [m.tensor(np.bool_, (1, 5))], out(np.bool_))
    add("squeeze_f32_nothing", SQUEEZE, [m.f32((2, 3))], out_f32())
    add("expand_dims_s8", EXPAND_DIMS, [m.s8((3, 4), 0.1, 7), constant(1)], out_s8(0.1, 7))
    add("expand_dims_s16_last", EXPAND_DIMS, [m.s16((3, 4)), constant(-1)],
        out(np.int16, 0.0005, 0))
    add("expand_dims_f32_scalar", EXPAND_DIMS, [m.f32(()), constant(0)], out_f32())
