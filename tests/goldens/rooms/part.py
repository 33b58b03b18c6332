# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import constant, out, out_s8

SPLIT, SPLIT_V, UNPACK = 49, 102, 88


def make(m):
    def split(count):
        return "SplitOptions", {"numSplits": (0, 4, count)}

    def split_v(count):
        return "SplitVOptions", {"numSplits": (0, 4, count)}

    def unpack(count, axis):
        return "UnpackOptions", {"num": (0, 4, count), "axis": (1, 4, axis)}

    def parts(dtype, count):
        return [out(dtype) for _ in range(count)]

    def equal(name, dtype, shape, axis, count):
        m.add(name, SPLIT, split(count), [constant(axis), m.tensor(dtype, shape)],
              parts(dtype, count))

    def sized(name, dtype, shape, axis, sizes, kind=np.int32):
        m.add(name, SPLIT_V, split_v(len(sizes)),
              [m.tensor(dtype, shape), constant(sizes, kind), constant(axis)],
              parts(dtype, len(sizes)))

    def slices(name, dtype, shape, axis):
        count = shape[axis]
        m.add(name, UNPACK, unpack(count, axis), [m.tensor(dtype, shape)], parts(dtype, count))

    m.add("s8", SPLIT, split(2), [constant(1), m.s8((2, 4), 0.1, 7)],
          [out_s8(0.1, 7), out_s8(0.1, 7)])
    equal("s32", np.int32, (2, 6), 1, 3)
    equal("f32_first", np.float32, (4, 2), 0, 2)
    equal("s16_negative", np.int16, (2, 4, 2), -2, 4)
    equal("one_part", np.int8, (2, 3), 0, 1)
    m.add("v_s8", SPLIT_V, split_v(2), [m.s8((2, 4), 0.1, 7), constant((1, 3)), constant(1)],
          [out_s8(0.1, 7), out_s8(0.1, 7)])
    sized("v_s32", np.int32, (2, 6), 1, (1, 2, 3))
    sized("v_f32_rest", np.float32, (5, 2), 0, (2, -1))
    sized("v_s16_of_64_bits", np.int16, (2, 4, 2), -1, (1, 1), np.int64)
    m.add("v_empty_part", SPLIT_V, split_v(3),
          [m.tensor(np.int8, (2, 3)), constant((1, 0, 2)), constant(1)], parts(np.int8, 3),
          expected=lambda a: np.split(a[0], (1, 1), 1))
    m.add("unpack_s8", UNPACK, unpack(3, 0), [m.s8((3, 2), 0.1, 7)],
          [out_s8(0.1, 7) for _ in range(3)])
    slices("unpack_s32", np.int32, (2, 3), 1)
    slices("unpack_f32_last", np.float32, (2, 2, 2), -1)
    slices("unpack_b_to_scalars", np.bool_, (4,), 0)
