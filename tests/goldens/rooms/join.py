# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import NONE, Tensor, constant, out, out_s8, out_s16

CONCATENATION, PACK = 2, 83


def make(m):
    def concatenate(axis):
        return "ConcatenationOptions", {"axis": (0, 4, axis),
                                        "fusedActivationFunction": (1, 1, NONE)}

    def pack(axis, count):
        return "PackOptions", {"valuesCount": (0, 4, count), "axis": (1, 4, axis)}

    def join(name, dtype, axis, *shapes):
        m.add(name, CONCATENATION, concatenate(axis), [m.tensor(dtype, s) for s in shapes],
              out(dtype))

    def stack(name, dtype, axis, count, shape):
        m.add(name, PACK, pack(axis, count), [m.tensor(dtype, shape) for _ in range(count)],
              out(dtype))

    m.add("s8", CONCATENATION, concatenate(-1), [m.s8((2, 3), 0.1, 7), m.s8((2, 1), 0.1, 7)],
          out_s8(0.1, 7))
    m.add("s16", CONCATENATION, concatenate(0), [m.s16((2, 3)), m.s16((1, 3))], out_s16(0.0005))
    join("s32", np.int32, 1, (2, 3), (2, 2))
    join("f32_middle", np.float32, 1, (2, 1, 2), (2, 3, 2), (2, 2, 2))
    join("u8", np.uint8, 0, (3,), (2,))
    m.add("s64", CONCATENATION, concatenate(0),
          [m.tensor(np.int64, (2,), low=-2 ** 40, high=2 ** 40) for _ in range(2)], out(np.int64))
    join("b", np.bool_, 2, (1, 2, 3), (1, 2, 1))
    join("one_input", np.int8, 0, (2, 3))
    join("twelve", np.int8, 1, *[(2, 1 + i % 3) for i in range(12)])
    m.add("constant_part", CONCATENATION, concatenate(1),
          [m.tensor(np.int8, (2, 3)), constant([[1, 2], [3, 4]], np.int8)], out(np.int8))
    m.add("empty_part", CONCATENATION, concatenate(1),
          [m.tensor(np.int8, (2, 3)), Tensor(np.zeros((2, 0), np.int8)), m.tensor(np.int8, (2, 1))],
          out(np.int8), expected=lambda a: np.concatenate(a, 1))
    m.add("pack_s8", PACK, pack(1, 2), [m.s8((2, 3), 0.1, 7), m.s8((2, 3), 0.1, 7)],
          out_s8(0.1, 7))
    stack("pack_f32", np.float32, 0, 3, (2, 2))
    stack("pack_s32_last", np.int32, -1, 2, (3, 2))
    stack("pack_s16", np.int16, 2, 3, (2, 1, 2))
    stack("pack_scalars", np.int32, 0, 4, ())
