# SPDX-License-Identifier: Apache-2.0
import numpy as np
from fixed_point import clamp, multiplier, rescale, wrap32
from golden import NONE, RELU, RELU6, RELU_N1_TO_1, Tensor, out_f32, out_s8
TANH = 4
RUNS = 4


def narrow(inputs, output):
    """With 8-bit memory, which TensorFlow Lite itself takes for 16 bits."""
    x, features, time, bias, state = inputs
    f32 = [np.float32(t.scales[0]) for t in (x, features, time, state, output)]
    to_state = multiplier(f32[0] * f32[1] / f32[3])
    to_output = multiplier(f32[3] * f32[2] / f32[4])
    zeros = [t.zero_points[0] for t in (x, state, output)]
    filters, memory = time.data.shape
    held = np.full((x.data.shape[0], filters, memory), zeros[1], np.int64)

    def run(arrays):
        batches = arrays[0].astype(np.int64) - zeros[0]
        held[:, :, :-1] = held[:, :, 1:].copy()
        out = np.zeros((len(batches), len(bias.data)), np.int8)
        for b, row in enumerate(batches):
            for f in range(filters):
                total = int(row @ features.data[f].astype(np.int64))
                newest = zeros[1] + clamp(rescale(total, to_state), -128, 127)
                held[b, f, -1] = (newest + 128) % 256 - 128
            sums = ((held[b] - zeros[1]) * time.data.astype(np.int64)).sum(1)
            sums = sums.reshape(len(bias.data), -1).sum(1) + bias.data
            for u, total in enumerate(sums):
                out[b, u] = clamp(rescale(wrap32(total), to_output) + zeros[2], -128, 127)
        return out

    return run


def make(m):
    def options(rank, activation, asymmetric=False):
        return "SVDFOptions", {"rank": (0, 4, rank), "fusedActivationFunction": (1, 1, activation),
                               "asymmetricQuantizeInputs": (2, 1, asymmetric)}

    def f32(name, batches, features, units, rank, memory, activation=NONE, bias=True):
        filters = units * rank
        inputs = [m.f32((batches, features)), m.f32((filters, features), True),
                  m.f32((filters, memory), True), m.f32((units,), True) if bias else None,
                  Tensor(np.zeros((batches, filters * memory), np.float32), variable=True)]
        runs = [[m.f32((batches, features)).data] for _ in range(RUNS)]
        m.add(name, 27, options(rank, activation), inputs, out_f32(), runs=runs, bound=[1e-5, 1e-5])

    def s8(name, batches, features, units, rank, memory, wide=True, zeros=(0, 0, 0),
           activation=RELU):
        """zeros: of input, state and output. TensorFlow Lite insists on RELU and ignores it."""
        filters = units * rank
        scales = dict(input=0.03, features=0.01, state=0.0005 if wide else 0.04,
                      time=0.00003 if wide else 0.01, output=0.2 if wide else 0.4)
        # About full range in the state and, after the sum over time, in the output.
        dtype = np.int16 if wide else np.int8
        time = m.tensor(dtype, (filters, memory), scales["time"], 0, True)
        bias_scale = np.float32(scales["state"]) * np.float32(scales["time"])
        most = int(1 / bias_scale)
        inputs = [m.s8((batches, features), scales["input"], zeros[0]),
                  m.s8((filters, features), scales["features"], 0, True), time,
                  m.tensor(np.int32, (units,), bias_scale, 0, True, -most, most),
                  Tensor(np.zeros((batches, filters * memory), dtype), scales["state"], zeros[1],
                         variable=True)]
        runs = [[m.s8((batches, features)).data] for _ in range(RUNS)]
        output = out_s8(scales["output"], zeros[2])
        m.add(name, 27, options(rank, activation), inputs, output, runs=runs,
              expected=None if wide else narrow(inputs, output))

    s8("s8_s16", 1, 5, 3, 1, 4)
    s8("s8_s16_batches_and_rank", 2, 3, 2, 2, 3, zeros=(-7, 0, 12))
    s8("s8_s16_memory_of_one", 1, 4, 2, 1, 1, zeros=(127, 0, -60))
    s8("s8_s8", 1, 5, 3, 1, 4, wide=False)
    s8("s8_s8_batches_and_rank", 2, 3, 2, 3, 2, wide=False, zeros=(-128, 0, 30))
    s8("s8_s8_memory_with_zero_point", 1, 3, 2, 1, 3, wide=False, zeros=(0, 40, 0))
    s8("s8_s8_without_activation", 1, 3, 4, 1, 3, wide=False, activation=NONE)
    f32("f32", 1, 5, 3, 1, 4)
    f32("f32_batches_and_rank", 2, 3, 2, 2, 3)
    f32("f32_relu", 2, 3, 2, 1, 3, RELU)
    f32("f32_relu6", 1, 3, 4, 1, 3, RELU6)
    f32("f32_relu_n1_to_1", 1, 3, 4, 1, 2, RELU_N1_TO_1)
    f32("f32_tanh", 1, 2, 4, 1, 3, TANH)
    f32("f32_without_bias", 1, 2, 3, 2, 2, bias=False)

    def hybrid(name, batches, features, units, rank, memory, activation=NONE, asymmetric=False):
        filters = units * rank
        inputs = [m.f32((batches, features)), m.s8((filters, features), 0.01, 0, True),
                  m.s8((filters, memory), 0.02, 0, True), m.f32((units,), True),
                  Tensor(np.zeros((batches, filters * memory), np.float32), variable=True)]
        runs = [[m.f32((batches, features)).data] for _ in range(RUNS - 1)]
        runs.insert(1, [np.zeros((batches, features), np.float32)])
        m.add(name, 27, options(rank, activation, asymmetric), inputs, out_f32(), runs=runs,
              bound=[1e-5, 1e-5])

    hybrid("hybrid", 1, 5, 3, 1, 4)
    hybrid("hybrid_batches_and_rank", 2, 3, 2, 2, 3, RELU)
    hybrid("hybrid_asymmetric", 2, 6, 2, 1, 2, asymmetric=True)
