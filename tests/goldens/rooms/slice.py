# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import Tensor, constant, out

SLICE = 65


def make(m):
    # The interpreter takes the output's shape from the file, as Mote does.
    def case(name, dtype, shape, begin, size, kind=np.int32):
        result = [n - b if s == -1 else s for n, b, s in zip(shape, begin, size)]
        m.add(name, SLICE, None,
              [m.tensor(dtype, shape), constant(begin, kind), constant(size, kind)],
              out(dtype, shape=result))

    def at_run(name, shape, output_shape, begins, sizes, kind=np.int32, size_at_run=False):
        """Sizes are a list for each run, alike in their result."""
        x = m.tensor(np.int16, shape)
        first_size = Tensor(np.array(sizes[0], kind), constant=not size_at_run)
        live = [[np.array(b, kind)] + ([np.array(s, kind)] if size_at_run else [])
                for b, s in zip(begins, sizes)]
        m.add(name, SLICE, None, [x, Tensor(live[0][0]), first_size],
              out(np.int16, shape=output_shape),
              runs=[[x.data] + lists for lists in live])

    def other_rank(name, shape, begin, size, output_shape):
        window = tuple(slice(b, b + s) for b, s in zip(begin, size))
        m.add(name, SLICE, None, [m.tensor(np.int8, shape), constant(begin), constant(size)],
              out(np.int8), expected=lambda a: a[0][window].reshape(output_shape))

    m.add("s8", SLICE, None, [m.s8((3, 4, 2), 0.1, 7), constant((1, 0, 1)), constant((2, 3, 1))],
          out(np.int8, 0.1, 7, (2, 3, 1)))
    case("s32", np.int32, (4, 5), (1, 2), (2, 3))
    case("f32_rest", np.float32, (3, 4), (1, 0), (-1, 2))
    case("s16_of_64_bits", np.int16, (3, 4), (2, 1), (1, -1), np.int64)
    case("b", np.bool_, (7,), (3,), (4,))
    case("everything", np.int8, (2, 3), (0, 0), (2, 3))
    case("five_axes", np.int8, (2, 2, 2, 2, 2), (0, 1, 0, 1, 0), (2, 1, 2, 1, 1))
    at_run("begin_at_run", (3, 4), (1, 2), [(0, 1), (2, 0), (1, 2)], [(1, 2)] * 3)
    at_run("begin_at_run_rest", (3, 4), (1, 2), [(2, 1)], [(-1, 2)])
    at_run("both_at_run", (3, 4), (2, 2), [(0, 1), (1, 2)], [(2, 2), (-1, -1)], np.int64, True)
    other_rank("output_of_lower_rank", (2, 3), (1, 0), (1, 2), (2,))
    other_rank("output_of_higher_rank", (4, 3), (1, 0), (2, 3), (1, 2, 1, 3, 1))
    other_rank("begin_at_the_end", (2, 3), (2, 0), (0, 3), (0, 3))
