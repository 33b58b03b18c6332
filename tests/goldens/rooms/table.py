# SPDX-License-Identifier: Apache-2.0
"""Mote's own operator: NumPy from its definition."""
import numpy as np
from golden import constant, out


def make(m):
    def add(name, input_kind, output_kind, shape):
        table = m.integers(np.uint8, (256,))

        def expected(arrays):
            return table[arrays[0].view(np.uint8)].view(output_kind)

        m.add(name, 32, None, [m.tensor(input_kind, shape, 0.1, 3), constant(table, np.uint8)],
              out(output_kind, 0.2, 5), custom="MoteTable", expected=expected)

    add("s8", np.int8, np.int8, (2, 3, 50))
    add("u8_s8", np.uint8, np.int8, (1, 200))
    add("s8_u8", np.int8, np.uint8, (7,))
