# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import constant, out, out_s8

BATCH_TO_SPACE, SPACE_TO_BATCH = 37, 38


def make(m):
    def case(name, code, x, block, edges, output, kind=np.int32, **more):
        m.add(name, code, None, [x, constant(block, kind), constant(edges, kind)], output, **more)

    case("to_batch_s8", SPACE_TO_BATCH, m.s8((1, 3, 5, 2), 0.1, 7), (2, 3), [[1, 0], [0, 1]],
         out_s8(0.1, 7))
    case("to_batch_f32", SPACE_TO_BATCH, m.f32((2, 2, 4, 1)), (2, 2), [[0, 0], [0, 0]],
         out(np.float32))
    case("to_batch_s32", SPACE_TO_BATCH, m.tensor(np.int32, (2, 2, 2, 1)), (1, 2),
         [[0, 0], [2, 0]], out(np.int32))
    case("to_batch_u8", SPACE_TO_BATCH, m.tensor(np.uint8, (1, 3, 2, 1), 0.1, 200), (2, 1),
         [[0, 1], [0, 0]], out(np.uint8, 0.1, 200))
    case("to_batch_without_width", SPACE_TO_BATCH, m.s8((2, 5, 3), 0.1, -4), (3,), [[0, 1]],
         out_s8(0.1, -4))
    case("to_batch_all_padding", SPACE_TO_BATCH, m.s8((1, 1, 2, 1), 0.1, 3), (2, 2),
         [[2, 3], [2, 2]], out_s8(0.1, 3))
    case("to_batch_of_64_bits", SPACE_TO_BATCH, m.tensor(np.int16, (1, 2, 2, 2)), (2, 2),
         [[0, 0], [0, 2]], out(np.int16), np.int64,
         expected=lambda a: np.pad(a[0], [[0, 0], [0, 0], [0, 2], [0, 0]])
         .reshape(1, 1, 2, 2, 2, 2).transpose(2, 4, 0, 1, 3, 5).reshape(4, 1, 2, 2))
    case("to_space_s8", BATCH_TO_SPACE, m.s8((6, 2, 2, 2), 0.1, 7), (2, 3), [[1, 0], [0, 1]],
         out_s8(0.1, 7))
    case("to_space_f32", BATCH_TO_SPACE, m.f32((4, 1, 2, 2)), (2, 2), [[0, 0], [0, 0]],
         out(np.float32))
    case("to_space_s32", BATCH_TO_SPACE, m.tensor(np.int32, (4, 2, 1, 1)), (2, 1),
         [[1, 1], [0, 0]], out(np.int32))
    case("to_space_without_width", BATCH_TO_SPACE, m.s8((6, 2, 3), 0.1, -4), (3,), [[0, 2]],
         out_s8(0.1, -4))
