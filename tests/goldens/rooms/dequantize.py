# SPDX-License-Identifier: Apache-2.0
from golden import out_f32


def make(m):
    m.add("s8_f32", 6, None, [m.s8((3, 7), 0.037, -11)], out_f32())
    m.add("s8_f32_zero_point_at_the_end", 6, None, [m.s8((2, 2, 5), 1.5, -128)], out_f32())
