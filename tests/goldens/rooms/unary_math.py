# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import Tensor, out, out_f32

CODES = {"ceil": 104, "cos": 108, "exp": 47, "floor": 8, "log": 73, "round": 116, "rsqrt": 76,
         "sign": 158, "sin": 66, "sqrt": 75, "square": 92}


def make(m):
    halves = np.arange(-3.5, 4, 0.5, np.float32)
    near_halves = np.concatenate([np.nextafter(halves, np.float32(9)),
                                  np.nextafter(halves, np.float32(-9))])
    special = np.array([0, -0.0, np.inf, -np.inf, np.nan, 1e-40, 3e38, -1, 2**23 + 1, -(2**24)],
                       np.float32)
    for name, code in CODES.items():
        def add(case, data, constant=False):
            m.add(f"f32_{name}{case}", code, None,
                  [Tensor(np.asarray(data, np.float32), constant=constant)], out_f32(), version=1,
                  **more)

        # The reference kernels of TensorFlow Lite have neither CEIL nor ROUND.
        function = {"ceil": np.ceil, "round": np.rint}.get(name)
        more = {"expected": lambda a, f=function: f(a[0] if a else np.float32(0.75))} \
            if function else {}
        positive = name in ("log", "sqrt", "rsqrt")
        add("", m.random.uniform(1e-3 if positive else -10, 10, (3, 7)))
        add("_special", special)
        if name in ("ceil", "floor", "round"):
            add("_halves", np.concatenate([halves, near_halves]))
        if name in ("sin", "cos"):
            add("_great", np.exp(m.random.uniform(0, 80, (2, 8))) * [[1], [-1]])
            add("_zeros", np.arange(1, 12) * np.pi / 2)
        if name == "exp":
            add("_ends", [-104, -103, -87.5, -1e-6, 1e-6, 88.7, 88.8, 0])
        if name in ("log", "sqrt", "rsqrt"):
            add("_all_sizes", np.exp(m.random.uniform(-100, 88, (2, 8))))
            add("_about_one", 1 + m.random.uniform(-1e-3, 1e-3, (2, 4)))
        add("_scalar_constant", 0.75, True)
    whole = np.array([[0, 1, -1], [5, -(2**31), 2**31 - 1]], np.int32)
    m.add("s32_sign", 158, None, [Tensor(whole)], out(np.int32), version=2)
