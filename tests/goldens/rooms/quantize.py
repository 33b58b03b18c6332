# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import Tensor, out_s8


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
