# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import out

LOGICAL_AND, LOGICAL_OR, LOGICAL_NOT = 86, 84, 87


def make(m):
    for code, prefix in ((LOGICAL_AND, "and"), (LOGICAL_OR, "or")):
        def case(name, a, b):
            m.add(prefix + name, code, None, [m.tensor(np.bool_, a), m.tensor(np.bool_, b)],
                  out(np.bool_), version=1)

        case("", (2, 6), (2, 6))
        case("_broadcast_both_ways", (3, 1, 2), (2, 1))
        case("_scalar", (1,), (7,))
    m.add("not", LOGICAL_NOT, None, [m.tensor(np.bool_, (2, 5))], out(np.bool_), version=1)
