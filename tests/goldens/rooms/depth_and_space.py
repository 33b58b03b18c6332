# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import out, out_s8

DEPTH_TO_SPACE, SPACE_TO_DEPTH = 5, 26


def make(m):
    def wide(block):
        return "DepthToSpaceOptions", {"blockSize": (0, 4, block)}

    def deep(block):
        return "SpaceToDepthOptions", {"blockSize": (0, 4, block)}

    def add(name, code, options, x, output, **more):
        m.add(name, code, options, [x], output, version=1, **more)

    add("to_space_s8", DEPTH_TO_SPACE, wide(2), m.s8((1, 2, 3, 8), 0.1, 7), out_s8(0.1, 7))
    add("to_space_f32", DEPTH_TO_SPACE, wide(2), m.f32((2, 1, 2, 4)), out(np.float32))
    add("to_space_s32_three", DEPTH_TO_SPACE, wide(3), m.tensor(np.int32, (1, 1, 2, 9)),
        out(np.int32))
    add("to_space_one", DEPTH_TO_SPACE, wide(1), m.tensor(np.int8, (1, 2, 2, 3)), out(np.int8))
    add("to_depth_s8", SPACE_TO_DEPTH, deep(2), m.s8((1, 4, 6, 2), 0.1, 7), out_s8(0.1, 7))
    add("to_depth_f32", SPACE_TO_DEPTH, deep(2), m.f32((2, 2, 4, 1)), out(np.float32))
    add("to_depth_s32_three", SPACE_TO_DEPTH, deep(3), m.tensor(np.int32, (1, 3, 6, 1)),
        out(np.int32))
    add("to_depth_one", SPACE_TO_DEPTH, deep(1), m.tensor(np.int8, (1, 2, 2, 3)), out(np.int8))
    add("to_depth_empty", SPACE_TO_DEPTH, deep(2), m.tensor(np.int8, (0, 2, 2, 3)),
        out(np.int8), expected=lambda a: a[0].reshape(0, 1, 1, 12))
