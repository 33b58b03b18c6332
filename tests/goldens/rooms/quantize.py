# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import Tensor, out, out_s8, out_s16


def make(m):
    m.add("f32_s8", 114, None, [m.f32((3, 7))], out_s8(0.02, 10))
    ties = np.array([[-2.5, -1.5, -0.5, -0.25, 0, 0.25, 0.5, 1.5, 2.5, 1e9, -1e9]], np.float32)
    m.add("f32_s8_ties_and_ends", 114, None, [Tensor(ties)], out_s8(1.0, -3))
    m.add("f32_s8_small_scale", 114, None, [m.f32((2, 6))], out_s8(1e-3, 0))
    for name, scales, zeros in [("s8_s8_coarser", (0.02, 0.05), (3, -4)),
                                ("s8_s8_finer", (0.05, 0.02), (-8, 7)),
                                ("s8_s8_same_scale", (0.05, 0.05), (-128, 127)),
                                ("s8_s8_far", (1.0, 0.001), (0, 0))]:
        m.add(name, 114, None, [m.s8((4, 16), scales[0], zeros[0])], out_s8(scales[1], zeros[1]))
    m.add("f32_s16", 114, None, [m.f32((3, 7))], out_s16(0.0001, 0))
    m.add("f32_s16_ties_and_ends", 114, None, [Tensor(ties)], out_s16(1.0))
    m.add("f32_u8", 114, None, [m.f32((3, 7))], out(np.uint8, 0.015, 128))
    m.add("f32_u8_ties_and_ends", 114, None, [Tensor(ties)], out(np.uint8, 1.0, 3))
    types = {"s8": np.int8, "u8": np.uint8, "s16": np.int16, "s32": np.int32}

    def rescaled(arrays, scales, zeros, target):
        """round(round((q - z) 2^left f 2^31 / 2^31) / 2^right) with the factor f in Q31."""
        fraction, exponent = np.frexp(np.float64(np.float32(scales[0])) /
                                      np.float64(np.float32(scales[1])))
        exponent = int(exponent)
        multiplier = int(np.floor(fraction * 2**31 + 0.5))
        if multiplier == 2**31:
            multiplier, exponent = multiplier // 2, exponent + 1
        values = []
        for q in arrays[0].ravel().tolist():
            x = max(-2**31, min(2**31 - 1, (q - zeros[0]) << max(exponent, 0)))
            x = (x * multiplier + 2**30) >> 31
            right = max(-exponent, 0)
            half = 1 << right >> 1
            x = (abs(x) + half >> right) * (1 if x >= 0 else -1)
            info = np.iinfo(target)
            values.append(max(info.min, min(info.max, x + zeros[1])))
        return np.array(values, target).reshape(arrays[0].shape)

    def pair(name, scales, zeros, numpy=False, high=None):
        a, b = (types[t] for t in name.split("_")[:2])
        data = m.integers(a, (4, 8), None if high is None else -high, high)
        more = {"expected": lambda arrays: rescaled(arrays, scales, zeros, b)} if numpy else {}
        m.add(name, 114, None, [Tensor(data, scales[0], zeros[0])],
              out(b, scales[1], zeros[1]), **more)

    pair("s8_u8_same_scale", (0.05, 0.05), (-3, 125))
    pair("s8_u8_coarser", (0.05, 0.07), (127, 255), True)
    pair("u8_s8_same_scale", (0.05, 0.05), (128, 0))
    pair("u8_s8_finer", (0.05, 0.03), (255, -128))
    pair("u8_u8", (0.05, 0.03), (0, 130))
    pair("s8_s16", (0.05, 0.0005), (-128, 0), True)
    pair("s8_s32", (0.05, 0.00001), (127, 0), True)
    pair("s16_s8", (0.0005, 0.07), (0, -128))
    pair("s16_s16", (0.0005, 0.0003), (0, 0))
    pair("s16_s16_coarser", (0.0005, 0.9), (0, 0))
    pair("s16_s32", (0.0005, 0.00001), (0, 0))
    pair("s16_s32_far", (1, 2**-14), (0, 0), True)
    pair("s32_s8", (0.0000001, 0.9), (0, -5), True)
    pair("s32_s8_with_zero_points", (0.01, 0.02), (1000, 100), True, 2000)
    pair("s32_s16", (0.00000002, 0.001), (0, 0), True)
    pair("s32_s16_finer", (0.01, 0.001), (-3, 7), True, 3000)
    pair("s32_s16_saturating", (1000, 0.001), (0, 0), True)
