# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import Tensor, out, out_f32

DIV, MOD = 90, 95


def make(m):
    for name, code in (("div", DIV), ("mod", MOD)):
        def f32(case, a, b):
            m.add(f"f32_{name}{case}", code, None,
                  [Tensor(np.asarray(a, np.float32)), Tensor(np.asarray(b, np.float32))], out_f32(),
                  version=1)

        f32("", m.random.uniform(-9, 9, (3, 7)), m.random.uniform(-3, 3, (3, 7)))
        f32("_broadcast", m.random.uniform(-9, 9, (2, 1, 5)), m.random.uniform(-3, 3, (3, 1)))
        f32("_whole", [6, -6, 6, -6, 7, -7, 7, -7, 0, -0.0], [3, 3, -3, -3, 3, 3, -3, -3, 5, 5])
        f32("_near_whole", [0.9, 0.6, -0.9, 1, 4.2, 1e6], [0.1, 0.2, 0.3, 0.1, 0.7, 0.1])
        f32("_far_sizes", [1e30, -1e30, 1e-30, -1e-30, 3e38, 16777217], [3, 7, 5, 5, 1e-3, 1e-4])
        for kind in (np.int8, np.int16, np.int32) + ((np.int64,) if code == MOD else ()):
            bits = np.iinfo(kind).bits
            most = 2**52 if bits == 64 else np.iinfo(kind).max
            a = m.integers(kind, (3, 6), -most, most)
            b = m.integers(kind, (3, 6), 1, 9) * m.random.choice([-1, 1], (3, 6)).astype(kind)
            a[0, :4], b[0, :4] = [7, -7, 7, -7], [7, 2, -2, -2]
            b[2] = m.integers(kind, (6,), 1, most)
            m.add(f"s{bits}_{name}", code, None, [Tensor(a), Tensor(b)], out(kind),
                  version=1 if bits == 32 else 2,
                  expected=lambda arrays, f=np.floor_divide if code == DIV else np.mod: f(*arrays))
        least = np.array([-2**31, -2**31, 2**31 - 1], np.int32)
        by = np.array([-1, -2**31, -1], np.int32)
        wraps = [-2**31, 1, -2**31 + 1] if code == DIV else [0, 0, 0]
        m.add(f"s32_{name}_ends", code, None, [Tensor(least), Tensor(by)], out(np.int32),
              expected=lambda _, w=wraps: np.array(w, np.int32))
