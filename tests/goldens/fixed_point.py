# SPDX-License-Identifier: Apache-2.0
"""The rounding of the integer kernels in Python's exact integers, for rooms that TensorFlow Lite
has no reference for. Source: the operators' specification, not Mote's own code."""
import math

import numpy as np


def factor(real):
    """(multiplier, shift) of a float64: Q31, half away from zero."""
    if real == 0:
        return 0, 0
    fraction, shift = math.frexp(float(real))
    multiplier = int(math.floor(fraction * 2.0**31 + 0.5))
    if multiplier == 2**31:
        multiplier, shift = multiplier // 2, shift + 1
    return (0, 0) if shift < -31 else (multiplier, shift)


def wrap32(x):
    return (int(x) + 2**31) % 2**32 - 2**31


def halved(x, bits):
    """x / 2^bits, half away from zero."""
    half = (1 << bits) >> 1
    return (x + half) >> bits if x >= 0 else -((-x + half) >> bits)


def rescale(x, by):
    """32-bit accumulators: rounds the product up on ties, then the shift away from zero."""
    multiplier, shift = by
    x = wrap32(int(x) << max(shift, 0))
    return halved((x * multiplier + 2**30) >> 31, max(-shift, 0))


def rescale_64(x, by):
    """64-bit accumulators: one rounding, and 16 bits of the multiplier."""
    multiplier, shift = by
    upper = (multiplier + 0x8000) >> 16 if multiplier < 0x7FFF0000 else 0x7FFF
    return (int(x) * upper + (1 << (14 - shift))) >> (15 - shift)


def clip(x, dtype):
    info = np.iinfo(dtype)
    return min(max(int(x), info.min), info.max)
