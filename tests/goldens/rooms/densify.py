# SPDX-License-Identifier: Apache-2.0
"""Tensors that are stored as sparse here, and made dense again by TensorFlow Lite. For types that it
does not move, what must come out is what went in."""
import numpy as np
from golden import Sparsity, Tensor, out

CODE = 124
DENSE, CSR = False, True


def encode(data, formats, order=None, blocks=None, kind=np.int32, segment_kind=None, keep=()):
    """`formats`: DENSE or CSR for each level; `blocks`: {axis: extent}; `order`: of the axes, then
    of the blocks, counted on from them. Positions of zeros alone are left out of CSR levels, except
    those in `keep`: indices of the levels so far."""
    blocks = blocks or {}
    rank = data.ndim
    order = order or list(range(rank + len(blocks)))
    block_map = list(blocks)
    split = []
    for axis, extent in enumerate(data.shape):
        size = blocks.get(axis, 1)
        assert extent % size == 0
        split += [extent // size, size]
    places = [2 * d if d < rank else 2 * block_map[d - rank] + 1 for d in order]
    tree = data.reshape(split).transpose(places + [p for p in range(2 * rank) if p not in places])
    tree = tree.reshape([split[p] for p in places])

    levels, branches = [], [((), tree)]
    for is_compressed, extent in zip(formats, tree.shape):
        below, segments, indices = [], [0], []
        for path, branch in branches:
            for i in range(extent):
                if not is_compressed or branch[i].any() or path + (i,) in keep:
                    below.append((path + (i,), branch[i]))
                    indices.append(i)
            segments.append(len(below))
        branches = below
        if is_compressed:
            levels.append((np.array(segments, segment_kind or kind), np.array(indices, kind)))
        else:
            levels.append(int(extent))
    values = np.array([branch for _, branch in branches], data.dtype)
    return Tensor(data, constant=True, sparsity=Sparsity(values, order, block_map, levels))


def make(m):
    def sparse(shape, dtype=np.float32, density=0.4, block=None):
        """Random elements, some of which (or of the blocks) are zero."""
        data = np.asarray(m.tensor(dtype, shape).data)
        block = block or [1] * len(shape)
        there = m.random.uniform(0, 1, [n // b for n, b in zip(shape, block)]) < density
        there.flat[0] = True  # a tensor without any values is no constant
        return np.where(np.kron(there, np.ones(block)), data, 0).astype(dtype)

    def add(name, data, *args, scale=(), zero_point=(), exact=False, **more):
        tensor = encode(data, *args, **more)
        output = out(data.dtype, scale, zero_point, data.shape)
        tensor.scales, tensor.zero_points = output.scales, output.zero_points
        m.add(name, CODE, ("DensifyOptions", {}), [tensor], output, version=1,
              **({"expected": lambda _: data} if exact else {}))

    add("vector", sparse((17,)), [CSR])
    add("vector_dense", sparse((5,)), [DENSE])
    add("csr", sparse((6, 9)), [DENSE, CSR])
    add("csr_rows_first", sparse((6, 9), density=0.1), [CSR, CSR])
    add("csr_of_dense_rows", sparse((7, 3), block=(1, 3)), [CSR, DENSE])
    add("columns_first", sparse((5, 8)), [DENSE, CSR], order=[1, 0])
    add("columns_first_both", sparse((5, 8), density=0.1), [CSR, CSR], order=[1, 0])
    for kind in np.uint8, np.uint16, np.int32:
        add(f"csr_{kind.__name__}", sparse((4, 10)), [DENSE, CSR], kind=kind)
    add("csr_segments_wider", sparse((4, 100)), [DENSE, CSR], kind=np.uint8,
        segment_kind=np.uint16)
    add("csr_indices_above_255", sparse((2, 300), density=0.05), [DENSE, CSR], kind=np.uint16)

    def blocks(name, shape, block, formats, dtype=np.float32, order=None, **more):
        data = sparse(shape, dtype, block=block)
        sizes = {axis: n for axis, n in enumerate(block) if n != 1}
        add(name, data, formats, order=order, blocks=sizes, **more)

    blocks("blocks_1x4", (3, 12), (1, 4), [DENSE, CSR, DENSE])
    blocks("blocks_4x1", (8, 5), (4, 1), [DENSE, CSR, DENSE])
    blocks("blocks_1x16", (4, 48), (1, 16), [DENSE, CSR, DENSE], kind=np.uint8)
    blocks("blocks_16x1", (32, 3), (16, 1), [DENSE, CSR, DENSE], kind=np.uint16)
    blocks("blocks_4x4", (8, 12), (4, 4), [DENSE, CSR, DENSE, DENSE])
    blocks("blocks_4x2_inside_out", (8, 6), (4, 2), [DENSE, CSR, DENSE, DENSE], order=[0, 1, 3, 2])
    blocks("blocks_4x4_columns_first", (8, 12), (4, 4), [DENSE, CSR, DENSE, DENSE],
           order=[1, 0, 2, 3])
    blocks("blocks_2x2_all_turned", (4, 6), (2, 2), [CSR, CSR, DENSE, DENSE], order=[1, 0, 3, 2])
    add("filter_of_four_dimensions", sparse((4, 3, 3, 2)), [DENSE, DENSE, DENSE, CSR])
    add("filter_turned", sparse((3, 2, 2, 4), density=0.2), [CSR, DENSE, CSR, CSR],
        order=[3, 1, 0, 2])
    blocks("filter_blocks_4", (8, 2, 3, 1), (4, 1, 1, 1), [DENSE, CSR, DENSE, CSR, DENSE])

    def zeros(*shape, dtype=np.float32):
        return np.zeros(shape, dtype)

    add("zeros_one_stored", zeros(3, 4), [DENSE, CSR], keep={(1, 2)})
    add("zeros_all_stored", zeros(2, 3), [DENSE, DENSE])
    add("zeros_one_block", zeros(4, 8), [DENSE, CSR, DENSE], blocks={1: 4}, keep={(3, 1)})

    add("f16", sparse((5, 6), np.float32).astype(np.float16), [DENSE, CSR])
    blocks("f16_blocks_1x4", (3, 12), (1, 4), [DENSE, CSR, DENSE], kind=np.uint8)
    special = np.array([[0, np.inf, 0, -2.5], [65504, 0, 0, 6e-8]])
    add("f16_special", special.astype(np.float16), [DENSE, CSR])
    add("f32_special", np.array([0, np.inf, 0, -np.inf, 1e-45, 3e38], np.float32), [CSR])
    add("s8", sparse((6, 9), np.int8), [DENSE, CSR], scale=0.05, zero_point=0)
    add("s8_zero_point", sparse((6, 9), np.int8), [DENSE, CSR], scale=0.05, zero_point=-7)
    blocks("s8_blocks_1x16", (4, 32), (1, 16), [DENSE, CSR, DENSE], np.int8, kind=np.uint8)
    blocks("s8_blocks_4x4", (8, 8), (4, 4), [DENSE, CSR, DENSE, DENSE], np.int8)
    blocks("s8_per_channel", (4, 8), (1, 4), [DENSE, CSR, DENSE], np.int8,
           scale=[0.1, 0.2, 0.3, 0.4], zero_point=[0] * 4)

    # Beyond TensorFlow Lite, which moves no other types and takes blocks in one order only.
    for letter, dtype in ("u8", np.uint8), ("s16", np.int16), ("s32", np.int32), ("b", np.bool_):
        add(letter, sparse((4, 5), dtype), [DENSE, CSR], exact=True)
    add("s64", sparse((3, 4), np.int8).astype(np.int64), [DENSE, CSR], exact=True)
    data = sparse((4, 6, 10), block=(2, 3, 5))
    add("three_blocks_turned_round", data, [DENSE, CSR, CSR, DENSE, DENSE, DENSE],
        order=[2, 0, 1, 4, 5, 3], blocks={0: 2, 1: 3, 2: 5}, exact=True)
    add("block_map_falling", sparse((4, 6), block=(2, 3)), [DENSE, CSR, DENSE, DENSE],
        blocks={1: 3, 0: 2}, exact=True)
