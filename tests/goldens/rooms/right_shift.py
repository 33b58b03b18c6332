# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import Tensor, out

NAMES = {"s8": np.int8, "u8": np.uint8, "s16": np.int16, "u16": np.uint16, "s32": np.int32,
         "u32": np.uint32}


def make(m):
    for name, kind in NAMES.items():
        bits = np.iinfo(kind).bits
        counts = m.integers(kind, (3, 4), 0, bits - 1)
        counts[0, :3] = [0, bits - 1, bits]
        counts[1, :2] = np.iinfo(kind).min, np.iinfo(kind).max
        options = ("RightShiftOptions", {})
        m.add(name, 161, options, [m.tensor(kind, (3, 4)), Tensor(counts)], out(kind), version=1)
        m.add(name + "_broadcast", 161, options,
              [m.tensor(kind, (2, 1, 3)), Tensor(m.integers(kind, (4, 1), 0, bits - 1))], out(kind),
              version=1)
