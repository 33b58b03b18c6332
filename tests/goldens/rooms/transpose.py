# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import constant, out, out_s8

TRANSPOSE = 39


def make(m):
    def case(name, dtype, shape, permutation):
        m.add(name, TRANSPOSE, None, [m.tensor(dtype, shape), constant(permutation)], out(dtype))

    def by_numpy(name, shape, permutation, kind=np.int32):
        m.add(name, TRANSPOSE, None, [m.tensor(np.int8, shape), constant(permutation, kind)],
              out(np.int8), expected=lambda arrays: np.transpose(arrays[0], permutation))

    m.add("s8", TRANSPOSE, None, [m.s8((2, 3, 4), 0.1, 7), constant((2, 0, 1))], out_s8(0.1, 7))
    case("s32", np.int32, (3, 4), (1, 0))
    case("f32", np.float32, (2, 3, 2), (0, 2, 1))
    case("s16_to_channels_first", np.int16, (1, 2, 3, 4), (0, 3, 1, 2))
    case("b", np.bool_, (2, 5), (1, 0))
    case("u8", np.uint8, (2, 1, 3), (2, 1, 0))
    case("same_order", np.int32, (2, 3), (0, 1))
    case("vector", np.int8, (5,), (0,))
    case("six_axes", np.int8, (2, 1, 3, 2, 1, 2), (5, 3, 0, 4, 2, 1))
    by_numpy("negative_axes", (2, 3, 2), (-1, 0, -2))
    by_numpy("axes_of_64_bits", (2, 3), (1, 0), np.int64)
    by_numpy("six_axes_reversed", (2, 2, 2, 2, 2, 2), (5, 4, 3, 2, 1, 0))
    by_numpy("eight_axes_of_which_some_go_together", (2, 1, 2, 2, 1, 2, 1, 2),
             (5, 6, 7, 2, 3, 4, 0, 1))
    by_numpy("empty", (2, 0, 3), (2, 1, 0))
