# SPDX-License-Identifier: Apache-2.0
"""Floats: the TensorFlow Lite interpreter. Integers: TFLite Micro's layer, which quantises
otherwise than TensorFlow Lite's, from its definition: NumPy and the fixed-point arithmetic."""
import math
from pathlib import Path

import numpy as np
from fixed_point import clamp, multiplier, rescale, rescale_64, wrap32
from golden import Tensor, out

TANH, RUNS = 4, 3
TABLE = [int(x) for x in
         (Path(__file__).parents[3] / "src/ops/shared/sigmoid_table.inc").read_text()
         .partition("{")[2].partition("}")[0].replace("\n", " ").split(",") if x.strip()]


def sigmoid_at(x, bits):
    at, fraction = divmod(x, 1 << bits)
    return (TABLE[at] << bits) + fraction * (TABLE[at + 1] - TABLE[at])


def logistic(x):
    """Q15 of x in units of 1 / 12288."""
    positive = sigmoid_at(abs(x), 9) if abs(x) >> 9 < 255 else 0x7FFF << 10
    return ((1 << 25) - positive + 511 if x < 0 else positive + 512) >> 10


def tanh(x):
    positive = (sigmoid_at(abs(x), 8) if abs(x) >> 8 < 255 else 0xFFFF << 8) - (1 << 23)
    return (-positive + 127 if x < 0 else positive + 128) >> 8


def saturate(x):
    return clamp(x, -32768, 32767)


def integer(inputs, output, time_major, clip):
    """The layer as a function of its inputs, with memory."""
    def scale(t):
        return np.float32(t.scales[0])

    x, last, cells = inputs[0], inputs[18], inputs[19]
    units = last.data.shape[1]
    wide = x.data.dtype == np.int16
    low, high = (-32768, 32767) if wide else (-128, 127)
    power = round(math.log2(cells.scales[0]))
    zero_in, zero_out = x.zero_points[0], last.zero_points[0]
    h = np.full(last.data.shape, zero_out, np.int64)
    c = np.zeros(cells.data.shape, np.int64)
    to_cell = multiplier(2.0**-30 / float(scale(cells)))
    to_output = multiplier(2.0**-30 / float(scale(last)))

    def product(row, zero, weights, bias, factor):
        total = int(((row.astype(np.int64) - zero) * weights.astype(np.int64)).sum()) + bias
        return saturate(rescale_64(total, factor) if wide else rescale(wrap32(total), factor))

    def gate(g, unit, row, hidden):
        weights, recurrent, bias = inputs[1 + g], inputs[5 + g], inputs[12 + g]
        first, second = (multiplier(float(scale(a) * scale(b)) * 4096)
                         for a, b in ((x, weights), (last, recurrent)))
        return 3 * saturate(
            product(row, zero_in, weights.data[unit], int(bias.data[unit]), first) +
            product(hidden, zero_out, recurrent.data[unit], 0, second))

    def step(row, b):
        before = h[b].copy()
        for unit in range(units):
            i, f, g, o = (gate(k, unit, row, before) for k in range(4))
            kept = rescale(int(c[b, unit]) * logistic(f), (1 << 30, -14))
            added = rescale(logistic(i) * tanh(g), to_cell)
            cell = saturate(saturate(kept) + saturate(added))
            if clip:
                most = min(int(float(np.float32(clip)) / cells.scales[0]), 32767)
                cell = clamp(cell, -most, most)
            c[b, unit] = cell
            shift = power + 12
            squashed = tanh(cell * (3 << shift) if shift >= 0 else
                            (3 * cell + (1 << -shift >> 1)) >> -shift)
            h[b, unit] = clamp(rescale(logistic(o) * squashed, to_output) + zero_out, low, high)

    def run(arrays):
        steps = arrays[0] if time_major else arrays[0].swapaxes(0, 1)
        result = []
        for rows in steps:
            for b, row in enumerate(rows):
                step(row, b)
            result.append(h.copy())
        result = np.array(result)
        return (result if time_major else result.swapaxes(0, 1)).astype(output.data.dtype)

    return run


