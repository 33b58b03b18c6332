# SPDX-License-Identifier: Apache-2.0
import math

import numpy as np

from golden import Tensor, constant, out

MEAN, SUM, PROD, MAX, MIN, ANY, ALL = 40, 74, 81, 82, 89, 91, 140


def options(keep=False):
    return ("ReducerOptions", {"keepDims": (0, 1, keep)})


def scaled_sum(array, axis, dtype, scales, zero_points):
    """Of quantised numbers, as TFLM defines it; the interpreter's reference kernel does not sum."""
    total = np.sum(array.astype(np.int64) - zero_points[0], axis=axis)
    fraction, shift = math.frexp(np.float64(np.float32(scales[0])) / np.float32(scales[1]))
    product = (total * 2 ** max(shift, 0) * math.floor(fraction * 2**31 + 0.5) + 2**30) >> 31
    right = max(-shift, 0)
    rounded = np.sign(product) * ((abs(product) + (1 << right >> 1)) >> right)
    ends = np.iinfo(dtype)
    return np.clip(rounded + zero_points[1], ends.min, ends.max).astype(dtype)


def make(m):
    f32, s8, s16, s32, s64 = np.float32, np.int8, np.int16, np.int32, np.int64

    def add(name, code, tensor, axes, output, keep=False):
        m.add(name, code, options(keep), [tensor, constant(axes)], output,
              version=1 if code in (ANY, ALL) else 2)

    add("mean_f32_height_width", MEAN, m.f32((2, 3, 4, 3)), [1, 2], out(f32))
    add("mean_f32_every_second_axis", MEAN, m.f32((2, 3, 1, 2, 2)), [0, -2], out(f32), True)
    add("mean_f32_repeated_axis", MEAN, m.f32((3, 5)), [1, -1, 1], out(f32))
    add("mean_f32_all", MEAN, m.f32((3, 5)), [0, 1], out(f32))
    add("mean_f32_no_axis", MEAN, m.f32((2, 3)), [], out(f32))
    for kind, dtype in [("s32", s32), ("s64", s64)]:
        tensor = m.tensor(dtype, (4, 3), low=-100, high=100)
        add(f"mean_{kind}", MEAN, tensor, [0], out(dtype))
    add("mean_s8", MEAN, m.s8((2, 3, 3, 4), 0.05, -3), [1, 2], out(s8, 0.03, 7), True)
    add("mean_s8_coarser", MEAN, m.s8((3, 7), 0.05, 127), [1], out(s8, 0.5, -128))
    add("mean_s8_finer", MEAN, m.s8((3, 7), 0.05, -128), [0], out(s8, 0.003, -40))
    add("mean_s8_outer", MEAN, m.s8((5, 2, 3), 0.05, 1), [0, 2], out(s8, 0.05, 1))
    add("mean_s8_no_axis", MEAN, m.s8((2, 3), 0.05, 1), [], out(s8, 0.07, 1))
    add("mean_s8_scalar", MEAN, m.s8((), 0.05, 1), [], out(s8, 0.07, 1))
    add("mean_s16", MEAN, m.s16((4, 5), 0.001), [1], out(s16, 0.0008, 0))
    add("mean_s8_far", MEAN, m.s8((2, 9), 1e-12, 0), [1], out(s8, 1.0, 3))

    add("sum_f32", SUM, m.f32((2, 3, 4)), [1], out(f32))
    add("sum_f32_keep", SUM, m.f32((2, 3, 4)), [-1, 0], out(f32), True)
    ends = Tensor(np.array([[2**31 - 1, 1], [-2**31, -2]], s32))
    add("sum_s32_wraps", SUM, ends, [1], out(s32))
    add("sum_s64", SUM, m.tensor(s64, (3, 4), low=-10**9, high=10**9), [0], out(s64))
    def add_sum(name, tensor, axis, scale, zero_point):
        dtype = tensor.data.dtype
        scales, zeros = (tensor.scales[0], scale), (tensor.zero_points[0], zero_point)
        m.add(name, SUM, options(), [tensor, constant(axis)], out(dtype, scale, zero_point),
              expected=lambda a: scaled_sum(a[0], tuple(axis), dtype, scales, zeros))

    add_sum("sum_s8", m.s8((3, 4, 2), 0.05, -7), [1], 0.11, 9)
    add_sum("sum_s8_all", m.s8((4, 6), 0.05, 127), [0, 1], 3.5, 50)
    add_sum("sum_s8_finer", m.s8((5, 3), 0.05, 2), [1], 0.02, 0)
    add_sum("sum_s16", m.s16((4, 5), 0.001), [1], 0.004, 0)

    add("prod_f32", PROD, m.f32((3, 4)), [1], out(f32))
    add("prod_s32", PROD, m.tensor(s32, (3, 4), low=-9, high=9), [0], out(s32))
    add("prod_s64", PROD, m.tensor(s64, (2, 6), low=-90, high=90), [1], out(s64), True)

    add("prod_s8", PROD, m.s8((2, 4, 2), 0.05, -7), [1], out(s8, 0.03, 9))
    add("prod_s8_coarse", PROD, m.s8((3, 5), 0.9, 100), [1], out(s8, 900.0, -9))
    add("prod_s8_one_factor", PROD, m.s8((3, 1), 0.05, 2), [1], out(s8, 0.02, 0))
    add("prod_s8_many", PROD, m.tensor(s8, (30, 2), 0.011, -1, low=80, high=110), [0],
        out(s8, 0.0078125, 0))
    add("prod_s16_fine", PROD, m.s16((2, 9), 0.0003), [0], out(s16, 0.003, 0))
    add("prod_s16", PROD, m.s16((4, 3), 0.0001), [1], out(s16, 0.0005, 0), True)

    for name, code in [("max", MAX), ("min", MIN)]:
        add(f"{name}_f32", code, m.f32((2, 3, 4)), [1], out(f32))
        add(f"{name}_s8", code, m.s8((2, 3, 4), 0.1, 5), [0, 2], out(s8, 0.1, 5), True)
        add(f"{name}_s16", code, m.s16((3, 4)), [-1], out(s16, 0.0005, 0))
        add(f"{name}_s32", code, m.tensor(s32, (3, 4)), [0], out(s32))
        big = m.tensor(s64, (3, 4), low=-2**50, high=2**50)
        add(f"{name}_s64", code, big, [1], out(s64))
    infinities = Tensor(np.array([[np.inf, np.inf], [-np.inf, -np.inf], [-np.inf, 1]], f32))
    for name, code, of in [("max", MAX, np.max), ("min", MIN, np.min)]:
        m.add(f"{name}_f32_infinite", code, options(), [infinities, constant([1])], out(f32),
              expected=lambda arrays, of=of: of(arrays[0], axis=1))

    flags = Tensor(np.array([[1, 1, 1], [1, 0, 1], [0, 0, 0], [0, 0, 1]], np.bool_))
    for name, code in [("all", ALL), ("any", ANY)]:
        add(name, code, flags, [1], out(np.bool_))
        add(f"{name}_keep", code, m.tensor(np.bool_, (2, 3, 2)), [0, 2], out(np.bool_), True)
