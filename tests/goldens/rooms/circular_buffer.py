# SPDX-License-Identifier: Apache-2.0
"""TensorFlow Lite has no such operator: NumPy from its definition."""
import numpy as np
from flatbuffers import flexbuffers
from golden import Tensor, out_s8


def make(m):
    def add(name, slots, shape, zero_point=0, options={"cycles_max": 1}, variable=False, runs=6):
        data = [m.s8((1, 1) + shape, 0.1, zero_point) for _ in range(runs)]
        kept = np.full((1, slots) + shape, zero_point, np.int8)

        def expected(arrays):
            kept[:, :-1] = kept[:, 1:].copy()
            kept[:, -1:] = arrays[0]
            return kept.copy()

        output = out_s8(0.1, zero_point)
        output.variable = variable
        m.add(name, 32, None, [data[0]], output, custom="CIRCULAR_BUFFER", expected=expected,
              custom_options=bytes(flexbuffers.Dumps(options)) if options else b"",
              runs=[[d.data] for d in data])

    add("four_slots", 4, (1, 3), 5)
    add("one_slot", 1, (2, 2))
    add("output_is_the_buffer", 3, (2, 1), -7, variable=True)
    add("five_slots_without_options", 5, (1, 2), options=None)
