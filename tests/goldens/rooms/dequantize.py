# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import Tensor, out_f32


def make(m):
    m.add("s8_f32", 6, None, [m.s8((3, 7), 0.037, -11)], out_f32())
    m.add("s8_f32_zero_point_at_the_end", 6, None, [m.s8((2, 2, 5), 1.5, -128)], out_f32())
    m.add("s16_f32", 6, None, [m.s16((3, 7), 0.00037)], out_f32(), version=3)
    m.add("s16_f32_zero_point", 6, None, [m.s16((3, 7), 0.00037, -32768)], out_f32(),
          expected=lambda a: (np.float64(np.float32(0.00037)) * (a[0].astype(np.float64) + 32768))
          .astype(np.float32))
    m.add("u8_f32", 6, None, [m.tensor(np.uint8, (3, 7), 0.037, 200)], out_f32())
    halves = np.array([0, -0.0, 1, -2.5, 65504, 6e-8, 6.1e-5, np.inf, -np.inf, 0.1], np.float16)
    exact = {"expected": lambda _: halves.astype(np.float32)}
    m.add("f16_f32_constant", 6, None, [Tensor(halves, constant=True)], out_f32(), **exact)
    m.add("f16_f32", 6, None, [Tensor(halves)], out_f32(), **exact)
    nibbles = m.integers(np.int8, (3, 5), -8, 7)
    m.add("s4_f32", 6, None, [Tensor(nibbles, 0.3, -2, constant=True, int4=True)], out_f32(),
          expected=lambda _: (np.float32(0.3) * (nibbles + 2)).astype(np.float32))

    def per_channel(name, dtype, shape, axis, zero_points=None, **more):
        n = shape[axis]
        tensor = m.tensor(dtype, shape, m.random.uniform(0.01, 0.2, n),
                          zero_points or [0] * n, constant=True)
        tensor.dimension = axis
        m.add(name, 6, None, [tensor], out_f32(), version=5, **more)

    per_channel("s8_f32_per_channel", np.int8, (4, 6), 0)
    per_channel("s8_f32_per_channel_last", np.int8, (4, 3), 1, [-128, 5, 127])
    per_channel("s8_f32_per_channel_middle", np.int8, (2, 3, 2, 2), 1, [1, -2, 3])
    per_channel("u8_f32_per_channel", np.uint8, (3, 5), 0, [0, 128, 255])
    live = m.s8((3, 4), [0.1, 0.2, 0.3], [1, 2, 3])
    m.add("s8_f32_per_channel_live", 6, None, [live], out_f32(), version=5)
    packed = Tensor(m.integers(np.int8, (3, 5), -8, 7), [0.1, 0.2, 0.3], [0, 0, 0], constant=True,
                     int4=True)
    m.add("s4_f32_per_channel", 6, None, [packed], out_f32(), version=6)
