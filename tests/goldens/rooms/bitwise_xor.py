# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import constant, out

NAMES = {"s8": np.int8, "u8": np.uint8, "s16": np.int16, "u16": np.uint16, "s32": np.int32,
         "u32": np.uint32}


def make(m):
    for name, kind in NAMES.items():
        def add(case, a, b):
            m.add(name + case, 160, ("BitwiseXorOptions", {}),
                  [m.tensor(kind, a), m.tensor(kind, b)], out(kind), version=1)

        add("", (3, 4), (3, 4))
        add("_broadcast", (2, 1, 3), (4, 1))
    m.add("s16_constant", 160, ("BitwiseXorOptions", {}),
          [m.tensor(np.int16, (5,)), constant([0x0FF0], np.int16)], out(np.int16), version=1)
    a, b = (m.tensor(np.int64, (2, 3), low=-2**50, high=2**50) for _ in range(2))
    m.add("s64", 160, ("BitwiseXorOptions", {}), [a, b], out(np.int64),
          expected=lambda arrays: np.bitwise_xor(*arrays))
