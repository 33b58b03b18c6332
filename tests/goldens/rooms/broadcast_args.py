# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import Tensor, out


def make(m):
    for kind, dtype in [("s32", np.int32), ("s64", np.int64)]:
        def add(name, first, second, kind=kind, dtype=dtype):
            m.add(f"{kind}_{name}", 145, None, [Tensor(np.array(v, dtype)) for v in (first, second)],
                  out(dtype), version=1)

        add("same_rank", [1, 3, 4, 1], [5, 3, 1, 1])
        add("first_longer", [7, 1, 2], [4, 1])
        add("second_longer", [2], [6, 1, 1])
