# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import Tensor, out

EQUAL, NOT_EQUAL, GREATER, GREATER_EQUAL, LESS, LESS_EQUAL = 71, 72, 61, 62, 58, 63
OPERATORS = {"equal": EQUAL, "not_equal": NOT_EQUAL, "greater": GREATER,
             "greater_equal": GREATER_EQUAL, "less": LESS, "less_equal": LESS_EQUAL}


def make(m):
    for prefix, code in OPERATORS.items():
        def add(name, first, second):
            m.add(f"{prefix}_{name}", code, None, [first, second], out(np.bool_))

        def near(dtype, shape, scale=(), zero=()):
            """Few different numbers, so that many are equal."""
            return m.tensor(dtype, shape, scale, zero, low=-2, high=2)

        add("s8", near(np.int8, (3, 4), 0.5, 1), near(np.int8, (3, 4), 0.5, 1))
        add("s8_other_scale", near(np.int8, (3, 4), 0.5, 1), near(np.int8, (4,), 0.25, -1))
        add("s8_any", m.s8((2, 8), 0.07, -9), m.s8((2, 8), 0.05, 9))
        add("s8_small_scale", near(np.int8, (2, 8), 0.003, 0), near(np.int8, (2, 8), 0.003, 0))
        # LESS and its like compare int16 as stored, EQUAL and NOT_EQUAL as real numbers.
        add("s16", near(np.int16, (3, 4), 0.01, 0), near(np.int16, (4,), 0.01, 0))
        if code in (EQUAL, NOT_EQUAL):
            add("s16_other_scale", near(np.int16, (3, 4), 0.5, 0), near(np.int16, (4,), 0.25, 0))
        add("s16_any", m.s16((2, 6)), m.s16((2, 6)))
        add("s32", near(np.int32, (3, 4)), near(np.int32, (3, 1)))
        add("s64", m.tensor(np.int64, (6,), low=2 ** 40, high=2 ** 40 + 1),
            m.tensor(np.int64, (6,), low=2 ** 40, high=2 ** 40 + 1))
        add("f32", Tensor(np.array([1, 2, 2, np.nan, 0, np.inf], np.float32)),
            Tensor(np.array([2, 1, 2, np.nan, -0.0, np.inf], np.float32)))
        add("f32_broadcast", m.f32((2, 1, 3)), m.f32((2, 1), True))
        if code in (EQUAL, NOT_EQUAL):
            add("b", m.tensor(np.bool_, (2, 4)), m.tensor(np.bool_, (4,)))
