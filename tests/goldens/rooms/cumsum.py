# SPDX-License-Identifier: Apache-2.0
import math

import numpy as np

from golden import Tensor, constant, out, out_s8


def options(exclusive, reverse):
    return ("CumsumOptions", {"exclusive": (0, 1, exclusive), "reverse": (1, 1, reverse)})


def rescaled(total, ratio):
    """total * 2^19 * ratio as the fixed-point recipe rounds it: the product, then the shift."""
    fraction, exponent = math.frexp(ratio)
    product = (total * 2**19 * math.floor(fraction * 2**31 + 0.5) + 2**30) >> 31
    magnitude = (abs(product) + (1 << -exponent - 1)) >> -exponent
    return magnitude if product >= 0 else -magnitude


def sums_s8(array, axis, exclusive, reverse, scales, zero_points):
    """int8 (which the interpreter lacks), as TFLM defines it: the sum starts at -zero point."""
    ratio = np.float64(np.float32(scales[0])) * 2 / (2**20 * np.float64(np.float32(scales[1])))
    lines = np.moveaxis(array.astype(np.int64), axis, 0)
    lines = lines[::-1] if reverse else lines
    result = np.zeros(lines.shape, np.int8)
    for at in np.ndindex(*lines.shape[1:]):
        total = -zero_points[0]
        for k in range(lines.shape[0]):
            before = total
            total += int(lines[(k,) + at]) - zero_points[0]
            value = rescaled(before if exclusive else total, ratio) + zero_points[1]
            result[(k,) + at] = min(127, max(-128, value))
    return np.moveaxis(result[::-1] if reverse else result, 0, axis)


def make(m):
    ways = [("", False, False), ("_exclusive", True, False), ("_reverse", False, True),
            ("_exclusive_reverse", True, True)]
    for name, exclusive, reverse in ways:
        def add_s8(case, tensor, axis, scale, zero_point, exclusive=exclusive, reverse=reverse):
            scales, zeros = (tensor.scales[0], scale), (tensor.zero_points[0], zero_point)
            m.add(case, 128, options(exclusive, reverse), [tensor, constant(axis)],
                  out_s8(scale, zero_point),
                  expected=lambda a: sums_s8(a[0], axis, exclusive, reverse, scales, zeros))

        m.add("f32" + name, 128, options(exclusive, reverse), [m.f32((2, 3, 4)), constant(1)],
              out(np.float32), version=1)
        add_s8("s8" + name, m.s8((2, 4, 3), 0.05, 3), 1, 0.12, -9)
        add_s8("s8_zero_points_at_ends" + name, m.s8((3, 5), 0.02, -128), -1, 0.31, 127)
    many = Tensor(np.full((1, 40), 100, np.int8), 0.05, -128)
    add_s8("s8_beyond_the_headroom", many, 1, 3.0, -100, False, False)
    add_s8("s8_beyond_the_type", many, 1, 0.0001, 0, False, False)
    fewer = Tensor(np.full((1, 40), -100, np.int8), 0.05, 127)
    add_s8("s8_below_the_headroom", fewer, 1, 3.0, 100, False, False)
    m.add("s32", 128, options(False, False), [m.tensor(np.int32, (4, 3)), constant(0)],
          out(np.int32), version=1)
    m.add("s64", 128, options(True, True),
          [m.tensor(np.int64, (2, 3), low=-2**40, high=2**40), constant(-1)],
          out(np.int64), version=1)