def make(m):
    def add(name, inputs, output, shape, clip, time_major, dtype, expected=None, bound=None):
        kinds = dict(shape=shape)
        if dtype == np.float32:
            kinds.update(low=-1, high=1)
        runs = [[m.tensor(dtype, **kinds).data] for _ in range(RUNS)]
        m.add(name, 44, ("UnidirectionalSequenceLSTMOptions",
                         {"fusedActivationFunction": (0, 1, TANH), "cellClip": (1, 4, float(clip)),
                          "timeMajor": (3, 1, time_major)}),
              inputs, output, runs=runs, expected=expected, bound=bound)

    def shape_of(batches, steps, features, time_major):
        return (steps, batches, features) if time_major else (batches, steps, features)

    def f32(name, batches, steps, features, units, clip=0, time_major=False):
        def weights(*shape):
            return m.tensor(np.float32, shape, constant=True, low=-1, high=1)

        shape = shape_of(batches, steps, features, time_major)
        memory = [Tensor(np.zeros((batches, units), np.float32), variable=True) for _ in range(2)]
        inputs = ([m.f32(shape)] + [weights(units, features) for _ in range(4)] +
                  [weights(units, units) for _ in range(4)] + [None] * 3 +
                  [weights(units) for _ in range(4)] + [None] * 2 + memory + [None] * 4)
        add(name, inputs, out(np.float32, shape=shape[:2] + (units,)), shape, clip, time_major,
            np.float32)

    def whole(name, dtype, batches, steps, features, units, clip=0, time_major=False,
              zeros=(0, 0), cell_power=-11):
        wide = dtype == np.int16
        shape = shape_of(batches, steps, features, time_major)
        in_scale, out_scale = (2e-5, 2.0**-15) if wide else (0.008, 0.0078)

        def weights(*shape):
            return m.tensor(np.int8, shape, m.random.uniform(0.005, 0.03), 0, True)

        def bias():
            return m.tensor(np.int64 if wide else np.int32, (units,), (), (), True,
                            *((-10**6, 10**6) if wide else (-5000, 5000)))

        x = m.tensor(dtype, shape, in_scale, zeros[0])
        memory = [Tensor(np.zeros((batches, units), dtype), out_scale, zeros[1], variable=True),
                  Tensor(np.zeros((batches, units), np.int16), 2.0**cell_power, 0, variable=True)]
        inputs = ([x] + [weights(units, features) for _ in range(4)] +
                  [weights(units, units) for _ in range(4)] + [None] * 3 +
                  [bias() for _ in range(4)] + [None] * 2 + memory + [None] * 4)
        output = out(dtype, out_scale, zeros[1], shape[:2] + (units,))
        add(name, inputs, output, shape, clip, time_major, dtype,
            integer(inputs, output, time_major, clip))

    f32("f32", 1, 3, 2, 3)
    f32("f32_batches_time_major", 2, 3, 2, 2, time_major=True)
    f32("f32_clipped", 2, 2, 3, 2, clip=0.25)
    whole("s8", np.int8, 1, 3, 2, 3)
    whole("s8_batches", np.int8, 2, 2, 3, 2, zeros=(-7, 12))
    whole("s8_time_major", np.int8, 2, 3, 2, 2, time_major=True, zeros=(127, -128))
    whole("s8_clipped", np.int8, 1, 4, 2, 2, clip=0.3)
    whole("s8_fine_cells", np.int8, 1, 3, 2, 3, cell_power=-15)
    whole("s8_coarse_cells", np.int8, 1, 3, 2, 3, cell_power=-9)
    whole("s16", np.int16, 1, 3, 2, 3)
    whole("s16_batches_time_major", np.int16, 2, 3, 3, 2, time_major=True, clip=0.2)
