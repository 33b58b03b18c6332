# SPDX-License-Identifier: Apache-2.0
"""TensorFlow Lite has no such operator: the tensors are compressed here, and what must come out is
what went in."""
import heapq

import numpy as np
from golden import Tensor, constant, out

LOOK_UP, HUFFMAN, PRUNED = range(3)


def packed(bits):
    """A text of ones and zeros as bytes."""
    bits += "0" * (-len(bits) % 8)
    return [int(bits[i:i + 8], 2) for i in range(0, len(bits), 8)]


def header(coding, five=0, six=0):
    return bytes([coding, 1, 0, 0, 1, five, six] + [0] * 9)


def code_words(values):
    """{value: text of bits}, shortest for the most frequent."""
    counts = {v: values.count(v) for v in values}
    heap = [(n, i, [v]) for i, (v, n) in enumerate(sorted(counts.items()))]
    words = {v: "" for v in counts}
    heapq.heapify(heap)
    while len(heap) > 1:
        a, b = heapq.heappop(heap), heapq.heappop(heap)
        for bit, part in (("0", a), ("1", b)):
            for v in part[2]:
                words[v] = bit + words[v]
        heapq.heappush(heap, (a[0] + b[0], b[1] + len(counts), a[2] + b[2]))
    return words


def table_of(words, first_bits, entry_bits):
    """Entries for look-ups of `first_bits`, then of at most two bits."""
    value_bits = entry_bits - 5
    entries, todo = [None] * 2**first_bits, [(0, "", first_bits)]
    for base, prefix, width in todo:  # grows
        for i in range(2**width):
            bits = prefix + format(i, f"0{width}b")
            match = [(v, w) for v, w in words.items() if bits.startswith(w)]
            if match:
                value, word = match[0]
                entries[base + i] = (1 << entry_bits - 1 | len(word) - len(prefix) << value_bits |
                                     value & (1 << value_bits) - 1)
                continue
            rest = max((len(w) for w in words.values() if w.startswith(bits)), default=0)
            more = min(max(rest - len(bits), 1), 2)
            entries[base + i] = more - 1 << value_bits | len(entries) - base - i
            todo.append((len(entries), bits, more))
            entries += [0] * 2**more
    return entries


def make(m):
    def add(name, pairs, outputs, data):
        inputs = []
        for code, tables in pairs:
            inputs += [constant(code, np.uint8), constant(list(tables), np.uint8)]
        m.add(name, 32, None, inputs, outputs, custom="TFLM_DECODE", expected=lambda _: data)

    def quantised(dtype, channels, dimension, zero_points=None):
        output = out(dtype)
        if channels:
            output.scales = [0.5] * channels
            output.zero_points = zero_points or [0] * channels
            output.dimension = dimension
        return output

    def look_up(dtype, shape, bits, channels=0, dimension=0, values=None):
        """(code and tables, output, elements)"""
        values = values or 2**bits
        small = dict(low=-2**40, high=2**40) if dtype == np.int64 else {}  # JSON holds doubles
        tables = m.tensor(dtype, (max(channels, 1), values), **small).data
        indices = m.integers(np.int64, shape, 0, values - 1)
        channel = np.zeros(shape, int)
        if channels:
            places = [1] * len(shape)
            places[dimension] = channels
            channel = channel + np.arange(channels).reshape(places)
        code = packed("".join(format(i, f"0{bits}b") for i in indices.ravel()))
        return ((code, header(LOOK_UP, bits, values) + tables.tobytes()),
                quantised(dtype, channels, dimension), tables[channel, indices])

    def add_look_up(name, *args, **more):
        pair, output, data = look_up(*args, **more)
        add(name, [pair], [output], [data])

    for bits in range(1, 8):
        add_look_up(f"look_up_s8_{bits}_bits", np.int8, (3, 4), bits)
    add_look_up("look_up_s16_channels_first", np.int16, (3, 2, 2), 3, 3, 0)
    add_look_up("look_up_s16_channels_last", np.int16, (2, 2, 3), 2, 3, 2)
    add_look_up("look_up_f32", np.float32, (5,), 2)
    add_look_up("look_up_s64_few_values", np.int64, (2, 3), 3, values=5)
    add_look_up("look_up_s32_channels", np.int32, (2, 3), 1, 2, 0)
    add_look_up("look_up_b", np.bool_, (9,), 1)
    first, second = look_up(np.int8, (4,), 2), look_up(np.float32, (2, 2), 1)
    add("two_tensors", [first[0], second[0]], [first[1], second[1]], [first[2], second[2]])

    def pruned(name, dtype, shape, zero_points=(), dimension=0):
        there = m.random.integers(0, 2, shape).astype(bool)
        values = m.tensor(dtype, shape, low=1, high=100).data
        zeros = np.zeros(shape, dtype)
        channels = len(zero_points)
        if channels:
            places = [1] * len(shape)
            places[dimension] = channels
            zeros += np.array(zero_points, dtype).reshape(places if channels > 1 else [1])
        add(name, [(packed("".join(str(int(b)) for b in there.ravel())),
                    header(PRUNED) + values[there].tobytes())],
            [quantised(dtype, channels, dimension, list(zero_points))],
            [np.where(there, values, zeros)])

    pruned("pruned_s8", np.int8, (3, 5))
    pruned("pruned_s8_zero_point", np.int8, (3, 5), (-44,))
    pruned("pruned_s8_channels_first", np.int8, (2, 7), (-128, 5))
    pruned("pruned_s16_channels_last", np.int16, (4, 3), (0, -300, 20000), 1)
    pruned("pruned_f32", np.float32, (11,))

    def huffman(name, dtype, count, values, first_bits, entry_bits):
        pool = [int(x) for x in m.random.geometric(0.3, count) % values]
        if dtype == np.int8:
            pool = [v - 3 for v in pool]
        words = code_words(pool)
        entries = table_of(words, first_bits, entry_bits)
        kind = np.uint32 if entry_bits == 32 else np.uint16
        flags = (first_bits - 1) << 4 | (entry_bits == 32)
        add(name, [(packed("".join(words[v] for v in pool)),
                    header(HUFFMAN, flags) + np.array(entries, kind).tobytes())],
            [out(dtype)], [np.array(pool, dtype)])

    huffman("huffman_s8", np.int8, 40, 12, 3, 32)
    huffman("huffman_s8_narrow_table", np.int8, 40, 12, 2, 16)
    huffman("huffman_s16", np.int16, 30, 20, 1, 32)
    huffman("huffman_s16_narrow_table", np.int16, 30, 9, 5, 16)
