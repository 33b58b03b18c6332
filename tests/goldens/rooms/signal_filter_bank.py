# SPDX-License-Identifier: Apache-2.0
"""The signal library has no TensorFlow Lite kernels: exact integers from the operators'
definitions, logarithm and square root from NumPy and the integer square root of Python."""
import math

import numpy as np
from flatbuffers import flexbuffers
from golden import Tensor, constant, out

CUSTOM = 32
EXCESS = [round(65536 * (math.log2(1 + i / 128) - i / 128)) for i in range(129)]


def log_q16(value, scale):
    """scale * ln(value): log2 in Q16 by 128 straight segments, each product rounded."""
    whole = value.bit_length() - 1
    fraction = (value << 16 >> whole) & 0xFFFF
    at, past = divmod(fraction, 512)
    log2 = (whole << 16) + fraction + EXCESS[at] + ((EXCESS[at + 1] - EXCESS[at]) * past >> 16)
    natural = (log2 * 45426 + 0x8000) >> 16
    return ((natural * scale + 0x8000) & 0xFFFFFFFF) >> 16


def gain(noise, table):
    if noise <= 2:
        return table[noise]
    octave = noise.bit_length()
    first, slope, bend = table[4 * octave - 6:4 * octave - 3]
    past = (noise << 11 >> octave) & 0x3FF
    return first + (((slope * 32 + (bend * past >> 5)) * past + (1 << 14)) >> 15)


def make(m):
    def add(name, custom, options, inputs, outputs, expected, runs=None):
        m.add(name, CUSTOM, None, inputs, outputs, custom="Signal" + custom, runs=runs,
              custom_options=bytes(flexbuffers.Dumps(options)) if options else b"",
              expected=expected)

    def spread(shape, bits, dtype=np.uint32):
        """Numbers of every magnitude."""
        count = int(np.prod(shape))
        exponents = m.random.uniform(0, bits, count)
        return Tensor(np.array([int(2.0**e) for e in exponents], dtype).reshape(shape))

    def energy(name, shape, start, end):
        def expected(arrays):
            parts = arrays[0].astype(np.int64).reshape(-1, 2)
            power = (parts**2).sum(1)
            power[:start] = power[end:] = 0
            return power.astype(np.uint32)

        data = m.tensor(np.int16, shape)
        data.data.flat[2 * start:2 * start + 2] = -32768
        add(name, "Energy", {"start_index": start, "end_index": end}, [data], out(np.uint32),
            expected)

    energy("energy", (14,), 2, 6)
    energy("energy_of_all_bins", (2, 4), 0, 4)

    widths = [2, 0, 3, 4]
    bins, weights_at = [1, 3, 2, 5], [0, 2, 2, 5]

    def filter_bank(name, low, high):
        weights, unweights = (m.integers(np.int16, (9,), low, high) for _ in range(2))

        def expected(arrays):
            result, following = [], 0
            for start, at, width in zip(bins, weights_at, widths):
                power = [int(x) for x in arrays[0][start:start + width]]
                total = following + sum(p * int(w) for p, w in zip(power, weights[at:at + width]))
                following = sum(p * int(w) for p, w in zip(power, unweights[at:at + width]))
                result.append(total % 2**64)
            return np.array(result[1:], np.uint64)

        tables = [constant(t, np.int16) for t in (weights, unweights, bins, weights_at, widths)]
        add(name, "FilterBank", {"num_channels": 3}, [spread((10,), 32)] + tables, out(np.uint64),
            expected)

    filter_bank("filter_bank", 0, 4096)

    def square_root(name, values, bits):
        def expected(arrays):
            roots = []
            for value in arrays[0].tolist():
                root = math.isqrt(value)
                root += value - root * root > root
                most = 0xFFFF if value < 2**32 else 0xFFFFFFFF  # that many bits have the roots
                roots.append(min(root, most) >> bits)
            return np.array(roots, np.uint32)

        add(name, "FilterBankSquareRoot", None,
            [Tensor(np.array(values, np.uint64)), Tensor(np.int32(bits))], out(np.uint32), expected)

    edges = [0, 1, 2, 3, 6, 7, 12, 13, 65535**2, 65535**2 + 65535, 65535**2 + 65536, 2**32 - 1,
             2**32, 2**32 + 65536, 2**32 + 65537]
    square_root("square_root", edges, 0)
    square_root("square_root_shifted", spread((12,), 52, np.uint64).data, 3)

    def subtraction(name, clamping, noise_bits, runs=4):
        smoothing, keeping, least = [655, 983], [15729, 15401], 819
        noise = [0] * 5

        def expected(arrays):
            result = []
            for i, x in enumerate(arrays[0].tolist()):
                signal = (x << noise_bits) % 2**32
                noise[i] = ((signal * smoothing[i % 2] + noise[i] * keeping[i % 2]) >> 14) % 2**32
                taken = min(noise[i], signal)
                if clamping:
                    noise[i] = taken
                result.append(max((signal - taken) >> noise_bits, (x * least) >> 14))
            return [np.array(result, np.uint32), np.array(noise, np.uint32)]

        data = [spread((5,), 32 - noise_bits).data for _ in range(runs)]
        add(name, "FilterBankSpectralSubtraction",
            {"num_channels": 5, "smoothing": smoothing[0], "one_minus_smoothing": keeping[0],
             "alternate_smoothing": smoothing[1], "alternate_one_minus_smoothing": keeping[1],
             "smoothing_bits": noise_bits, "min_signal_remaining": least, "clamping": clamping,
             "spectral_subtraction_bits": 14},
            [Tensor(data[0])], [out(np.uint32), out(np.uint32)], expected, [[d] for d in data])

    subtraction("spectral_subtraction", False, 10)
    subtraction("spectral_subtraction_clamped", True, 0)

    def pcan(name, shift):
        table = np.zeros(125, np.int64)
        table[:2] = 32636, 32630
        for octave in range(2, 33):
            base = 32000 // octave
            table[4 * octave - 6:4 * octave - 3] = base, -base // 5, base // 17
        table = table.tolist()

        def expected(arrays):
            result = []
            for x, noise in zip(arrays[0].tolist(), arrays[1].tolist()):
                snr = (x * gain(noise, table) >> shift) % 2**32
                result.append(snr * snr >> 20 if snr < 8192 else (snr >> 6) - 64)
            return np.array(result, np.uint32)

        noise = spread((12,), 32)
        noise.data[:4] = 0, 1, 2, 3
        add(name, "PCAN", {"snr_shift": shift},
            [spread((12,), 24), noise, constant(table, np.int16)], out(np.uint32), expected)

    pcan("pcan", 6)

    def log(name, scale, bits):
        def expected(arrays):
            values = [(x << bits) % 2**32 for x in arrays[0].tolist()]
            return np.array([min(log_q16(v, scale), 32767) if v > 1 else 0 for v in values],
                            np.int16)

        data = spread((14,), 32)
        data.data[:3] = 0, 1, 2
        add(name, "FilterBankLog", {"output_scale": scale, "input_correction_bits": bits}, [data],
            out(np.int16), expected)

    log("log", 64, 3)
    log("log_saturated", 2000, 0)
