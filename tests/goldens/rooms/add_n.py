# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import Tensor, out, out_f32, out_s8


def make(m):
    def rounded(x, bits):
        return (abs(x) + (1 << bits >> 1) >> bits) * (1 if x >= 0 else -1)

    def s8(name, terms, shape, scales, zeros, constants=0):
        """TFLM's kernel takes the zero point off once too often; TensorFlow Lite has none."""
        fraction, exponent = np.frexp(np.float64(np.float32(scales[0])) / 2**19 /
                                      np.float64(np.float32(scales[1])))
        multiplier, exponent = int(np.floor(fraction * 2**31 + 0.5)), int(exponent)
        inputs = [m.s8(shape, scales[0], zeros[0], i >= terms - constants) for i in range(terms)]

        def expected(_):
            total = (sum(t.data.astype(int) - zeros[0] for t in inputs) - zeros[0]) * 2**19
            values = [rounded(x * multiplier + 2**30 >> 31, -exponent) + zeros[1]
                      for x in total.ravel().tolist()]
            return np.clip(values, -128, 127).astype(np.int8).reshape(shape)

        m.add(name, 106, None, inputs, out_s8(scales[1], zeros[1]), expected=expected)

    s8("s8", 3, (3, 7), (0.05, 0.11), (3, -8))
    s8("s8_two", 2, (2, 17), (0.02, 0.05), (-128, -128))
    s8("s8_fifteen", 15, (5,), (0.05, 0.9), (127, 0))
    s8("s8_fifteen_low", 15, (5,), (0.05, 0.05), (-128, 127))
    s8("s8_constants", 4, (2, 20), (0.05, 0.1), (-5, 5), 2)
    m.add("f32", 106, None, [m.f32((3, 7)) for _ in range(3)], out_f32(), version=1)
    m.add("f32_five", 106, None, [m.f32((33,)) for _ in range(5)], out_f32(), version=1)
    m.add("f32_constant", 106, None, [m.f32((2, 3)), m.f32((2, 3), True)], out_f32(), version=1)
    whole = [Tensor(m.integers(np.int32, (2, 5), -2**29, 2**29)) for _ in range(3)]
    m.add("s32", 106, None, whole, out(np.int32), version=1)
    ends = np.array([2**31 - 1, -2**31], np.int32)
    m.add("s32_wraps", 106, None, [Tensor(ends), Tensor(ends)], out(np.int32),
          expected=lambda a: a[0] + a[1])
