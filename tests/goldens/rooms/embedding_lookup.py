# SPDX-License-Identifier: Apache-2.0
import numpy as np

from golden import Tensor, constant, out


def make(m):
    def add(name, ids, table, output):
        m.add(name, 7, None, [ids, table], output, version=3)

    ids = Tensor(np.array([3, 0, 3], np.int32))
    add("f32", ids, m.tensor(np.float32, (4, 3), constant=True), out(np.float32))
    add("f32_table_at_run_time", ids, m.f32((4, 2, 2)), out(np.float32))
    add("s8", ids, m.s8((4, 2, 3), 0.1, 5, constant=True), out(np.int8, 0.1, 5))
    add("s8_constant_ids", constant([1, 2]), m.s8((4, 3), 0.1, 5), out(np.int8, 0.1, 5))
    add("s8_f32", ids, m.s8((4, 5), 0.037, 0, constant=True), out(np.float32))
