# SPDX-License-Identifier: Apache-2.0
"""The signal library has no TensorFlow Lite kernels. Fixed point: its definition (decimation in
time, radix 4 first, every stage scaled down, twiddle factors and products rounded) as a recursion
in Python's integers. Floats: NumPy."""
import math

import numpy as np
from flatbuffers import flexbuffers
from golden import Tensor, out

CUSTOM = 32


class Fixed:
    """Complex numbers are pairs of integers with `bits` fraction bits."""

    def __init__(self, bits, inverse):
        self.bits, self.most, self.inverse = bits, 2**bits - 1, inverse

    def wrap(self, x):
        return (x + 2**self.bits) % 2**(self.bits + 1) - 2**self.bits

    def rounded(self, x):
        return self.wrap((x + 2**(self.bits - 1)) >> self.bits)

    def scaled(self, a, by):
        return tuple(self.rounded(x * (self.most // by)) for x in a)

    def add(self, a, b, sign=1):
        return tuple(self.wrap(x + sign * y) for x, y in zip(a, b))

    def times(self, a, b):
        return (self.rounded(a[0] * b[0] - a[1] * b[1]), self.rounded(a[0] * b[1] + a[1] * b[0]))

    def turn(self, part):
        angle = (2 if self.inverse else -2) * math.pi * part
        return tuple(math.floor(.5 + self.most * x) for x in (math.cos(angle), math.sin(angle)))

    def turned_right(self, a):
        """Times -i, or i for the inverse."""
        return (self.wrap(-a[1]), a[0]) if self.inverse else (a[1], self.wrap(-a[0]))

    def transform(self, data):
        n = len(data)
        if n == 1:
            return data
        radix = 4 if n % 4 == 0 else 2
        m = n // radix
        parts = [self.transform(data[i::radix]) for i in range(radix)]
        result = [None] * n
        for k in range(m):
            terms = [self.scaled(part[k], radix) for part in parts]
            terms[1:] = [self.times(t, self.turn(i * k / n)) for i, t in enumerate(terms[1:], 1)]
            if radix == 2:
                result[k], result[k + m] = (self.add(*terms, sign) for sign in (1, -1))
                continue
            a, b, c, d = terms
            even, even_off = self.add(a, c), self.add(a, c, -1)
            odd, odd_off = self.add(b, d), self.turned_right(self.add(b, d, -1))
            result[k], result[k + 2 * m] = self.add(even, odd), self.add(even, odd, -1)
            result[k + m], result[k + 3 * m] = self.add(even_off, odd_off), self.add(
                even_off, odd_off, -1)
        return result

    def conjugate(self, a):
        return a[0], self.wrap(-a[1])

    def forward(self, samples):
        n = len(samples) // 2
        data = self.transform(list(zip(samples[0::2], samples[1::2])))
        first = self.scaled(data[0], 2)
        bins = [None] * (n + 1)
        bins[0] = (self.wrap(first[0] + first[1]), 0)
        bins[n] = (self.wrap(first[0] - first[1]), 0)
        for k in range(1, n // 2 + 1):
            near, far = self.scaled(data[k], 2), self.scaled(self.conjugate(data[n - k]), 2)
            total = self.add(near, far)
            turned = self.times(self.add(near, far, -1), self.turn(k / (2 * n) + .25))
            bins[k] = tuple((x + y) >> 1 for x, y in zip(total, turned))
            bins[n - k] = ((total[0] - turned[0]) >> 1, (turned[1] - total[1]) >> 1)
        return [x for pair in bins for x in pair]

    def backward(self, numbers):
        bins = list(zip(numbers[0::2], numbers[1::2]))
        n = len(bins) - 1
        data = [None] * n
        data[0] = self.scaled((self.wrap(bins[0][0] + bins[n][0]),
                               self.wrap(bins[0][0] - bins[n][0])), 2)
        for k in range(1, n // 2 + 1):
            near, far = self.scaled(bins[k], 2), self.scaled(self.conjugate(bins[n - k]), 2)
            even = self.add(near, far)
            odd = self.times(self.add(near, far, -1), self.turn(k / (2 * n) + .25))
            data[k] = self.add(even, odd)
            data[n - k] = self.conjugate(self.add(even, odd, -1))
        return [x for pair in self.transform(data) for x in pair]


def make(m):
    def add(name, custom, options, data, outputs, expected, runs=None, bound=None):
        m.add(name, CUSTOM, None, [data], outputs, custom="Signal" + custom, runs=runs, bound=bound,
              custom_options=bytes(flexbuffers.Dumps(options)) if options else b"",
              expected=expected)

    kinds = {np.int16: (7, 15), np.int32: (2, 31), np.float32: (0, 0)}

    def tensor(dtype, shape):
        half = 2**(kinds[dtype][1] - 1)  # transforms of full-range noise wrap nowhere either
        return m.tensor(dtype, shape, low=-1 if dtype == np.float32 else -half,
                        high=1 if dtype == np.float32 else half)

    def rfft(name, dtype, shape, length, bound=None):
        def expected(arrays):
            rows = arrays[0].reshape(-1, shape[-1])
            if dtype == np.float32:
                bins = np.fft.rfft(rows.astype(np.float64), length)
                result = np.stack([bins.real, bins.imag], -1)
            else:
                fixed = Fixed(kinds[dtype][1], False)
                padding = [0] * (length - shape[-1])
                result = np.array([fixed.forward(row.tolist() + padding) for row in rows])
            return result.astype(dtype).reshape(shape[:-1] + (length + 2,))

        add(name, "Rfft", {"T": kinds[dtype][0], "fft_length": length}, tensor(dtype, shape),
            out(dtype), expected, bound=bound)

    def irfft(name, dtype, front, length, bound=None):
        def expected(arrays):
            rows = arrays[0].reshape(-1, length + 2)
            if dtype == np.float32:
                pairs = rows.astype(np.float64).reshape(len(rows), -1, 2)
                result = np.fft.irfft(pairs[..., 0] + 1j * pairs[..., 1], length)
            else:
                fixed = Fixed(kinds[dtype][1], True)
                result = np.array([fixed.backward(row.tolist()) for row in rows])
            return result.astype(dtype).reshape(front + (length,))

        data = tensor(dtype, front + (length + 2,))
        if dtype == np.float32:
            data.data[..., [1, -1]] = 0  # bins of the mean and of half the rate are real
        add(name, "Irfft", {"T": kinds[dtype][0], "fft_length": length}, data, out(dtype), expected,
            bound=bound)

    for length in (4, 8, 16, 32, 64, 128):
        rfft(f"rfft_s16_{length}", np.int16, (length,), length)
        irfft(f"irfft_s16_{length}", np.int16, (), length)
    for length in (4, 8, 16, 32):
        rfft(f"rfft_s32_{length}", np.int32, (length,), length)
        irfft(f"irfft_s32_{length}", np.int32, (), length)
        rfft(f"rfft_f32_{length}", np.float32, (length,), length, [1e-6, 4e-6])
        irfft(f"irfft_f32_{length}", np.float32, (), length)
    rfft("rfft_s16_padded_rows", np.int16, (2, 2, 9), 16)
    rfft("rfft_s32_padded", np.int32, (3,), 8)
    rfft("rfft_f32_padded_rows", np.float32, (2, 5), 8, [1e-6, 4e-6])
    irfft("irfft_s16_rows", np.int16, (2, 1), 8)
    irfft("irfft_s32_rows", np.int32, (2,), 8)
    irfft("irfft_f32_rows", np.float32, (1, 2), 8)

    def auto_scale(name, data):
        def expected(arrays):
            loudest = int(np.abs(arrays[0].astype(int)).max())
            bits = max(0, 15 - loudest.bit_length())
            return [(arrays[0].astype(int) << bits).astype(np.int16), np.int32(bits)]

        add(name, "FftAutoScale", None, Tensor(np.array(data, np.int16)),
            [out(np.int16), out(np.int32, shape=())], expected)

    auto_scale("auto_scale", [3, -100, 57, 0])
    auto_scale("auto_scale_silence", [[0, 0], [0, 0]])
    auto_scale("auto_scale_greatest", [-32768, 5])
    auto_scale("auto_scale_full", [16384, -3])
    auto_scale("auto_scale_one_bit", [16383, -16383, 1])
