# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import Tensor, out_s8, out_s16


def high(a, b):
    return (a * b + 2**30) >> 31


def rounded(x, bits):
    return (abs(x) + (1 << bits >> 1) >> bits) * (1 if x >= 0 else -1)


def rescale(x, multiplier, shift):
    return rounded(high(x << max(shift, 0), multiplier), max(-shift, 0))


def inverse_root(x):
    """Q31 multiplier and shift of 1 / sqrt(x) by Newton's method on numbers with 3 integer bits."""
    if x <= 1:
        return 2**31 - 1, 0
    right = 11
    while x < 2**27:
        x, right = 4 * x, right - 1
    half, y = rounded(x >> 1, 1), 2**28
    for _ in range(5):
        y = 8 * (high(3 * 2**27, y) - high(half, 64 * high(high(y, y), y)))
    return high(y, 1518500250) << max(-right, 0), min(-right, 0)


def quantized(data, scales, zeros):
    """TFLM's kernel of int8 for any type: TensorFlow Lite's of int16 looks up a table."""
    root = np.sqrt(np.float32(scales[0])) * np.float32(scales[1])
    fraction, exponent = np.frexp(1 / np.float64(root))
    multiplier, exponent = int(np.floor(fraction * 2**31 + 0.5)), int(exponent)
    info = np.iinfo(data.dtype)
    values = []
    for q in data.ravel().tolist():
        if q == zeros[0]:
            values.append(info.max)
            continue
        inverse, shift = inverse_root(q - zeros[0])
        value = rescale(rescale(1, inverse, shift + 20), multiplier, exponent - 20) + zeros[1]
        values.append(max(info.min, min(info.max, value)))
    return np.array(values, data.dtype).reshape(data.shape)


def make(m):
    def s8(name, scales, zeros):
        data = m.integers(np.int8, (4, 8), max(zeros[0], -128), 127)
        data[0, :2] = [zeros[0], 127]
        m.add(name, 76, None, [Tensor(data, scales[0], zeros[0])], out_s8(scales[1], zeros[1]))
        case = m.cases[-1]
        case.run()  # TensorFlow Lite and the formula above agree
        assert (case.results[0][0] == quantized(data, scales, zeros)).all(), name
        case.results = []

    s8("s8", (0.02, 0.03), (-128, -128))
    s8("s8_saturating", (0.001, 0.003), (-128, 5))
    s8("s8_zero_point_0", (0.5, 0.01), (0, -100))
    s8("s8_great_scale", (100, 0.001), (-128, -128))
    s8("s8_only_zeros", (0.5, 0.01), (127, 0))

    def s16(name, scales):
        data = m.integers(np.int16, (3, 8), 0, 32767)
        data[0, :5] = [0, 1, 2, 3, 32767]
        m.add(name, 76, None, [Tensor(data, scales[0], 0)], out_s16(scales[1]),
              expected=lambda a: quantized(a[0], scales, (0, 0)))

    s16("s16", (0.0005, 0.001))
    s16("s16_small_output", (0.01, 0.0001))
