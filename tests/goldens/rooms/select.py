# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import out, out_s8

SELECT, SELECT_V2 = 64, 123


def make(m):
    def case(name, code, dtype, condition, first, second, shape=(1,), **more):
        m.add(name, code, None, [m.tensor(np.bool_, condition), m.tensor(dtype, first),
                                 m.tensor(dtype, second)], out(dtype, shape=shape), version=1,
              **more)

    def of_ones(name, condition, first, second):
        case(name, SELECT_V2, np.int16, condition, first, second,
             expected=lambda a: np.where(*[x.reshape(()) for x in a]))

    m.add("v2_s8", SELECT_V2, None, [m.tensor(np.bool_, (2, 3)), m.s8((2, 3), 0.1, 7),
                                     m.s8((2, 3), 0.1, 7)], out_s8(0.1, 7), version=1)
    case("v2_s32", SELECT_V2, np.int32, (2, 5), (2, 5), (2, 5))
    case("v2_f32_scalar_condition", SELECT_V2, np.float32, (1,), (2, 3), (2, 3))
    case("v2_s16_broadcast", SELECT_V2, np.int16, (2, 1, 2), (3, 1), (2, 3, 2))
    case("v2_b_scalars", SELECT_V2, np.bool_, (2, 4), (), ())
    case("v2_u8", SELECT_V2, np.uint8, (4,), (4,), (1,))
    of_ones("v2_ones_to_scalar", (1,), (), (1,))
    of_ones("v2_more_axes_than_the_output", (1, 1), (1,), ())
    case("v2_eight_axes", SELECT_V2, np.int8, (2, 1, 2, 1, 2, 1, 2, 1), (1, 2, 1, 1, 1, 2, 1, 2),
         (1,), expected=lambda a: np.where(*a))
    case("s8", SELECT, np.int8, (2, 3), (2, 3), (2, 3))
    case("s32_scalar_condition", SELECT, np.int32, (), (2, 3), (2, 3))
    case("f32_rows", SELECT, np.float32, (3,), (3, 2), (3, 2))
    case("s16_rows_of_rows", SELECT, np.int16, (2,), (2, 2, 2), (2, 2, 2))
