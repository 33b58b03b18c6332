# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import Tensor, constant, out, out_s8, out_s16

PAD, PADV2 = 34, 60


def make(m):
    def case(name, dtype, shape, pads, kind=np.int32, **more):
        m.add(name, PAD, None, [m.tensor(dtype, shape), constant(pads, kind)], out(dtype), **more)

    def with_value(name, value, x, pads, output, **more):
        m.add(name, PADV2, None, [x, constant(pads), value], output, **more)

    m.add("s8", PAD, None, [m.s8((1, 2, 3, 2), 0.1, 7), constant([[0, 0], [1, 2], [2, 0], [0, 1]])],
          out_s8(0.1, 7))
    m.add("u8", PAD, None, [m.tensor(np.uint8, (2, 3), 0.1, 200), constant([[1, 0], [0, 1]])],
          out(np.uint8, 0.1, 200))
    m.add("s16", PAD, None, [m.s16((2, 3)), constant([[1, 0], [0, 1]])], out_s16(0.0005))
    case("s32", np.int32, (2, 3), [[1, 0], [0, 2]])
    case("vector", np.int32, (3,), [[2, 1]])
    case("f32_of_64_bits", np.float32, (2, 2), [[0, 1], [1, 0]], np.int64)
    case("b", np.bool_, (2, 2), [[0, 1], [1, 0]], expected=lambda a: np.pad(a[0], [[0, 1], [1, 0]]))
    case("no_padding", np.int8, (2, 3), [[0, 0], [0, 0]])
    case("five_axes", np.int8, (1, 2, 1, 2, 1), [[1, 0], [0, 0], [0, 1], [1, 0], [0, 0]])
    case("empty", np.int8, (2, 0), [[1, 0], [2, 1]],
         expected=lambda a: np.pad(a[0], [[1, 0], [2, 1]]))
    with_value("value_s8", Tensor(np.array(-9, np.int8), 0.1, 7), m.s8((2, 3), 0.1, 7),
               [[1, 0], [0, 2]], out_s8(0.1, 7))
    with_value("value_f32", m.f32((1,), True), m.f32((2, 3)), [[1, 0], [0, 2]], out(np.float32))
    with_value("value_s32", Tensor(np.array([77], np.int32)), m.tensor(np.int32, (2, 3)),
               [[0, 1], [0, 2]], out(np.int32))
    with_value("value_s16", constant(-300, np.int16), m.tensor(np.int16, (2, 2)),
               [[0, 1], [1, 0]], out(np.int16),
               expected=lambda a: np.pad(a[0], [[0, 1], [1, 0]], constant_values=-300))
    m.add("value_left_out", PADV2, None,
          [m.s8((2, 2), 0.1, 7), constant([[0, 1], [1, 0]]), None], out_s8(0.1, 7),
          expected=lambda a: np.pad(a[0], [[0, 1], [1, 0]], constant_values=7))
