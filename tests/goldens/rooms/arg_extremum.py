# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import Tensor, constant, out

INT32, INT64 = 2, 4


def make(m):
    def add(name, maximum, tensor, axis, wide=False, **more):
        kind = "ArgMaxOptions" if maximum else "ArgMinOptions"
        options = (kind, {"outputType": (0, 1, INT64 if wide else INT32)})
        m.add(name, 56 if maximum else 79, options, [tensor, constant(axis)],
              out(np.int64 if wide else np.int32), **more)

    for name, maximum in [("max", True), ("min", False)]:
        of = np.argmax if maximum else np.argmin
        add(f"{name}_f32", maximum, m.f32((2, 3, 4)), 1)
        add(f"{name}_f32_last_axis", maximum, m.f32((2, 7)), -1, True)
        add(f"{name}_s8", maximum, m.s8((2, 5, 3)), 1)
        add(f"{name}_s8_first_of_equals", maximum,
            m.tensor(np.int8, (4, 6), 0.1, 0, low=-1, high=1), [1], True)
        add(f"{name}_s8_vector", maximum, m.s8((9,)), [[0]])
        add(f"{name}_s32", maximum, m.tensor(np.int32, (4, 3)), [-2])
        add(f"{name}_s16", maximum, m.s16((4, 3)), 0,
            expected=lambda arrays, of=of: of(arrays[0], axis=0).astype(np.int32))
        add(f"{name}_b", maximum, Tensor(np.array([[0, 1, 0, 1], [1, 0, 0, 1]], np.bool_)), 1,
            expected=lambda arrays, of=of: of(arrays[0], axis=1).astype(np.int32))
